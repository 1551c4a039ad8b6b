const blocks = 'p, div, li, h1, h2, h3, h4, h5, h6, tr, blockquote, pre'

/**
 * The words of a piece of HTML, a line for each of its blocks: what a page or a document puts on the
 * clipboard has no line ends of its own. Parsed as a document that nobody shows: nothing in it runs
 * and nothing is fetched.
 */
export function linesOf(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  for (const hidden of body.querySelectorAll('script, style, template')) hidden.remove()
  for (const lineEnd of body.querySelectorAll('br')) lineEnd.replaceWith('\n')
  for (const block of body.querySelectorAll(blocks)) block.append('\n')
  return body.textContent ?? ''
}
