/**
 * How wide letters are. A picture is drawn where no font can be asked, so widths come from a table
 * of Helvetica's (thousandths of the size), a little on the wide side: a line that is somewhat
 * shorter than its box is fine, one that runs out of it is not.
 */
const widths = new Map<string, number>()
const groups: readonly (readonly [number, string])[] = [
  [200, "'ijl|"],
  [260, ' '],
  [280, '!,./:;I[\\]ft'],
  [335, '()-`r{}°'],
  [390, '"*'],
  [500, 'Jckvsxyz'],
  [556, '#$0123456789?L_abdeghnopqu'],
  [600, '+<=>~^FTZ'],
  [667, 'ABEKPSVXY&'],
  [722, 'CDHNRUw'],
  [778, 'GOQ'],
  [833, 'Mm'],
  [890, '%'],
  [944, 'W'],
  [1015, '@'],
  [360, '‘’“”'],
  [556, '–«»€'],
  [1000, '—…'],
  [600, '•'],
]
for (const [width, letters] of groups) for (const letter of letters) widths.set(letter, width)

const slack = 1.04
const boldFactor = 1.07
const unknownNarrow = 620
const unknownWide = 1040
/** Scripts and signs that fill a square, roughly: from Hangul Jamo up, and all beyond the first plane. */
const wide =
  /[\u{1100}-\u{115f}\u{2300}-\u{2bff}\u{2e80}-\u{a4cf}\u{ac00}-\u{d7a3}\u{f900}-\u{faff}\u{ff00}-\u{ff60}\u{10000}-\u{10ffff}]/u
const joins = /^(?:\p{M}|\p{Emoji_Modifier}|\u{200d}|\u{fe0e}|\u{fe0f})$/u

export function textWidth(text: string, size: number, isBold: boolean): number {
  let thousandths = 0
  for (const letter of text) thousandths += letterWidth(letter)
  return (thousandths / 1000) * size * slack * (isBold ? boldFactor : 1)
}

/** What is seen as one sign stays together: a letter with its accents, an emoji of several parts. */
export function signsOf(text: string): string[] {
  const signs: string[] = []
  for (const letter of text) {
    const last = signs.at(-1)
    const belongs = last !== undefined && (joins.test(letter) || last.endsWith('\u{200d}'))
    if (belongs) signs[signs.length - 1] = last + letter
    else signs.push(letter)
  }
  return signs
}

function letterWidth(letter: string): number {
  const known = widths.get(letter)
  if (known !== undefined) return known
  if (joins.test(letter)) return 0
  const base = widths.get(letter.normalize('NFD').charAt(0))
  return base ?? (wide.test(letter) ? unknownWide : unknownNarrow)
}
