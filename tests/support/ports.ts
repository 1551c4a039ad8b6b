import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'

const checkout = fileURLToPath(new URL('../..', import.meta.url))
const block = 20_000 + (createHash('sha256').update(checkout).digest().readUInt16BE(0) % 5_000) * 2

/** Ports of `npm run dev`. They follow from where the checkout lies, so that two checkouts never collide. */
export const devPorts = { server: block, pages: block + 1 }
