/**
 * A process full of clients that write and read. `crowd` counts what comes in; `probes` are a few who
 * look at every stamp: how long it took, and how far each writer has been seen.
 */
import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { Counted, Order, Report } from './crowd-words.ts'
import type { Dialect, Seat } from './dialect.ts'
import { dialects } from './dialects.ts'
import { Probe } from './probe.ts'
import { Reader } from './reader.ts'
import { Sender } from './sender.ts'

let sender = new Sender()
let readers: (Reader | Probe)[] = []
const say = (report: Report): void => void process.send?.(report)

process.on('message', (order: Order) => void obey(order))
process.on('disconnect', () => process.exit())

async function obey(order: Order): Promise<void> {
  switch (order.type) {
    case 'come':
      await come(order)
      return say({ type: 'ready' })
    case 'go':
      return sender.start()
    case 'count':
      return say({ type: 'counted', counted: counted() })
    case 'stop':
      sender.stop()
      return say({ type: 'stopped', seen: seen() })
  }
}

async function come({ seats, probes, dialect: name, load, changes }: Extract<Order, { type: 'come' }>) {
  const dialect = dialects[name]
  sender = new Sender()
  readers = []
  const writers = new Set(seats.map(({ writer }) => writer))
  // A few at a time: a whole room at once would be another load.
  for (let from = 0; from < seats.length; from += 10) {
    await Promise.all(
      seats.slice(from, from + 10).map(async (seat) => {
        const writing = dialect.prepare(seat, load.changes === 0 ? 0 : changes)
        const socket = await opened(dialect, seat)
        readers.push(
          probes
            ? new Probe(socket, dialect.changeForm, seat.writer, writers)
            : new Reader(socket, dialect.changeForm),
        )
        socket.send(writing.first)
        sender.add(socket, seat.writer, writing, load)
      }),
    )
  }
}

async function opened(dialect: Dialect, seat: Seat): Promise<WebSocket> {
  const socket = new WebSocket(seat.url, { headers: seat.headers, perMessageDeflate: false })
  socket.binaryType = 'nodebuffer'
  // The server is killed in the end.
  socket.on('error', () => {})
  await once(socket, 'open')
  await dialect.greet(socket, seat)
  return socket
}

function counted(): Counted {
  const sum = (of: (reader: Reader | Probe) => number) => readers.reduce((total, each) => total + of(each), 0)
  return {
    sentChanges: sender.sent.changes,
    sentCursors: sender.sent.cursors,
    frames: sum(({ frames }) => frames),
    bytes: sum(({ bytes }) => bytes),
    changes: sum(({ changes }) => changes.total),
    cursors: sum(({ cursors }) => cursors.total),
    changeMs: readers.flatMap((reader) => (reader instanceof Probe ? reader.takeTimes('changeMs') : [])),
    cursorMs: readers.flatMap((reader) => (reader instanceof Probe ? reader.takeTimes('cursorMs') : [])),
  }
}

function seen(): [number, number][] {
  const last = new Map<number, number>()
  for (const reader of readers) {
    if (!(reader instanceof Probe)) continue
    for (const [writer, seq] of reader.seen) last.set(writer, Math.max(seq, last.get(writer) ?? 0))
  }
  return [...last]
}
