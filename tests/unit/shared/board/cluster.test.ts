import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { must } from '../../../../shared/assert.ts'
import { recordFactories } from '../../../../shared/board/factories.ts'
import { clusterGround } from '../../../../shared/board/cluster.ts'
import { kindLooks } from '../../../../shared/board/kinds.ts'
import { pictureOf } from '../../../../shared/board/picture.ts'
import { areaOfNote, outlineOf } from '../../../../shared/board/outline.ts'
import {
  isShape,
  pageId,
  shapeIdOf,
  toIndexKey,
  type BoardRecord,
  type ShapeId,
} from '../../../../shared/board/schema.ts'
import { centreOf } from '../../../../shared/board/geometry.ts'
import { first, piet, TableBoard } from '../../../support/board-on-table.ts'

/** A board with a problem map and a cluster of two notes: one in the facts, one just outside. */
function boardWithCluster(): Map<string, BoardRecord> {
  const board = new TableBoard().lay(first)
  board.note('one', { x: 300, y: 1300 }, { author: piet, kind: 'fact', text: 'een' })
  board.note('two', { x: 600, y: 1300 }, { author: piet, kind: 'fact', text: 'twee' })
  const records = new Map(board.records)
  const cluster = recordFactories.cluster({ id: 'c1', at: { x: 0, y: 0, index: 'a0V' }, name: 'Rust' })
  records.set(cluster.id, cluster)
  into(records, 'one', cluster.id, { x: 200, y: 1200 })
  into(records, 'two', cluster.id, { x: 500, y: 1200 })
  return records
}

function into(
  records: Map<string, BoardRecord>,
  note: string,
  parentId: ShapeId | typeof pageId,
  at: { x: number; y: number },
): void {
  const record = must(records.get(shapeIdOf(note.padEnd(16, '0'))), note)
  if (isShape(record)) records.set(record.id, { ...record, ...at, parentId })
}

test('[OL15] notes in a cluster read under its name and nowhere else', () => {
  const outline = outlineOf(boardWithCluster())
  const facts = must(
    outline.instances[0]?.zones.find(({ key }) => key === 'facts'),
    'facts',
  )
  expect(facts.clusters).toMatchObject([{ id: 'c1', name: 'Rust', placement: null }])
  expect(facts.clusters[0]?.notes.map(({ text }) => text)).toEqual(['een', 'twee'])
  expect(facts.notes).toEqual([])
  expect(outline.unplaced).toEqual([])
})

test('[OL15] all notes of a cluster are in the zone that holds its middle', () => {
  const records = boardWithCluster()
  // Its middle is at 400, 1300; this takes one of the notes, but not the middle, beyond the zone.
  into(records, 'two', shapeIdOf('c1'), { x: 1500, y: 1200 })
  const far = must(records.get(shapeIdOf('two'.padEnd(16, '0'))), 'two')
  expect(isShape(far) && far.type === 'note' ? areaOfNote(records, far)?.key : null).toBe('facts')
})

test('[OL26] [OL15] a cluster outside all zones keeps its name, one without notes is nowhere', () => {
  const records = boardWithCluster()
  into(records, 'one', shapeIdOf('c1'), { x: 9000, y: 9000 })
  into(records, 'two', shapeIdOf('c1'), { x: 9300, y: 9000 })
  const empty = recordFactories.cluster({ id: 'c2', at: { x: 0, y: 0, index: 'a0X' }, name: 'Leeg' })
  records.set(empty.id, empty)
  const { clusters, unplaced } = outlineOf(records)
  expect(clusters).toEqual([
    { id: 'c1', name: 'Rust', noteIds: ['one'.padEnd(16, '0'), 'two'.padEnd(16, '0')] },
  ])
  expect(unplaced.map(({ text }) => text)).toEqual(['een', 'twee'])
})

