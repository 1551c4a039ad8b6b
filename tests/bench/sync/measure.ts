/** One load on one server: what it cost, how long things took, what a kill at the end lost. */
import type { Contender, Running } from './contenders.ts'
import { CrowdProcess } from './crowd-process.ts'
import type { Counted } from './crowd-words.ts'
import type { Seat } from './dialect.ts'
import type { Load } from './loads.ts'
import { useOf } from './process-use.ts'

export interface Pace {
  readonly warmSeconds: number
  readonly seconds: number
}

export interface Measured {
  /** For each million deliveries that were due and done. */
  readonly cpuSeconds: number
  readonly changeMs: readonly number[]
  readonly cursorMs: readonly number[]
  /** Due: what was sent, once for each other client in the room. */
  readonly deliveriesPerSecond: number
  readonly framesPerSecond: number
  readonly bytesPerSecond: number
  readonly rssBytes: number
  /** Of what was due, in the same while: what is on its way at its end came from before its beginning. */
  readonly changesArrived: number
  readonly cursorsArrived: number
  readonly killed: Killed
}

/** What the probes had seen of others, and how much of that a restart doesn't have. */
export interface Killed {
  readonly seen: number
  /** Null for who keeps nothing on disk. */
  readonly lost: number | null
}

const probesMax = 4

export async function measure(contender: Contender, load: Load, pace: Pace): Promise<Measured> {
  await using server = await contender.start()
  const { probing, crowding } = parted(await server.seats(load))
  await using crowd = new CrowdProcess()
  await using probes = new CrowdProcess()
  const { dialect } = contender
  // Enough for the while that it takes to stop as well.
  const changes = Math.ceil(load.changes * (pace.warmSeconds + pace.seconds + 10))
  await crowd.come({ dialect, seats: crowding, probes: false, load, changes })
  await probes.come({ dialect, seats: probing, probes: true, load, changes })
  crowd.go()
  probes.go()
  await seconds(pace.warmSeconds)
  const before = await reading(server, crowd, probes)
  await seconds(pace.seconds)
  const after = await reading(server, crowd, probes)
  const { rssBytes } = useOf(server.pid)
  await server.kill()
  await crowd.stop()
  const seen = await probes.stop()
  const rooms = [...new Set(probing.map(({ room }) => room))]
  return {
    ...between(before, after, load),
    rssBytes,
    killed: await lossOf(server, rooms, seen),
  }
}

/** A few who look closely, as close together as the rooms allow, and everyone else. */
function parted(rooms: readonly (readonly Seat[])[]): { probing: Seat[]; crowding: Seat[] } {
  const perRoom = rooms.length === 1 ? probesMax : probesMax / 2
  const probing = rooms.slice(0, probesMax / perRoom).flatMap((seats) => seats.slice(0, perRoom))
  return { probing, crowding: rooms.flat().filter((seat) => !probing.includes(seat)) }
}

interface Reading {
  readonly at: number
  readonly cpuSeconds: number
  readonly crowd: Counted
  readonly probes: Counted
}

async function reading({ pid }: Running, crowd: CrowdProcess, probes: CrowdProcess): Promise<Reading> {
  const at = performance.now()
  const { cpuSeconds } = useOf(pid)
  const [counted, probed] = await Promise.all([crowd.count(), probes.count()])
  return { at, cpuSeconds, crowd: counted, probes: probed }
}

function between(before: Reading, after: Reading, load: Load) {
  const passed = (after.at - before.at) / 1000
  const crowded = (name: 'frames' | 'bytes' | 'changes' | 'cursors' | 'sentChanges' | 'sentCursors') =>
    after.crowd[name] - before.crowd[name] + after.probes[name] - before.probes[name]
  // What was really sent: a machine that is busy with other things sends less than it was asked.
  const dueChanges = crowded('sentChanges') * (load.clients - 1)
  const dueCursors = crowded('sentCursors') * (load.clients - 1)
  const changesArrived = crowded('changes') / dueChanges
  // A server that is still behind has not done the work yet, and gets no credit for it. Of cursors only
  // the newest need to arrive, so where nothing else tells, all count as done.
  const done = (dueChanges + dueCursors) * (load.changes > 0 ? Math.min(1, changesArrived) : 1)
  return {
    cpuSeconds: ((after.cpuSeconds - before.cpuSeconds) / done) * 1e6,
    changeMs: after.probes.changeMs,
    cursorMs: after.probes.cursorMs,
    deliveriesPerSecond: (dueChanges + dueCursors) / passed,
    framesPerSecond: crowded('frames') / passed,
    bytesPerSecond: crowded('bytes') / passed,
    changesArrived,
    cursorsArrived: crowded('cursors') / dueCursors,
  }
}

async function lossOf(
  server: Running,
  rooms: readonly string[],
  seen: readonly (readonly [number, number])[],
): Promise<Killed> {
  const total = seen.reduce((sum, [, seq]) => sum + seq, 0)
  if (server.stored === null) return { seen: total, lost: null }
  const stored = await server.stored(rooms)
  const lost = seen.reduce((sum, [writer, seq]) => sum + Math.max(0, seq - (stored.get(writer) ?? 0)), 0)
  return { seen: total, lost }
}

function seconds(count: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, count * 1000))
}
