/**
 * The law of the full disk: a real server under load on a disk that fills up at any moment. Showing
 * stops and everyone is sent away for a moment; when there is room again the same process goes on, or it
 * is killed before. What anyone had received or been told is saved is there, deletes included.
 */
import { expect, test } from 'vitest'
import { must } from '../../shared/assert.ts'
import { closeCodes } from '../../shared/wire/close-codes.ts'
import { boardFor, Ledger } from '../support/crash/kept.ts'
import { Witness } from '../support/crash/witness.ts'
import { anaStarts, joins } from '../support/person.ts'
import { spawnServer } from '../support/server.ts'
import { dice } from '../support/sim/dice.ts'
import { rounds } from '../support/size.ts'
import { smallDisk } from '../support/small-disk.ts'

const fillings = rounds(2, 40)

test('[RM91, ST27] what anyone saw, or was told is saved, is there after the disk was full', async ({
  skip,
}) => {
  using mounted = smallDisk(24)
  skip(mounted === null, 'only who may mount a small disk can fill one; ST27 fills a small database')
  const disk = must(mounted, 'a small disk')
  const seed = Date.now() % 1_000_000
  const own = dice(seed)
  const total = { seen: 0, wentOn: 0, killed: 0 }
  let table: Table | null = null
  for (let life = 0; life <= fillings; life += 1) {
    await using server = spawnServer({ DATA_DIR: disk.path })
    const address = await server.address
    table ??= await sitDown(address, seed)
    await nothingIsLost(table, address, { life, seed })
    if (life === fillings) break
    total.seen += await writeUntilFull(table, address, 1 + own.roll(400), () => disk.fill())
    expect(await isReady(address)).toBe(false)
    if (life % 2 === 0) {
      disk.clear()
      await expect.poll(() => isReady(address), { timeout: 30_000 }).toBe(true)
      await nothingIsLost(table, address, { life, seed })
      await writeOn(table, address, 100)
      total.wentOn += 1
    } else total.killed += 1
    server.child.kill('SIGKILL')
    await Promise.all([server.ended, ...table.witnesses.map((each) => each.gone())])
    total.seen += keep(table)
    disk.clear()
  }
  process.stdout.write(
    `${fillings} full disks (a mounted one, seed ${seed}): ${total.wentOn} went on, ${total.killed} killed while full; ${total.seen} changes received or called saved, 0 lost\n`,
  )
})

interface Table {
  readonly witnesses: readonly Witness[]
  readonly ledger: Ledger
  readonly cookie: string
}

async function sitDown(address: string, seed: number): Promise<Table> {
  const { ana, anaId, boardId, links } = await anaStarts(address)
  const piet = await joins(address, links.participant, 'Piet')
  const noor = await joins(address, links.participant, 'Noor')
  const people = [Object.assign(ana, { id: anaId }), piet, noor]
  const witnesses = people.map(
    ({ id, cookie }, at) => new Witness({ id, cookie: cookie ?? '' }, boardId, dice(seed * 10 + at)),
  )
  return { witnesses, ledger: new Ledger(boardId), cookie: must(ana.cookie, 'a cookie') }
}

/** Everyone writes; after so many promises the disk is full, and everyone is sent away to come back. */
async function writeUntilFull(table: Table, address: string, count: number, fill: () => void) {
  await writeOn(table, address, count)
  fill()
  const codes = await Promise.all(table.witnesses.map((each) => each.gone()))
  expect(codes).toEqual(codes.map(() => closeCodes.storeUnavailable))
  return keep(table)
}

/** Resolves with the n-th promise; everyone goes on. */
async function writeOn({ witnesses }: Table, address: string, count: number): Promise<void> {
  await new Promise<void>((resolve) => {
    let left = count
    for (const each of witnesses) {
      each.onPromise = () => {
        left -= 1
        if (left === 0) resolve()
      }
    }
    for (const each of witnesses) each.enter(address)
  })
}

/** Asked by a newcomer, before anyone who was there could bring it again. */
async function nothingIsLost({ ledger, cookie }: Table, address: string, at: object): Promise<void> {
  const lost = ledger.lostIn(await boardFor(address, cookie, ledger.boardId))
  expect({ ...at, lost }).toEqual({ ...at, lost: 0 })
}

/** What was promised by now; how much that is. */
function keep({ witnesses, ledger }: Table): number {
  const promised = witnesses.flatMap((each) => each.promised.splice(0))
  ledger.add(promised)
  return promised.length
}

async function isReady(address: string): Promise<boolean> {
  return (await fetch(`${address}/readyz`)).ok
}
