import { describe, expect, test } from 'vitest'
import { recordFactories } from '../../../../shared/board/factories.ts'
import { richTextFrom } from '../../../../shared/board/rich-text.ts'
import { shapeIdOf, type BoardShape } from '../../../../shared/board/schema.ts'
import { mayChange } from '../../../../shared/session/access.ts'
import type { BoardRules } from '../../../../shared/session/session.ts'
import { notes, people } from '../../../support/room-world.ts'

const open: BoardRules = { board: 'open' }
const { ana, piet, olga } = people
const cluster = recordFactories.cluster({ id: 'c1', at: { x: 0, y: 0, index: 'a2' }, name: 'Rust' })
const chip = recordFactories.chip({
  id: 'chip',
  at: { x: 900, y: 40, index: 'a3' },
  props: { cluster: cluster.id },
})
const named = { ...cluster, props: { richText: richTextFrom('Rust en ruimte') } }

test('[SE30] clusters and chips are everyone’s: to make, to name, to move the chip, to take apart', () => {
  const changes: [BoardShape | null, BoardShape | null][] = [
    [null, cluster],
    [cluster, named],
    [cluster, { ...cluster, index: chip.index }],
    [cluster, null],
    [null, chip],
    [chip, { ...chip, x: 1200, y: 700 }],
    [chip, null],
    [notes.noor, { ...notes.noor, parentId: cluster.id }],
    [notes.nameless, { ...notes.nameless, parentId: cluster.id }],
  ]
  for (const [before, after] of changes) {
    expect([piet, ana].map((who) => mayChange(who, before, after, open))).toEqual([null, null])
    expect(mayChange(olga, before, after, open)).toBe('not-allowed')
    expect(mayChange(ana, before, after, { board: 'locked' })).toBe('locked')
  }
})

/** Each as one that is made so, and as one that becomes so. */
const lopsided: [string, BoardShape, BoardShape][] = [
  ['a cluster that lies elsewhere', cluster, { ...cluster, x: 5000 }],
  ['a turned cluster', cluster, { ...cluster, rotation: 1 }],
  ['a cluster in another', cluster, { ...cluster, parentId: shapeIdOf('c2') }],
  ['a locked cluster', cluster, { ...cluster, isLocked: true }],
  ['a cluster out of sight', cluster, { ...cluster, opacity: 0 }],
  ['a cluster in someone’s name', cluster, { ...cluster, meta: { author: piet.participantId } }],
  ['a turned chip', chip, { ...chip, rotation: 1 }],
  ['a chip in a cluster', chip, { ...chip, parentId: cluster.id }],
  ['a locked chip', chip, { ...chip, isLocked: true }],
  ['a chip out of sight', chip, { ...chip, opacity: 0.1 }],
  ['a chip in someone’s name', chip, { ...chip, meta: { author: piet.participantId } }],
]
describe.each([
  ['who takes part', piet],
  ['who leads', ana],
])('%s', (_, who) => {
  test.each(lopsided)('[SE31] %s is made by nobody, and none becomes one', (_what, before, after) => {
    expect(mayChange(who, null, after, open)).toBe('invalid-record')
    expect(mayChange(who, before, after, open)).toBe('not-allowed')
  })

  test('[SE32] a chip stands for one cluster for ever, and names a shape', () => {
    expect(mayChange(who, chip, { ...chip, props: { cluster: 'shape:other' } }, open)).toBe('not-allowed')
    expect(mayChange(who, null, { ...chip, props: { cluster: 'woorden van iemand' } }, open)).toBe(
      'invalid-record',
    )
    expect(mayChange(who, cluster, { ...chip, id: cluster.id }, open)).toBe('invalid-record')
  })
})
