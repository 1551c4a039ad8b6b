import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { faceColours } from '../../../../client/company/faces.ts'
import { type Colour, decoration, edges, type Pairing, texts } from '../../../../client/ui/ink-and-ground.ts'
import { kindLooks } from '../../../../shared/board/kinds.ts'

const client = fileURLToPath(new URL('../../../../client', import.meta.url))
const styles = filesOf(client, '.css').map((path) => ({ path, css: read(path) }))
const tokens = new Map(
  [...read('ui/tokens.css').matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]),
)

test.each([
  ['text', texts, 4.5],
  ['an edge', edges, 3],
] as const)('[UI16] %s is seen on all its grounds', (_, pairings, least) => {
  expect(pairings.flatMap((pairing) => tooFaint(pairing, least))).toEqual([])
})

test('[UI16] the words of a note are read on its paper and on its zone', () => {
  const faint = Object.entries(kindLooks).filter(
    ([, { ink, fill, tint }]) => contrast(ink, fill) < 7 || contrast(ink, tint) < 7,
  )
  expect(faint).toEqual([])
})

test('[UI16] a person’s colour is read on paper, and white is read on it', () => {
  const grounds = [hexOf('--sheet'), hexOf('--paper')]
  const faint = faceColours.filter((colour) => grounds.some((ground) => contrast(colour, ground) < 4.5))
  expect(faint).toEqual([])
})

test('[UI17] every colour of a stylesheet is in the table, in the part that it plays', () => {
  const inks = namesIn(texts.map(({ ink }) => ink))
  const grounds = namesIn(texts.flatMap((pairing) => pairing.grounds))
  const lines = namesIn([...edges.map(({ ink }) => ink), ...decoration])
  const known: Readonly<Record<string, ReadonlySet<string>>> = {
    color: inks,
    fill: new Set([...inks, ...lines]),
    stroke: lines,
    outline: lines,
    border: new Set([...lines, ...grounds]),
    background: new Set([...grounds, ...lines]),
  }
  expect(used().filter(({ part, token }) => known[part]?.has(token) !== true)).toEqual([])
})

test('[UI17] a page’s stylesheet takes its colours from the tokens, and no token is left over', () => {
  const written = styles.filter(
    ({ path, css }) => path !== 'ui/tokens.css' && /#[0-9a-f]{3,8}\b/i.test(bare(css)),
  )
  expect(written.map(({ path }) => path).filter((path) => !path.startsWith('canvas/'))).toEqual([])
  const everything = [...styles.map(({ css }) => css), ...filesOf(client, '.tsx').map(read)].join('\n')
  expect([...tokens.keys()].filter((name) => !everything.includes(`var(${name}`))).toEqual([])
})

/** A stylesheet without its comments and pictures. */
function bare(css: string): string {
  return css.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/url\([^)]*\)/g, '')
}

/** Each colour token, with the sort of property it is given to. */
function used(): { path: string; part: string; token: string }[] {
  return styles.flatMap(({ path, css }) =>
    [...bare(css).matchAll(/(?<=[{;]\s*)([a-z-]+):([^;{}]*)/g)].flatMap(([, property = '', value = '']) => {
      const part = /^(?:color|fill|stroke|outline|border|background)/.exec(property)?.[0]
      if (part === undefined) return []
      return [...value.matchAll(/var\((--[\w-]+)/g)].flatMap(([, token = '']) =>
        tokens.has(token) ? [{ path, part, token }] : [],
      )
    }),
  )
}

function namesIn(colours: readonly Colour[]): ReadonlySet<string> {
  return new Set(
    colours.flatMap((colour) =>
      typeof colour === 'string' ? [colour] : [...namesIn([colour.above, colour.below])],
    ),
  )
}

function tooFaint({ ink, grounds }: Pairing, least: number): string[] {
  return grounds.flatMap((ground) => {
    const found = contrast(hexOf(ink), hexOf(ground))
    return found >= least ? [] : [`${JSON.stringify(ink)} on ${JSON.stringify(ground)}: ${found.toFixed(2)}`]
  })
}

function hexOf(colour: Colour): string {
  if (typeof colour === 'string') return tokens.get(colour) ?? expect.fail(`no colour ${colour}`)
  const [above, below] = [channels(hexOf(colour.above)), channels(hexOf(colour.below))]
  const mixed = above.map((part, n) => Math.round(part * colour.share + (below[n] ?? 0) * (1 - colour.share)))
  return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

function channels(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
}

/** As WCAG 2.2 defines it. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channels(hex).map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function filesOf(folder: string, end: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith(end) && !path.startsWith('dist/'))
}

function read(path: string): string {
  return readFileSync(join(client, path), 'utf8')
}
