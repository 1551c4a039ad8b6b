/** SVG as text: the only place where `<` is written. Everything of people goes through here. */

export type Attributes = { readonly [name: string]: string | number | null }

/** One element; attributes that are null are left out, children are markup already. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const open = Object.entries(attributes)
    .map(([key, value]) =>
      value === null ? '' : ` ${key}="${typeof value === 'number' ? short(value) : escapeXml(value)}"`,
    )
    .join('')
  return children.length === 0 ? `<${name}${open}/>` : `<${name}${open}>${children.join('')}</${name}>`
}

/** Text for between tags or in an attribute. Characters that XML can't hold at all are left out. */
export function escapeXml(text: string): string {
  return text.replaceAll(needsCare, (character) => entities.get(character) ?? '')
}
const needsCare = /[&<>"']|[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu
const entities = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
])

/** At most two decimals: a hundredth of a pixel is more than anyone sees. */
export function short(value: number): string {
  return String(Math.round(value * 100) / 100 + 0)
}
