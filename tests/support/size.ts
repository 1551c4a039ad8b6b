/** Everyday sizes for `npm test`, full ones for `npm run prove`; one place decides which. */
const isFullSize = process.env['PROVE'] === '1'

/** How often a law is tried. */
export function rounds(everyday: number, full: number): number {
  return isFullSize ? full : everyday
}
