import { expect, test } from 'vitest'
import { zoneHeading } from '../../../../shared/board/picture/heading.ts'
import { widthOf } from '../../../../shared/board/picture/lines.ts'
import { languages } from '../../../../shared/language.ts'
import { problemMap } from '../../../../shared/template/catalog/problem-map.ts'
import { instantiate } from '../../../../shared/template/instantiate.ts'
import { headerBand, unitPx } from '../../../../shared/template/template.ts'

const zones = instantiate(problemMap, {
  instanceId: 'instance0001' as never,
  at: { x: 0, y: 0 },
  records: new Map(),
}).flatMap((part) => (part.type === 'zone' ? [part.props] : []))
const all = zones.flatMap((props) => languages.map((language) => ({ props, language })))

test('[PX13] what stands above a zone stays in its band and within its sides', () => {
  for (const { props, language } of all) {
    const { title, titleX, prompt, promptTop, pad } = zoneHeading(props, language, 0)
    expect([props.zone, language, title.lines.length]).toEqual([props.zone, language, 1])
    expect(titleX + widthOf(title)).toBeLessThanOrEqual(props.w - pad)
    expect([props.zone, promptTop + prompt.height <= headerBand * unitPx + 1]).toEqual([props.zone, true])
    expect(widthOf(prompt)).toBeLessThanOrEqual(props.w - 2 * pad)
  }
})

test('[PX13] in a wide zone the title is 60 px, in none too small to read', () => {
  const sizes = all.map(({ props, language }) => ({ w: props.w, ...zoneHeading(props, language, 0) }))
  expect(new Set(sizes.filter(({ w }) => w >= 1400).map(({ title }) => title.size))).toEqual(new Set([60]))
  expect(Math.min(...sizes.map(({ prompt }) => prompt.size))).toBeGreaterThanOrEqual(18)
  expect(sizes.filter(({ w, prompt }) => w >= 1600 && prompt.size < 32).length).toBe(0)
})
