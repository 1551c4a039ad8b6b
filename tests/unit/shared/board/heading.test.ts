import { expect, test } from 'vitest'
import { farHeading } from '../../../../shared/board/picture/far-heading.ts'
import { badgeWidthOf, markWords, zoneHeading } from '../../../../shared/board/picture/heading.ts'
import { baselineOf, setPlain, widthOf } from '../../../../shared/board/picture/lines.ts'
import { languages } from '../../../../shared/language.ts'
import { templates } from '../../../../shared/template/catalog.ts'
import { instantiate } from '../../../../shared/template/instantiate.ts'
import { bandOf, unitPx } from '../../../../shared/template/template.ts'

const parts = templates.flatMap((template) =>
  instantiate(template, { instanceId: 'instance0001' as never, at: { x: 0, y: 0 }, records: new Map() }),
)
const zones = parts.flatMap((part) => (part.type === 'zone' ? [part.props] : []))
const all = zones.flatMap((props) => languages.map((language) => ({ props, language })))
const words = parts.flatMap((part) =>
  part.type === 'mark' && (part.props.form === 'label' || part.props.form === 'tint')
    ? languages.map((language) => ({ props: part.props, language }))
    : [],
)
/** The words that say that notes have no name, where notes may have none. */
const badgeIn = ({ attribution }: (typeof zones)[number]) =>
  attribution === 'named' ? 0 : badgeWidthOf('without name')

test('[PX13] what stands above a zone stays in its band and within its sides', () => {
  for (const { props, language } of all) {
    const badge = badgeIn(props)
    const { title, titleX, prompt, promptX, promptTop, pad } = zoneHeading(props, language, badge)
    expect([props.zone, language, title.lines.length]).toEqual([props.zone, language, 1])
    expect(titleX + widthOf(title)).toBeLessThanOrEqual(props.w - pad - badge)
    expect([props.zone, promptTop + prompt.height <= bandOf(props.form) * unitPx + 1]).toEqual([
      props.zone,
      true,
    ])
    expect(promptX + widthOf(prompt)).toBeLessThanOrEqual(props.w - pad)
  }
})

test('[PX13] in a wide zone the title is 60 px, in none too small to read', () => {
  const sizes = all
    .filter(({ props }) => props.form !== 'level')
    .map(({ props, language }) => ({ w: props.w, ...zoneHeading(props, language, 0) }))
  expect(new Set(sizes.filter(({ w }) => w >= 1400).map(({ title }) => title.size))).toEqual(new Set([60]))
  expect(Math.min(...sizes.map(({ title }) => title.size))).toBeGreaterThanOrEqual(36)
  expect(Math.min(...sizes.map(({ prompt }) => prompt.size))).toBeGreaterThanOrEqual(22)
  expect(sizes.filter(({ w, prompt }) => w >= 1600 && prompt.size < 32).length).toBe(0)
})

test('[PX14] the question of a level follows its title on one line, on one baseline, clear of the words at the right', () => {
  for (const { props, language } of all.filter(({ props: { form } }) => form === 'level')) {
    const badge = badgeIn(props)
    const { title, titleX, titleTop, prompt, promptX, promptTop, pad } = zoneHeading(props, language, badge)
    expect([prompt.lines.length, prompt.size >= 28, title.size]).toEqual([1, true, 52])
    expect(promptTop + baselineOf(prompt.size)).toBeCloseTo(titleTop + baselineOf(title.size))
    expect(promptX).toBeGreaterThan(titleX + widthOf(title))
    expect(promptX + widthOf(prompt)).toBeLessThanOrEqual(props.w - pad - badge)
  }
})

test('[PX15] words of axes and corners stay in their box on one line, turned where the box is upright', () => {
  expect(words.length).toBeGreaterThan(16)
  for (const { props, language } of words) {
    const { set, isTurned } = markWords(props, language)
    const [along, across] = isTurned ? [props.h, props.w] : [props.w, props.h]
    expect([along >= across, set.lines.length]).toEqual([true, 1])
    expect(widthOf(set)).toBeLessThanOrEqual(along)
    expect(set.height).toBeLessThanOrEqual(across)
  }
})

test('[PX18] from afar a title is at least as large, in its band, and clear of the words at the right', () => {
  for (const { props, language } of all) {
    const badge = props.attribution === 'named' ? null : 'without name'
    const near = zoneHeading(props, language, badgeIn(props))
    const { titleX, titleTop, titleSize, titleHeight, badgeSize, pad } = farHeading(props, near, badge)
    const title = setPlain(props.title[language], titleSize, null, { isBold: true })
    const right = props.w - pad - (badge === null ? 0 : badgeWidthOf(badge, badgeSize))
    expect([props.zone, titleSize >= near.title.size]).toEqual([props.zone, true])
    expect([titleTop >= 0, titleTop + titleHeight <= bandOf(props.form) * unitPx]).toEqual([true, true])
    expect(titleX + widthOf(title)).toBeLessThanOrEqual(right + 1)
  }
})
