import { createTLStore, type Editor, type TLShape } from 'tldraw'
import { expect, test } from 'vitest'
import {
  hearKindChanges,
  settleAll,
  settled,
  takeKindsBack,
  type KindChange,
} from '../../../../client/canvas/notes/settle.ts'
import { seatNoteDesk } from '../../../../client/canvas/notes/note-desk.ts'
import { placeNotes } from '../../../../client/canvas/notes/place-notes.ts'
import { keepRights, CanvasRights } from '../../../../client/canvas/editor/rights.ts'
import { must } from '../../../../shared/assert.ts'
import { firstRecords } from '../../../../shared/board/factories.ts'
import { zoneAt } from '../../../../shared/board/outline.ts'
import { boardSchema, type BoardShape, type NoteShape } from '../../../../shared/board/schema.ts'
import { instantiate } from '../../../../shared/template/instantiate.ts'
import { problemMap } from '../../../../shared/template/catalog/problem-map.ts'
import { people } from '../../../support/room-world.ts'
import { aNote, noteId, shapeId, text } from './board.ts'

const now = new Date('2026-11-22T10:00:00.000Z')
const piet = people.piet.participantId
const parts = instantiate(problemMap, {
  instanceId: 'instance0001' as never,
  at: { x: 0, y: 0 },
  records: new Map(),
})
const zone = (key: string) => {
  const found = parts.find((part) => part.type === 'zone' && part.props.zone === key)
  if (found?.type !== 'zone') throw new Error(`no zone: ${key}`)
  return found
}
const [facts, experiences] = [zone('facts'), zone('experiences')]

/** The middle of a note in this zone, 60 px within its left edge. */
const within = (part: typeof facts) => ({ x: part.x + 60, y: part.y + 300 })

/** As much of an editor as settling asks for. */
function anEditor(...shapes: BoardShape[]) {
  const store = createTLStore({ schema: boardSchema })
  store.put([...firstRecords(''), ...parts, ...shapes] as never)
  const told: KindChange[] = []
  const all = () => store.allRecords().filter((record) => record.typeName === 'shape')
  const editor = {
    store,
    sideEffects: store.sideEffects,
    getShape: (id: never) => store.get(id),
    getCurrentPageId: () => 'page:page',
    getCurrentPageShapes: all,
    getShapePageBounds: (id: never) => {
      const { x, y } = store.get(id) as unknown as NoteShape
      return { center: { x: x + 100, y: y + 100 } }
    },
    getShapeUtil: () => ({}),
    getSortedChildIdsForParent: (id: string) =>
      all().flatMap((shape) => (shape.parentId === id ? [shape.id] : [])),
    run: (act: () => void) => act(),
    updateShapes: (changes: Partial<TLShape>[]) => {
      for (const change of changes) {
        const shape = store.get(change.id as never) as unknown as TLShape
        store.put([{ ...shape, ...change, meta: { ...shape.meta, ...change.meta } }])
      }
    },
    createShapes: (made: { props: object; meta: object }[]) =>
      store.put(
        made.map((one) => {
          const whole = aNote(noteId, 0, '')
          return { ...whole, ...one, props: { ...whole.props, ...one.props } } as never
        }),
      ),
    select: () => {},
    setCurrentTool: () => {},
    setEditingShape: () => {},
    markHistoryStoppingPoint: () => '',
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a stand-in for the parts that are asked
  } as unknown as Editor
  hearKindChanges(editor, (change) => told.push(change))
  const kindOf = (id = noteId) => {
    const { kind, kindLog } = must(store.get(shapeId(id)), 'a note').meta
    return {
      kind,
      past: Array.isArray(kindLog) ? kindLog.map((entry) => (entry as { from: string }).from) : [],
    }
  }
  return { editor, store, told, kindOf }
}

function noteAt(
  centre: { x: number; y: number },
  meta: object,
  id = noteId,
  parentId = 'page:page',
): NoteShape {
  const made = aNote(id, 0, 'woorden')
  return {
    ...made,
    x: centre.x - 100,
    y: centre.y - 100,
    parentId,
    meta: { author: piet, ...meta },
  } as unknown as NoteShape
}

test('[CV20] a note settles by where it comes to lie, before the store has it there', () => {
  const there = noteAt(within(facts), { kind: 'fact' })
  const { editor, told } = anEditor(there)
  const nudged = { ...there, x: within(experiences).x - 100 }
  expect(settled(editor, nudged, now)?.meta).toEqual({
    author: piet,
    kind: 'experience',
    kindLog: [{ at: now.toISOString(), from: 'fact' }],
  })
  expect(told.map(({ kind }) => kind)).toEqual(['experience'])
  expect(settled(editor, there, now)).toBeNull()
})

