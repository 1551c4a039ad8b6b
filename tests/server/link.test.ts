/** The page's end of the line against the real server, at the pace of different screens. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { Link } from '../../client/link/link.ts'
import type { SocketClass } from '../../client/link/counted-socket.ts'
import { recordFactories } from '../../shared/board/factories.ts'
import { readAll, readRecord, recordsOf, writeDiff } from '../../shared/board/layout.ts'
import { shapeIdOf, validateRecord, type BoardRecord } from '../../shared/board/schema.ts'
import { parseId, type BoardId, type NoteId, type ParticipantId } from '../../shared/ids.ts'
import { anaStarts, joins, type Person } from '../support/person.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server[Symbol.asyncDispose]())

/** A page whose screen is painted every `frameMs`. */
function openLink(person: Person, boardId: BoardId, frameMs: number): Link {
  class Theirs extends WebSocket {
    constructor(url: string | URL) {
      super(url, { headers: { origin: person.address, cookie: person.cookie ?? '' } })
    }
  }
  return new Link(boardId, {
    url: `${person.address.replace(/^http/, 'ws')}/sync`,
    Socket: Theirs as unknown as SocketClass,
    now: () => 0,
    nextFrame: (run) => void setTimeout(run, frameMs),
    trayMemory: { read: () => null, write: () => {} },
  })
}

function writeNote(link: Link, id: string, text: string, author: string): void {
  const note = parseId<NoteId>(id)
  if (note === null) throw new Error('no id')
  const record = recordFactories.note({
    id: note,
    at: { x: 0, y: 0, index: 'a1' },
    text,
    meta: { author: author as ParticipantId },
  })
  link.doc.transact(() => writeDiff(recordsOf(link.doc), readRecord(recordsOf(link.doc), record.id), record))
}

const until = (claim: () => boolean) => expect.poll(claim, { timeout: 20_000, interval: 5 }).toBe(true)

describe.each([0, 16, 250])('painted every %i ms', (frameMs) => {
  test('[LK11] one refused note: its words are in the tray, the honest one is on the server', async () => {
    const { boardId, links } = await anaStarts(server.address)
    const piet = await joins(server.address, links.participant, 'Piet')
    using link = openLink(piet, boardId, frameMs)
    await until(() => link.isSynced)
    writeNote(link, 'notevannoor1', 'mag niet', 'noor00000000')
    writeNote(link, 'notevanpiet1', 'mag wel', piet.id)
    await until(() => !link.state().saving)
    expect(link.notPlaced().map(({ text }) => text)).toEqual(['mag niet'])
    const outline = await piet.ask('outline', { params: { boardId } })
    expect(outline.unplaced.map(({ text }) => text)).toEqual(['mag wel'])
    expect(readAll(link.doc).has(shapeIdOf('notevanpiet1'))).toBe(true)
  })

  test('[LK11] thirty notes written after the session ended: all in the tray', async () => {
    const { ana, boardId, sessionId, links } = await anaStarts(server.address)
    const piet = await joins(server.address, links.participant, 'Piet')
    using link = openLink(piet, boardId, frameMs)
    await until(() => link.isSynced)
    await ana.ask('command', { params: { sessionId }, body: { type: 'end' } })
    const words = Array.from({ length: 30 }, (_, n) => `woorden ${n}`)
    for (const [n, text] of words.entries()) {
      writeNote(link, `notepiet${String(n).padStart(4, '0')}`, text, piet.id)
    }
    await until(() => !link.state().saving)
    expect(link.notPlaced().map(({ text }) => text)).toEqual(words)
  })
})

test('[LK18] sixty long strokes in one go are all saved, and the line stays', async () => {
  const { boardId, links } = await anaStarts(server.address)
  const piet = await joins(server.address, links.participant, 'Piet')
  using link = openLink(piet, boardId, 16)
  await until(() => link.isSynced)
  link.doc.transact(() => {
    for (let n = 0; n < 60; n += 1) writeDiff(recordsOf(link.doc), null, longStroke(n, piet.id))
  })
  await until(() => !link.state().saving)
  expect([link.state().connection.status, link.notPlaced()]).toEqual(['live', []])
  using other = openLink(piet, boardId, 16)
  await until(() => other.isSynced)
  const strokes = [...readAll(other.doc).values()].filter((record) => record.id.startsWith('shape:stroke'))
  expect(strokes).toHaveLength(60)
})

function longStroke(n: number, author: string): BoardRecord {
  const points = Array.from({ length: 600 }, (_, i) => ({
    x: Math.round(i * 137) / 100,
    y: Math.round(i * 73) / 100,
    z: 0.5,
  }))
  const validated = validateRecord({
    id: shapeIdOf(`stroke${String(n).padStart(6, '0')}`),
    typeName: 'shape',
    type: 'draw',
    x: n,
    y: 0,
    rotation: 0,
    index: 'a1',
    parentId: 'page:page',
    isLocked: false,
    opacity: 1,
    meta: { author },
    props: {
      segments: [{ type: 'free', points }],
      color: 'black',
      fill: 'none',
      dash: 'draw',
      size: 'm',
      isComplete: true,
      isClosed: false,
      isPen: false,
      scale: 1,
    },
  })
  if (!validated.ok) throw new Error(validated.reason)
  return validated.record
}