test('[OL25] a note that lies in another zone than the middle of its cluster reads there, loose', () => {
  const records = boardWithCluster()
  const zone = (key: string) =>
    must(
      outlineOf(records).instances[0]?.zones.find((one) => one.key === key),
      key,
    )
  into(records, 'one', shapeIdOf('c1'), { x: 1000, y: 1200 })
  into(records, 'two', shapeIdOf('c1'), { x: 1700, y: 1200 })
  // The middle, at 1450, is in the facts; one of the notes is among the experiences.
  expect(zone('facts').clusters.map(({ name, notes }) => [name, notes.length])).toEqual([['Rust', 1]])
  expect(zone('experiences').notes.map(({ text }) => text)).toEqual(['twee'])
  const far = must(records.get(shapeIdOf('two'.padEnd(16, '0'))), 'two')
  expect(isShape(far) && far.type === 'note' ? areaOfNote(records, far)?.key : null).toBe('experiences')
  // Without a name one note is no cluster.
  const nameless = recordFactories.cluster({ id: 'c1', at: { x: 0, y: 0, index: 'a0V' }, name: '' })
  records.set(nameless.id, nameless)
  expect(zone('facts').clusters).toEqual([])
  expect(zone('facts').notes.map(({ text }) => text)).toEqual(['een'])
})

test('[OL25] [OL26] law: wherever the notes of a cluster lie, each reads once, in the zone that it is said to lie in', () => {
  const place = fc.record({ x: fc.integer({ min: -500, max: 4000 }), y: fc.integer({ min: 0, max: 3000 }) })
  const law = fc.property(place, place, (one, two) => {
    const records = boardWithCluster()
    into(records, 'one', shapeIdOf('c1'), one)
    into(records, 'two', shapeIdOf('c1'), two)
    const { instances, unplaced } = outlineOf(records)
    const told = instances
      .flatMap(({ zones }) => zones)
      .flatMap(({ zone, notes, clusters }) =>
        [...notes, ...clusters.flatMap((cluster) => cluster.notes)].map(({ id }) => [id, zone]),
      )
    const places = [...told, ...unplaced.map(({ id }) => [id, null])].map(String).toSorted()
    const asked = [...records.values()].flatMap((record) =>
      isShape(record) && record.type === 'note'
        ? [[record.id.slice('shape:'.length), areaOfNote(records, record)?.zone ?? null]]
        : [],
    )
    expect(places).toEqual(asked.map(String).toSorted())
  })
  fc.assert(law)
})

test('[OL17] one note makes a cluster only with a name', () => {
  const records = boardWithCluster()
  const facts = () =>
    must(
      outlineOf(records).instances[0]?.zones.find(({ key }) => key === 'facts'),
      'facts',
    )
  into(records, 'two', pageId, { x: 500, y: 1200 })
  expect(facts().clusters.map(({ notes }) => notes.length)).toEqual([1])
  const nameless = recordFactories.cluster({ id: 'c1', at: { x: 0, y: 0, index: 'a0V' }, name: ' ' })
  records.set(nameless.id, nameless)
  expect(facts().clusters).toEqual([])
  expect(facts().notes.map(({ text }) => text)).toEqual(['een', 'twee'])
})

test('[OL17] notes of a cluster that is gone lie where they lay', () => {
  const records = boardWithCluster()
  const places = () =>
    [...records.values()].flatMap((record) =>
      isShape(record) && record.type === 'note' ? [centreOf(records, record)] : [],
    )
  const before = places()
  records.delete(shapeIdOf('c1'))
  expect(places()).toEqual(before)
  const facts = outlineOf(records).instances[0]?.zones.find(({ key }) => key === 'facts')
  expect(facts?.notes.map(({ text }) => text)).toEqual(['een', 'twee'])
})

test('[PX19] a picture has the ground of a cluster only where there is one', () => {
  const records = boardWithCluster()
  const hasGround = () =>
    pictureOf(records, 'nl').includes(`fill="${clusterGround}" stroke="${kindLooks.cluster.stroke}"`)
  expect(hasGround()).toBe(true)
  records.set(
    shapeIdOf('c1'),
    recordFactories.cluster({ id: 'c1', at: { x: 0, y: 0, index: 'a0V' }, name: ' ' }),
  )
  expect(hasGround()).toBe(true)
  into(records, 'two', pageId, { x: 500, y: 1200 })
  expect(hasGround()).toBe(false)
})

test('[OL16] a chip outside a matrix says nothing of its cluster', () => {
  const records = boardWithCluster()
  const chip = recordFactories.chip({
    id: 'chip',
    at: { x: 300, y: 1300, index: toIndexKey('a0W') },
    props: { cluster: shapeIdOf('c1') },
  })
  records.set(chip.id, chip)
  const { instances } = outlineOf(records)
  expect(instances[0]?.zones.find(({ key }) => key === 'facts')?.clusters[0]?.placement).toBeNull()
})
