/** The laws that hold when everything has come to rest. */
import * as Y from 'yjs'
import { readAll } from '../../../shared/board/layout.ts'
import { isBinding, isShape, pageId, type BoardRecord } from '../../../shared/board/schema.ts'
import { richTextOf } from '../../../shared/board/schema.ts'
import { plainText } from '../../../shared/board/rich-text.ts'
import type { Afternoon, Seat } from './afternoon.ts'
import { lettersIn } from './letters.ts'

/** Everything that is not as it must be, in words. */
export async function faultsIn(afternoon: Afternoon): Promise<readonly string[]> {
  const { server, seats, broken } = afternoon
  const loaded = await server.loaded()
  const room = await server.room()
  return [
    ...broken,
    ...server.disk.broken,
    ...server.log.lines.flatMap(({ event, fields }) =>
      event === 'room.defect' ? [`a defect: ${String(fields['cause'])}`] : [],
    ),
    ...partedFrom('the disk as a new process reads it', loaded, server.disk.doc),
    ...seats.flatMap((seat) => faultsAt(seat, loaded)),
    ...pendingIn('the disk', loaded),
    ...(room.isStored ? [] : ['the room has something that is not stored']),
    ...wordsMissing(afternoon, readAll(loaded)),
    // What is written in something that went meanwhile is let through, and has no effect.
    ...[...afternoon.forbidden].flatMap(([letter, on]) =>
      server.disk.letters.has(letter) && !afternoon.removed.has(on)
        ? [`${letter} was stored, though its writer may not write there`]
        : [],
    ),
  ]
}

function faultsAt({ screen }: Seat, loaded: Y.Doc): string[] {
  const { link, canvas, name } = screen
  const { connection, saving } = link.state()
  const faults = [
    ...(connection.status === 'live' ? [] : [`${name} is ${connection.status}`]),
    ...(screen.unasked === 0 ? [] : [`${name}'s page wrote what nobody asked it to`]),
    ...(saving ? [`${name} is still saving`] : []),
    ...partedFrom(`${name}'s doc`, link.doc, loaded),
    ...pendingIn(`${name}'s doc`, link.doc),
  ]
  if (canvas === null) return [...faults, `${name} has no canvas`]
  return [
    ...faults,
    ...canvas.binding.differences().map((id) => `${name}'s canvas shows another ${id} than its doc`),
    ...unsoundIn(screen.records).map((fault) => `${name}'s canvas: ${fault}`),
  ]
}

function partedFrom(name: string, one: Y.Doc, other: Y.Doc): string[] {
  if (!Y.equalSnapshots(Y.snapshot(one), Y.snapshot(other))) return [`${name} is not what was stored`]
  const [a, b] = [readAll(one), readAll(other)]
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((id) =>
    JSON.stringify(a.get(id)) === JSON.stringify(b.get(id)) ? [] : [`${name} has another ${id}`],
  )
}

function pendingIn(name: string, doc: Y.Doc): string[] {
  const { pendingStructs, pendingDs } = doc.store
  return pendingStructs === null && pendingDs === null ? [] : [`${name} holds something pending`]
}

function unsoundIn(records: ReadonlyMap<string, BoardRecord>): string[] {
  return [...records.values()].flatMap((record) => {
    if (isBinding(record)) {
      const isHeld = records.has(record.fromId) && records.has(record.toId)
      return isHeld ? [] : [`${record.id} dangles`]
    }
    return isShape(record) && !reachesPage(records, record) ? [`${record.id} is not on the page`] : []
  })
}

function reachesPage(records: ReadonlyMap<string, BoardRecord>, shape: BoardRecord): boolean {
  const seen = new Set<string>()
  let at: BoardRecord | undefined = shape
  while (at !== undefined && isShape(at) && !seen.has(at.id)) {
    if (at.parentId === pageId) return true
    seen.add(at.id)
    at = records.get(at.parentId)
  }
  return false
}

/** Every letter lies where it was typed, or in its writer's tray; none twice; of the refused none with others. */
function wordsMissing(afternoon: Afternoon, records: ReadonlyMap<string, BoardRecord>): string[] {
  const { typed, erased, removed, forbidden, server, seats } = afternoon
  const on = new Map([...records].map(([id, record]) => [id, lettersOn(record)]))
  const trays = new Map(
    seats.map((seat) => [
      seat,
      new Set(
        lettersIn(
          seat.screen.link
            .notPlaced()
            .map(({ text }) => text)
            .join(' '),
        ),
      ),
    ]),
  )
  const twice = [...on].flatMap(([id, letters]) =>
    new Set(letters).size === letters.length ? [] : [`a letter stands twice on ${id}`],
  )
  const missing = typed.flatMap(({ letter, on: id, by }) => {
    const isHere = on.get(id)?.includes(letter) === true
    const isExcused =
      erased.has(`${id} ${letter}`) || removed.has(id) || server.removed.has(id) || afternoon.rejoined.has(id)
    const isWithOthers = seats.some(
      (seat) => seat !== by && forbidden.has(letter) && trays.get(seat)?.has(letter),
    )
    return [
      ...(isHere || isExcused || trays.get(by)?.has(letter) === true
        ? []
        : [`${letter}, typed by ${by.screen.name} on ${id}, is neither there nor in the tray`]),
      ...(isWithOthers ? [`${letter} lies in another's tray`] : []),
    ]
  })
  return [...twice, ...missing]
}

export function lettersOn(record: BoardRecord): string[] {
  const text = richTextOf(record)
  return text === null ? [] : lettersIn(plainText(text))
}
