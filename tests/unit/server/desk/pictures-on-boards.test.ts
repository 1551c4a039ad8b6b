import { expect, test } from 'vitest'
import { must } from '../../../../shared/assert.ts'
import { outlineOf } from '../../../../shared/board/outline.ts'
import { assetIdOf } from '../../../../shared/board/schema.ts'
import type { PictureId } from '../../../../shared/ids.ts'
import { boardPicturesBytesMax, trajectoryPicturesBytesMax } from '../../../../shared/wire/bounds.ts'
import { openRoom, writeBoard } from '../../../../server/core/board-write.ts'
import { answered } from '../../../../server/core/desk.ts'
import { PictureSweeper } from '../../../../server/core/picture-sweeper.ts'
import type { BoardRow } from '../../../../server/core/ports.ts'
import { anaLeads, desksOver, yes } from '../../../support/desks.ts'
import { FakeClock } from '../../../support/fake-clock.ts'
import { pngOf } from '../../../support/images.ts'
import { KeptLog } from '../../../support/kept-log.ts'
import { MemoryPictureFiles } from '../../../support/memory-picture-files.ts'
import { MemoryStore } from '../../../support/memory-store.ts'
import { assetOf, imageOf } from '../../../support/pictured.ts'
import { pictureRow } from '../../../support/store-rows.ts'

const none = () => []
const hourMs = 60 * 60 * 1000
const dayMs = 24 * hourMs

/** Ana's board, and what can be done with pictures on it. */
async function table() {
  const [store, files, clock] = [new MemoryStore(), new MemoryPictureFiles(), new FakeClock()]
  const desks = desksOver(store, clock, files)
  const { ana, board, session, trajectoryId } = await anaLeads(desks)
  const { ports } = desks
  return {
    store,
    files,
    clock,
    desks,
    ana,
    board,
    session,
    trajectoryId,
    /** As at a start of the server. */
    async sweeps() {
      await using sweeper = new PictureSweeper({ ...ports, log: new KeptLog() })
      await sweeper.idle
    },
    send: async (seed = 0, on: BoardRow = board) =>
      yes(await desks.pictures.send(on, pngOf(6, 4, { seed }), none)).pictureId,
    lays: async (shows: PictureId, id?: string) =>
      yes(
        await writeBoard(ports, board, () => ({
          puts: [imageOf(ana.id, { shows, ...(id !== undefined && { id }) })],
          answer: answered(null),
        })),
      ),
    takesAway: async () =>
      yes(await writeBoard(ports, board, () => ({ removes: [imageOf(ana.id).id], answer: answered(null) }))),
    records: async () => (await openRoom(ports, board)).stored(),
    [Symbol.asyncDispose]: () => desks[Symbol.asyncDispose](),
  }
}

test('[PC20] what a picture is, the server writes in one commit with its row', async () => {
  await using one = await table()
  const pictureId = await one.send()
  const row = must(await one.store.picture(pictureId), 'the row')
  const asset = assetOf(pictureId)
  expect((await one.records()).get(asset.id)).toEqual({
    ...asset,
    props: { ...asset.props, w: 6, h: 4, mimeType: 'image/png', fileSize: row.size },
  })
  expect(await one.files.list()).toEqual([row.sha256])
})

test('[PC20] a commit that the disk refuses leaves a file that nobody knows, which is swept', async () => {
  await using one = await table()
  one.store.failNext('disk-full')
  await expect(one.send()).rejects.toMatchObject({ code: 'disk-full' })
  expect([await one.store.picturesOfBoard(one.board.id), (await one.files.list()).length]).toEqual([[], 1])
  await one.sweeps()
  expect(await one.files.list()).toEqual([])
})

test('[PC16] a board holds so many bytes of pictures, and so do all of a trajectory', async () => {
  await using one = await table()
  const { desks, store, board } = one
  const outcome = () => desks.pictures.send(board, pngOf(6, 4), none)
  const full = pictureRow({
    boardId: board.id,
    trajectoryId: board.trajectoryId,
    size: boardPicturesBytesMax,
  })
  await store.commit([], [{ put: 'picture', row: full }])
  expect(await outcome()).toEqual({ ok: false, refusal: 'pictures-full' })
  const { boardId: elsewhere } = yes(
    await desks.sessions.openBoard(one.ana, one.session, { title: 'Twee' }, none),
  )
  const halves = Array.from({ length: 8 }, (_, at) => ({
    ...full,
    id: `picture-${at}000` as PictureId,
    boardId: elsewhere,
    size: trajectoryPicturesBytesMax / 8,
  }))
  await store.commit([], [{ drop: 'picture', id: full.id }])
  expect((await outcome()).ok).toBe(true)
  await store.commit(
    [],
    halves.map((row) => ({ put: 'picture' as const, row })),
  )
  expect(await outcome()).toEqual({ ok: false, refusal: 'pictures-full' })
})

test('[PC23] what a board shows stays; what nothing shows goes after a day, asset, row and file', async () => {
  await using one = await table()
  const pictureId = await one.send()
  await one.lays(pictureId)
  for (let days = 0; days < 3; days += 1) {
    await one.sweeps()
    one.clock.pass(dayMs)
  }
  expect(await one.store.picture(pictureId)).toMatchObject({ looseSince: null })
  await one.takesAway()
  await one.sweeps()
  one.clock.pass(dayMs - 1)
  await one.sweeps()
  expect([await one.store.picture(pictureId), (await one.files.list()).length]).toEqual([
    expect.objectContaining({ looseSince: one.clock.now() - dayMs + 1 }),
    1,
  ])
  one.clock.pass(1)
  await one.sweeps()
  expect([await one.store.picture(pictureId), await one.files.list()]).toEqual([null, []])
  expect((await one.records()).has(assetIdOf(pictureId))).toBe(false)
})

