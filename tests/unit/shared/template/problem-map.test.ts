import { expect, test } from 'vitest'
import { templates } from '../../../../shared/template/catalog.ts'
import { problemMap } from '../../../../shared/template/catalog/problem-map.ts'
import type { Box, Template } from '../../../../shared/template/template.ts'

/** The table of domain.md T04. */
const table: readonly (readonly [key: string, box: Box, kind: string, flags: string])[] = [
  ['problemDraft', [0, 1.5, 8, 2.7], 'contribution', 'N'],
  ['forWhom', [8.4, 1.5, 8, 2.7], 'stakeholder', 'N'],
  ['problemStatement', [16.8, 1.5, 7.2, 2.7], 'problemStatement', 'NO'],
  ['facts', [0, 4.6, 8, 5.1], 'fact', 'N'],
  ['experiences', [8.4, 4.6, 8, 5.1], 'experience', 'S'],
  ['emotions', [0, 10.1, 8, 5.1], 'emotion', 'A'],
  ['opinions', [8.4, 10.1, 8, 5.1], 'opinion', 'A'],
  ['whyChain', [16.8, 4.6, 7.2, 5.9], 'cause', 'N'],
  ['scope', [16.8, 10.9, 4.8, 4.3], 'contribution', 'N'],
  ['parking', [22, 10.9, 2, 4.3], 'contribution', 'P'],
]

function flagsOf({ attribution, form }: Template['zones'][number]): string {
  if (form === 'parking') return 'P'
  const names = { named: 'N', sensitive: 'S', nameless: 'A' }[attribution]
  return form === 'output' ? `${names}O` : names
}

test('[TP1] the problem map has the zones, kinds and flags of the domain, to the number', () => {
  const zones = problemMap.zones.map((zone) => [zone.key, zone.box, zone.kind, flagsOf(zone)])
  expect(zones).toEqual(table)
  expect(problemMap).toMatchObject({
    size: [24, 15.2],
    minutes: { full: 60, short: 40 },
    phases: [1],
    steps: [7],
  })
})

test('[TP2] the script of the problem map has nine steps of sixty minutes together, in zones that exist', () => {
  const { script, zones } = problemMap
  expect(script.map((step) => step.mode)).toEqual([
    'present',
    'solo',
    'reveal',
    'round',
    'open',
    'vote',
    'open',
    'open',
    'decide',
  ])
  expect(script.reduce((sum, step) => sum + step.minutes, 0)).toBe(60)
  const keys = zones.map((zone) => zone.key)
  expect(script.flatMap((step) => step.zones ?? []).filter((key) => !keys.includes(key))).toEqual([])
})

test.each(templates)('[TP3] no two zones of $key overlap and all lie inside it', ({ zones, marks, size }) => {
  const overlapping = zones.flatMap((a, at) =>
    zones.slice(at + 1).flatMap((b) => (overlap(a.box, b.box) ? [[a.key, b.key]] : [])),
  )
  const outside = [...zones, ...marks].filter(
    ({ box: [x, y, w, h] }) => x < 0 || y < 1.5 || x + w > size[0] || y + h > size[1] + 1e-9,
  )
  expect({ overlapping, outside }).toEqual({ overlapping: [], outside: [] })
})

test.each(templates)(
  '[TP4] what people read of $key in Dutch has at most ten words a sentence',
  (template) => {
    const shown = [
      template.purpose,
      ...template.zones.flatMap((zone) => [zone.title, zone.prompt]),
      ...template.script.map((step) => step.onScreen),
    ]
    const sentences = shown.flatMap((text) => text.nl.split(/(?<=[.!?])\s+/))
    expect(sentences.filter((sentence) => sentence.split(/\s+/).length > 10)).toEqual([])
  },
)

test.each(templates)('[TP5] $key says everything in both languages', (template) => {
  const texts = [
    template.name,
    template.purpose,
    ...template.zones.flatMap((zone) => [zone.title, zone.prompt]),
    ...template.marks.flatMap((mark) => mark.label ?? []),
    ...template.script.flatMap((step) => [step.onScreen, step.facilitator]),
  ]
  expect(texts.filter((text) => text.nl.trim() === '' || text.en.trim() === '')).toEqual([])
})

function overlap([ax, ay, aw, ah]: Box, [bx, by, bw, bh]: Box): boolean {
  return ax < bx + bw && bx < ax + aw && ay < by + bh && by < ay + ah
}
