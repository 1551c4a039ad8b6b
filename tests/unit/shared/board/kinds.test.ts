import { expect, test } from 'vitest'
import { kindLooks } from '../../../../shared/board/kinds.ts'
import { noteKinds } from '../../../../shared/board/vocabulary.ts'

const looks = noteKinds.map((kind) => ({ kind, ...kindLooks[kind] }))

test.each(looks)('[KD1] the ink of $kind can be read on its paper and on its tint', ({ fill, tint, ink }) => {
  expect(Math.min(contrast(ink, fill), contrast(ink, tint))).toBeGreaterThanOrEqual(7)
})

test('[KD2] no two kinds share colour and icon, and none shares its word', () => {
  const distinct = (values: readonly string[]) => new Set(values).size
  expect(distinct(looks.map(({ fill, icon }) => fill + icon))).toBe(looks.length)
  expect(distinct(looks.map(({ label }) => label.nl))).toBe(looks.length)
  expect(distinct(looks.map(({ label }) => label.en))).toBe(looks.length)
})

test('[KD3] an icon is a path that stays in its box', () => {
  const odd = looks.filter(
    ({ icon }) =>
      !/^M[\dMLHVCSQAZmlhvcsqaz., -]+$/.test(icon) || absoluteNumbers(icon).some((n) => n < 0 || n > 24),
  )
  expect(odd.map(({ kind }) => kind)).toEqual([])
})

/** The numbers of the absolute commands that take points only. */
function absoluteNumbers(path: string): number[] {
  return [...path.matchAll(/[ML]([\d. -]+)/g)].flatMap((match) =>
    (match[1] ?? '').trim().split(/[ ]+/).map(Number),
  )
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}