test('[CV20] notes in a group settle each by its own place, where the group is about to lie', () => {
  const group = (x: number) =>
    ({
      ...aNote('group0000001', 0, ''),
      type: 'group',
      x,
      y: facts.y + 300,
      props: {},
      meta: {},
    }) as unknown as BoardShape
  const inGroup = noteAt({ x: 60, y: 0 }, { kind: 'fact' }, noteId, shapeId('group0000001'))
  const { editor, kindOf, store } = anEditor(group(facts.x), inGroup)
  settleAll(editor, [store.get(shapeId('group0000001')) as TLShape], now)
  expect(kindOf()).toEqual({ kind: 'fact', past: [] })
  settleAll(editor, [inGroup], now, group(experiences.x))
  expect(kindOf()).toEqual({ kind: 'experience', past: ['fact'] })
})

test('[CV34] a note in a cluster takes its kind from where the cluster lies, also as it is about to lie', () => {
  const cluster = (x: number) =>
    ({
      ...aNote('cluster00001', 0, ''),
      type: 'cluster',
      x,
      y: facts.y + 300,
      props: { richText: text('') },
      meta: {},
    }) as unknown as BoardShape
  const parent = shapeId('cluster00001')
  // Its own middle lies just outside the zone, that of the cluster just within.
  const outer = noteAt({ x: -60, y: 0 }, { kind: 'opinion' }, noteId, parent)
  const inner = noteAt({ x: 240, y: 0 }, { kind: 'opinion' }, 'note00000002', parent)
  const { editor, store, kindOf } = anEditor(cluster(facts.x), outer, inner)
  settleAll(editor, [store.get(parent) as TLShape], now)
  expect([kindOf(), kindOf('note00000002')].map(({ kind }) => kind)).toEqual(['fact', 'fact'])
  settleAll(editor, [outer], now, cluster(experiences.x))
  expect(kindOf().kind).toBe('experience')
})

test('[CV21] taking back a kind leaves what was done since, and the place', () => {
  const { editor, store, told, kindOf } = anEditor(noteAt(within(experiences), { kind: 'fact' }))
  settleAll(editor, [store.get(shapeId(noteId)) as TLShape], now)
  expect(kindOf()).toEqual({ kind: 'experience', past: ['fact'] })
  takeKindsBack(editor, told)
  expect(kindOf()).toEqual({ kind: 'fact', past: [] })
  expect(must(store.get(shapeId(noteId)) as TLShape, 'the note').x).toBe(within(experiences).x - 100)
})

test('[CV21] a kind that changed again since stays', () => {
  const { editor, store, told, kindOf } = anEditor(noteAt(within(experiences), { kind: 'fact' }))
  settleAll(editor, [store.get(shapeId(noteId)) as TLShape], now)
  const since = { ...(store.get(shapeId(noteId)) as TLShape), x: within(facts).x - 100 }
  store.put([since])
  settleAll(editor, [since], now)
  takeKindsBack(editor, told.slice(0, 1))
  expect(kindOf()).toEqual({ kind: 'fact', past: ['fact', 'experience'] })
})

test('[CV22] what is pasted beside a nameless zone doesn’t run into it', () => {
  const { editor, store } = anEditor()
  const { ana } = people
  keepRights(editor, new CanvasRights(ana, { board: 'open' }))
  const nameless: string[] = []
  seatNoteDesk(editor, {
    sessionKind: () => 'mixed',
    writeNameless: (_zone, text) => void nameless.push(text),
    tell: () => {},
  })
  const sensitive = parts.find((part) => part.type === 'zone' && part.props.attribution !== 'named')
  if (sensitive?.type !== 'zone') throw new Error('no sensitive zone')
  const texts = Array.from({ length: 12 }, (_, at) => `regel ${at}`)
  placeNotes(editor, { x: sensitive.x - 30, y: sensitive.y + 300 }, texts)
  const records = new Map(store.allRecords().map((record) => [record.id as string, record as never]))
  const zones = store
    .allRecords()
    .flatMap((record) => (record.typeName === 'shape' && record.type === 'note' ? [record] : []))
    .map((note) => zoneAt(records, { x: note.x + 100, y: note.y + 100 })?.attribution ?? 'none')
  expect([zones.length, zones.includes('sensitive'), zones.includes('nameless')]).toEqual([12, false, false])
  expect(nameless).toEqual([])
})
