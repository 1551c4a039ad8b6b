import { expect, test } from 'vitest'
import { Pictures } from '../../../../server/core/pictures.ts'

test('[HT76] the picture nobody asked for longest makes room', () => {
  const pictures = new Pictures()
  for (let n = 0; n < 64; n += 1) pictures.keep(`${n}`, 'plaat')
  expect(pictures.get('0')).toBe('plaat')
  pictures.keep('new', 'plaat')
  expect([pictures.get('0'), pictures.get('1'), pictures.get('new')]).toEqual(['plaat', null, 'plaat'])
  pictures.keep('large', 'x'.repeat(16_000_000))
  expect([pictures.get('new'), pictures.get('large')?.length]).toEqual([null, 16_000_000])
})
