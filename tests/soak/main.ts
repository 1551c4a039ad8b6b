/**
 * `npm run prove -- soak`: ten minutes of load H on one server: 200 people in one room who point, draw and
 * write, while others come and go. What the process keeps in memory at the end stays within a tenth of
 * what it kept in minute two, and a kill at the end loses nothing. `SOAK_MINUTES=3` is a short one.
 */
import { must } from '../../shared/assert.ts'
import { CrowdProcess } from '../bench/sync/crowd-process.ts'
import { loads } from '../bench/sync/loads.ts'
import { ours } from '../bench/sync/ours.ts'
import { useOf } from '../bench/sync/process-use.ts'
import { boardFor } from '../support/crash/kept.ts'
import { Witness } from '../support/crash/witness.ts'
import { dice } from '../support/sim/dice.ts'

const minutes = Number(process.env['SOAK_MINUTES'] ?? 10)
const [probesMax, typists] = [4, 4]
const growthMax = 1.1

const load = must(loads['H'], 'load H')
await using server = await ours.start()
const [seats = []] = await server.seats(load)
const room = must(seats[0], 'a seat').room
const writers = seats.slice(-typists).map((seat, at) => {
  const who = { id: seat.author, cookie: seat.headers['cookie'] ?? '' }
  return new Witness(who, seat.room, dice(at), 'when-told')
})
const address = must(seats[0]?.headers['origin'], 'an address')
const changes = Math.ceil(load.changes * (minutes * 60 + 120))
await using crowd = new CrowdProcess()
await using probes = new CrowdProcess()
const come = { dialect: ours.dialect, load, changes }
await crowd.come({ ...come, seats: seats.slice(probesMax, -typists), probes: false })
await probes.come({ ...come, seats: seats.slice(0, probesMax), probes: true })
for (const writer of writers) writer.enter(address)
crowd.go()
probes.go()

const beganAt = performance.now()
const minutesPassed = () => (performance.now() - beganAt) / 60_000
/** Bytes in memory in each minute, looked at once a second. */
const kept: number[][] = Array.from({ length: minutes }, () => [])
let [joined, isJoining, isOver] = [0, false, false]
const faults: string[] = []
for (let minute = 0; minute < minutes; minute = Math.floor(minutesPassed())) {
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  for (const writer of writers) writer.write()
  if (!isJoining) void comesAndGoes()
  kept[minute]?.push(useOf(server.pid).rssBytes)
  if (Math.floor(minutesPassed()) === minute) continue
  process.stdout.write(`minute ${minute + 1}: ${megabytes(middleOf(kept[minute] ?? []))} in memory\n`)
}
const counted = await crowd.count()
isOver = true
await server.kill()
await crowd.stop()
const seen = await probes.stop()
const stored = await must(server.stored, 'a disk')([room])
const lost = seen.reduce((sum, [writer, seq]) => sum + Math.max(0, seq - (stored.get(writer) ?? 0)), 0)

const [early, late] = [middleOf(kept[1] ?? []), middleOf(kept.at(-1) ?? [])]
const growth = late / early
process.stdout.write(
  `${minutes} minutes, ${seats.length} people, ${counted.sentChanges} changes and ${counted.sentCursors} cursors sent, ${joined} came and went: ` +
    `${megabytes(early)} in minute two, ${megabytes(late)} in the last, ${growth.toFixed(2)} times as much ` +
    `(at most ${growthMax}); ${lost} lost by the kill at the end\n`,
)
for (const fault of faults) process.stdout.write(`someone who came was sent away: ${fault}\n`)
process.exitCode = growth <= growthMax && lost === 0 && faults.length === 0 ? 0 : 1

/** One who looks at the board and goes. */
async function comesAndGoes(): Promise<void> {
  isJoining = true
  const cookie = seats[joined % seats.length]?.headers['cookie'] ?? ''
  try {
    await boardFor(address, cookie, room)
    joined += 1
  } catch (cause) {
    // At the end the server is killed under whoever is just coming.
    if (!isOver) faults.push(String(cause))
  }
  isJoining = false
}
function middleOf(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN
}
function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`
}
