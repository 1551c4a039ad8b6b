import { expect, test } from 'vitest'
import { templates } from '../../../../shared/template/catalog.ts'
import type { Box, Template, TemplateZone } from '../../../../shared/template/template.ts'
import { tables } from './tables.ts'

/** The domain calls free working fields F; names are treated there as the template says of itself. */
function flagsOf({ attribution, form }: TemplateZone): string {
  if (form === 'parking') return 'P'
  if (form === 'plot' || form === 'field' || form === 'matrix')
    return attribution === 'nameless' ? 'F' : 'F, named'
  const names = { named: 'N', sensitive: 'S', nameless: 'A' }[attribution]
  return form === 'output' ? `${names}O` : names
}

test('[TP1] the catalogue holds the templates of the domain and no other', () => {
  expect(templates.map(({ key }) => key)).toEqual(Object.keys(tables))
})

test.each(templates)('[TP1] $key has the zones, kinds and flags of the domain, to the number', (template) => {
  const { size, minutes, phases, steps, zones } = template
  const rows = zones.map((zone) => [zone.key, zone.box, zone.kind, flagsOf(zone)])
  const { script: _, ...table } = tables[template.key] ?? {}
  expect({ size, minutes, phases, steps, zones: rows }).toEqual(table)
})

test.each(templates)(
  '[TP2] the script of $key has the steps of the domain, fills its time and opens zones that exist',
  ({ key, script, zones, minutes }) => {
    expect(script.map((step) => `${step.minutes} ${step.mode}`)).toEqual(tables[key]?.script)
    expect(script.reduce((sum, step) => sum + step.minutes, 0)).toBe(minutes.full)
    const keys = zones.map((zone) => zone.key)
    expect(script.flatMap((step) => step.zones ?? []).filter((zone) => !keys.includes(zone))).toEqual([])
  },
)

test.each(templates)('[TP3] no two zones of $key overlap and all lie inside it', ({ zones, size }) => {
  const overlapping = zones.flatMap((a, at) =>
    zones.slice(at + 1).flatMap((b) => (overlap(a.box, b.box) ? [[a.key, b.key]] : [])),
  )
  const outside = zones.filter(({ box }) => !holds([0, 1.5, size[0], size[1] - 1.5], box))
  expect({ overlapping, outside }).toEqual({ overlapping: [], outside: [] })
})

test.each(templates)(
  '[TP4] what people read of $key in Dutch has at most ten words a sentence',
  (template) => {
    const sentences = textsOf(template).flatMap((text) => text.nl.split(/(?<=[.!?])\s+/))
    expect(sentences.filter((sentence) => sentence.split(/\s+/).length > 10)).toEqual([])
  },
)

test.each(templates)('[TP5] $key says everything in both languages', (template) => {
  const texts = [...textsOf(template), ...template.marks.flatMap((mark) => mark.label ?? [])]
  expect(texts.filter((text) => text.nl.trim() === '' || text.en.trim() === '')).toEqual([])
  expect(texts.filter((text) => text.nl === text.en && !/^(\d|in)$/.test(text.nl))).toEqual([])
})

test.each(templates)(
  '[TP11] each mark of $key lies in one of its zones, under a key of its own',
  (template) => {
    const astray = template.marks.filter(({ box }) => !template.zones.some((zone) => holds(zone.box, box)))
    expect(astray).toEqual([])
    expect(new Set(template.marks.map(({ key }) => key)).size).toBe(template.marks.length)
  },
)

function textsOf({ name, purpose, zones, script }: Template) {
  return [
    name,
    purpose,
    ...zones.flatMap((zone) => [zone.title, zone.prompt]),
    ...script.flatMap((step) => [step.onScreen, step.facilitator]),
  ]
}

function overlap([ax, ay, aw, ah]: Box, [bx, by, bw, bh]: Box): boolean {
  return ax + aw - bx > tiny && bx + bw - ax > tiny && ay + ah - by > tiny && by + bh - ay > tiny
}

function holds([x, y, w, h]: Box, [ix, iy, iw, ih]: Box): boolean {
  return x - ix < tiny && y - iy < tiny && ix + iw - x - w < tiny && iy + ih - y - h < tiny
}
/** Units are decimal fractions, which computers add up almost. */
const tiny = 1e-9
