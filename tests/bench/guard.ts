/**
 * What judging an update costs beside applying it, on the same doc, one after the other: the ratio
 * says what the guard takes of the server's time.
 */
import * as Y from 'yjs'
import { guardUpdate, type Owners } from '../../server/core/guard.ts'
import { firstBounds } from '../../server/core/guard/gates.ts'
import { assert } from '../../shared/assert.ts'
import { recordsOf, writeDiff } from '../../shared/board/layout.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import { firstRecords, note, people, seededBoard, serverClientId } from '../support/room-world.ts'
import { spreadOf, type Spread } from './spread.ts'
import { Writer } from './guard-loads.ts'

const rounds = 25
/** Rounds before the count begins: compiled code is what a server runs. */
const warmUp = 5
const pietsId = 100

interface Taken {
  readonly guard: number[]
  readonly apply: number[]
}

export function guardBesideApply(): void {
  for (const size of [1_000, 4_800]) {
    process.stdout.write(`Judging an update beside applying it, ${size} notes, ${rounds} rounds:\n`)
    for (const [name, taken] of measured(size)) {
      const ratios = taken.guard.map((guard, at) => guard / (taken.apply[at] ?? Number.NaN))
      process.stdout.write(
        `  ${name.padEnd(20)} ${inRatio(spreadOf(ratios))}   judging ${inMicroseconds(taken.guard)}, applying ${inMicroseconds(taken.apply)}\n`,
      )
    }
  }
}

function measured(size: number): Map<string, Taken> {
  const board = seededBoard(firstRecords)
  const notes = Array.from({ length: size }, (_, at) =>
    note(`note-${at}`, `gedachte nummer ${at}`, people.piet, {
      x: (at % 70) * 220,
      y: Math.floor(at / 70) * 220,
    }),
  )
  board.transact(() => notes.forEach((each) => writeDiff(recordsOf(board), null, each)))
  // As after an opening: a doc that was loaded, not one that was written.
  const doc = new Y.Doc()
  doc.getMap('records')
  doc.getMap('meta')
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(board))
  const owners: Owners = new Map<number, ParticipantId | 'server'>([
    [serverClientId, 'server'],
    [pietsId, people.piet.participantId],
  ])
  const writer = new Writer(doc, pietsId, notes)
  const first = timed(doc, owners, writer.touchesAll())
  const all = new Map<string, Taken>([['a first touch', { guard: [first.guard], apply: [first.apply] }]])
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const [name, load] of Object.entries(writer.loads)) {
      const { guard, apply } = timed(doc, owners, load())
      const taken = all.get(name) ?? { guard: [], apply: [] }
      all.set(name, taken)
      if (round < 0) continue
      taken.guard.push(guard)
      taken.apply.push(apply)
    }
    Y.applyUpdate(doc, writer.cleanUp())
  }
  return all
}

/** One after the other, as the room does it; the median, so that a machine at work elsewhere counts little. */
function timed(doc: Y.Doc, owners: Owners, updates: readonly Uint8Array[]) {
  const [guard, apply]: [number[], number[]] = [[], []]
  for (const update of updates) {
    const start = performance.now()
    const verdict = guardUpdate(update, doc, owners, people.piet, { board: 'open' }, firstBounds)
    const judged = performance.now()
    assert(verdict.kind === 'accepted', 'what people do is let through')
    const before = performance.now()
    Y.applyUpdate(doc, update)
    apply.push(performance.now() - before)
    guard.push(judged - start)
  }
  return { guard: spreadOf(guard).median, apply: spreadOf(apply).median }
}

function inRatio({ min, median, p95 }: Spread): string {
  return `${median.toFixed(2)} × (${min.toFixed(2)} to p95 ${p95.toFixed(2)})`
}

function inMicroseconds(times: readonly number[]): string {
  return `${(1000 * spreadOf(times).median).toFixed(1)} µs`
}
