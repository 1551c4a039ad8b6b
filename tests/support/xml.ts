/** A small, strict reader of the XML that we write: elements, attributes in double quotes, text. */

const token = /<\/([a-zA-Z][\w-]*)>|<([a-zA-Z][\w-]*)((?: [a-zA-Z][\w:-]*="[^"<]*")*)(\/?)>|([^<]+)/y
const badText = /&(?!(?:amp|lt|gt|quot|#39);)|[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u

/** What is wrong with it, or an empty list. */
export function xmlFaults(xml: string): string[] {
  const open: string[] = []
  let at = 0
  while (at < xml.length) {
    token.lastIndex = at
    const found = token.exec(xml)
    if (found === null) return [`no markup at ${at}: ${xml.slice(at, at + 40)}`]
    const [whole, closes, opens, attributes, isEmpty, text] = found
    if (badText.test(text ?? attributes ?? '')) return [`bad text at ${at}: ${whole.slice(0, 40)}`]
    const names = [...(attributes ?? '').matchAll(/ ([\w:-]+)=/g)].map((match) => match[1])
    if (new Set(names).size !== names.length) return [`an attribute twice at ${at}`]
    if (text !== undefined && open.length === 0) return [`text outside at ${at}`]
    if (closes !== undefined && open.pop() !== closes) return [`${closes} closes what is not open at ${at}`]
    if (opens !== undefined && isEmpty === '') open.push(opens)
    at = token.lastIndex
  }
  return open
}

/** Every `<text>`, as people read it. */
export function wordsIn(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/gs)].map((match) =>
    (match[1] ?? '')
      .replaceAll(/<[^>]+>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&'),
  )
}