test('[PC23] a picture that was sent and never laid goes too', async () => {
  await using one = await table()
  await one.send()
  await one.sweeps()
  one.clock.pass(dayMs)
  await one.sweeps()
  expect(await one.files.list()).toEqual([])
})

test('[PC24] undo within a day finds it: from then on it stays', async () => {
  await using one = await table()
  const pictureId = await one.send()
  await one.lays(pictureId)
  await one.takesAway()
  await one.sweeps()
  one.clock.pass(dayMs - 1)
  await one.lays(pictureId)
  await one.sweeps()
  one.clock.pass(2 * dayMs)
  await one.sweeps()
  expect(await one.store.picture(pictureId)).toMatchObject({ looseSince: null })
  expect(await one.files.list()).toHaveLength(1)
})

test('[PC24] one that a hand lays while it is being swept stays', async () => {
  await using one = await table()
  const pictureId = await one.send()
  await one.sweeps()
  one.clock.pass(dayMs)
  const room = await openRoom(one.desks.ports, one.board)
  // Accepted, and not yet on disk, where the sweep looks first.
  one.store.hold()
  const laid = one.lays(pictureId)
  await one.sweeps()
  one.store.release()
  await laid
  expect((await room.stored()).has(assetIdOf(pictureId))).toBe(true)
  expect(await one.store.picture(pictureId)).not.toBeNull()
})

test('[PC25] a picture in a snapshot stays, also when the board shows it no more', async () => {
  await using one = await table()
  const pictureId = await one.send()
  await one.lays(pictureId)
  yes(await one.desks.snapshots.take(one.ana, one.board, null, none))
  await one.takesAway()
  for (let days = 0; days < 3; days += 1) {
    await one.sweeps()
    one.clock.pass(dayMs)
  }
  expect(await one.files.list()).toHaveLength(1)
  expect(await one.store.picture(pictureId)).not.toBeNull()
})

test('[PC25] on a board that is closed for good its end keeps what it shows, and no more', async () => {
  await using one = await table()
  const [shown, never] = [await one.send(1), await one.send(2)]
  await one.lays(shown)
  yes(await one.desks.sessions.command(one.ana, one.session, { type: 'end' }))
  await one.sweeps()
  one.clock.pass(dayMs)
  await one.sweeps()
  expect([await one.store.picture(shown), await one.store.picture(never)]).toEqual([expect.anything(), null])
  expect(outlineOf(await one.records()).pictures).toMatchObject([{ pictureId: shown }])
})

test('[PC26] a file goes with the last picture of its bytes', async () => {
  await using one = await table()
  const [gone, stays] = [await one.send(), await one.send()]
  await one.lays(stays)
  await one.sweeps()
  one.clock.pass(dayMs)
  await one.sweeps()
  expect([await one.store.picture(gone), await one.store.picture(stays)]).toEqual([null, expect.anything()])
  expect(await one.files.list()).toHaveLength(1)
})

test('[PC26] the files of an erased trajectory go at once, those of others stay', async () => {
  await using one = await table()
  await using sweeper = new PictureSweeper({ ...one.desks.ports, log: new KeptLog() })
  await sweeper.idle
  await one.send(1)
  const trajectory = must(await one.store.trajectory(one.trajectoryId), 'the trajectory')
  const other = await anaLeads(one.desks)
  await one.send(2, other.board)
  const row = { ...trajectory, expiresAt: one.clock.now() }
  await one.store.commit([], [{ put: 'trajectory', row }])
  await one.store.eraseExpired(row.id, one.clock.now())
  one.desks.ports.fanout.publish({ type: 'board-erased', boardId: one.board.id })
  await expect.poll(async () => (await one.files.list()).length).toBe(1)
  expect(await one.store.picturesOfTrajectory(row.id)).toEqual([])
})

test('[PC26] a file that is just being kept is not swept, though no picture knows it yet', async () => {
  await using one = await table()
  one.store.hold()
  const sending = one.send()
  const sweeping = one.sweeps()
  await expect.poll(() => one.store.held).toBe(1)
  one.store.release()
  const pictureId = await sending
  await sweeping
  const { sha256 } = must(await one.store.picture(pictureId), 'the row')
  expect(await one.files.list()).toEqual([sha256])
})

test('[PC23] it is swept every hour; a fault keeps no other board from it', async () => {
  await using one = await table()
  const other = await anaLeads(one.desks)
  const [a, b] = [await one.send(1), await one.send(2, other.board)]
  await using sweeper = new PictureSweeper({ ...one.desks.ports, log: new KeptLog() })
  await sweeper.idle
  for (let hours = 0; hours < 23; hours += 1) {
    one.clock.pass(hourMs)
    await sweeper.idle
  }
  one.store.failNext('unavailable')
  one.clock.pass(hourMs)
  await sweeper.idle
  expect([await one.store.picture(a), await one.store.picture(b)].filter((row) => row === null)).toHaveLength(
    1,
  )
  one.clock.pass(hourMs)
  await sweeper.idle
  expect([await one.store.picture(a), await one.store.picture(b)]).toEqual([null, null])
})
