import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cardPadPx, cardWords } from '../../../../shared/board/picture/card-words.ts'
import { setText } from '../../../../shared/board/picture/lines.ts'
import { richTextFrom } from '../../../../shared/board/rich-text.ts'

const card = { w: 1_800, h: 320 }

test.each([
  { words: 3, size: 40 },
  { words: 60, size: 33 },
  { words: 2_000, size: 15 },
])('[CV56] $words words stand in letters of $size px', ({ words, size }) => {
  const text = richTextFrom(Array.from({ length: words }, () => 'woorden').join(' '))
  expect(cardWords(text, card).size).toBe(size)
})

test('[CV56] letters are the largest that fit: one size up the words would not', () => {
  const word = fc.stringMatching(/^[a-p]{1,12}$/)
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 300 }), (some) => {
      const text = richTextFrom(some.join(' '))
      const { size, height } = cardWords(text, card)
      if (size > 15) expect(height).toBeLessThanOrEqual(card.h - 2 * cardPadPx)
      if (size < 40) {
        const larger = setText(text, size + 1, (card.w - 2 * cardPadPx) * 0.97)
        expect(larger.height).toBeGreaterThan((card.h - 2 * cardPadPx) * 0.93)
      }
    }),
  )
})
