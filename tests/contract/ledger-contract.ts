/** The part of the store's contract that is about facts. */
import { describe, expect, test } from 'vitest'
import type { Fact, SessionEventRow, Store } from '../../server/core/ports.ts'
import type {
  BoardId,
  LinkId,
  NoteId,
  ParticipantId,
  PictureId,
  SessionId,
  SnapshotId,
  TrajectoryId,
} from '../../shared/ids.ts'
import {
  ana,
  boardId,
  boardRow,
  linkId,
  linkRow,
  noon,
  noor,
  noteId,
  otherBoardId,
  participantRow,
  pictureRow,
  piet,
  sessionId,
  sessionRow,
  snapshotFact,
  snapshotId,
  trajectoryId,
  trajectoryRow,
  world,
} from '../support/store-rows.ts'

const receipt = { scope: 'templates', key: 'k1', bodyHash: 'h', answer: '{"instanceId":"i"}', at: noon }
/** A second trajectory with a row in every table. */
async function anotherWorld(store: Store, expiresAt: number, doc: Uint8Array) {
  const trajectory = 'trajectory-9' as TrajectoryId
  const participant = 'participant-9' as ParticipantId
  const session = 'session-9' as SessionId
  const board = 'board-0009' as BoardId
  const scope = `POST /api/boards/${board}/notes`
  const of = { trajectoryId: trajectory }
  await store.commit(
    [{ boardId: board, epoch: 1, fence: 0, updates: [doc], clients: [{ clientId: 9, owner: participant }] }],
    [
      { put: 'trajectory', row: trajectoryRow({ id: trajectory, expiresAt }) },
      { put: 'participant', row: participantRow(participant, 'Toos', of) },
      { put: 'device', row: { deviceHash: 'd', ...of, participantId: participant } },
      { put: 'link', row: linkRow({ id: 'link-0009' as LinkId, ...of, participantId: participant }) },
      { put: 'session', row: sessionRow({ id: session, ...of }) },
      { put: 'board', row: boardRow(board, { ...of, sessionId: session }) },
      {
        add: 'event',
        row: { sessionId: session, seq: 1, at: noon, event: { type: 'started', by: participant } },
      },
      snapshotFact(doc, { id: 'snapshot-9' as SnapshotId, ...of, boardId: board, sessionId: session }),
      { put: 'noteKey', row: { boardId: board, noteId, keyHash: 'hash' } },
      { put: 'picture', row: pictureRow({ ...of, boardId: board }) },
      { add: 'receipt', row: { ...receipt, scope, key: 'note', answer: '{}' } },
      { add: 'receipt', row: { ...receipt, scope, key: 'start', answer: JSON.stringify(of) } },
    ],
  )
  return { trajectory, participant, session, board, scope }
}
const events: readonly SessionEventRow[] = [
  { sessionId, seq: 1, at: noon, event: { type: 'created', board: { boardId, title: 'Probleem' } } },
  { sessionId, seq: 2, at: noon + 1, event: { type: 'started', by: ana } },
]

export function ledgerContract(name: string, openWorld: () => Promise<Store>): void {
  describe(`${name} keeps the contract of facts`, () => {
    test('[ST7] a receipt is given once', async () => {
      await using store = await openWorld()
      await store.commit([], [{ add: 'receipt', row: receipt }])
      const twin = store.commit([], [{ add: 'receipt', row: { ...receipt, answer: '{}' } }])
      await expect(twin).rejects.toMatchObject({ code: 'conflict' })
      expect(await store.receipt('templates', 'k1')).toEqual(receipt)
      expect(await store.receipt('templates', 'k2')).toBeNull()
      const again = [snapshotFact(Uint8Array.of(1))]
      await store.commit([], again)
      await expect(store.commit([], again)).rejects.toMatchObject({ code: 'conflict' })
    })

    test('[ST8] events are numbered without gaps, each number once', async () => {
      await using store = await openWorld()
      const add = (row: SessionEventRow): Fact => ({ add: 'event', row })
      await store.commit([], events.map(add))
      for (const seq of [0, 1, 2, 4]) {
        const wrong = store.commit(
          [],
          [add({ sessionId, seq, at: noon, event: { type: 'started', by: ana } })],
        )
        await expect(wrong).rejects.toMatchObject({ code: 'conflict' })
      }
      expect(await store.eventsOf(sessionId)).toEqual(
        events.map(({ seq, at, event }) => ({ seq, at, event })),
      )
      expect(await store.eventsOf('session-none' as SessionId)).toEqual([])
    })

    test('[ST8] of two that append the same number one wins', async () => {
      await using store = await openWorld()
      const start = (by: ParticipantId) =>
        store.commit(
          [],
          [{ add: 'event', row: { sessionId, seq: 1, at: noon, event: { type: 'started', by } } }],
        )
      const outcomes = await Promise.allSettled([start(ana), start(piet)])
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
      expect(await store.eventsOf(sessionId)).toMatchObject([{ event: { by: ana } }])
    })

    test('[ST10] put replaces, drop removes', async () => {
      await using store = await openWorld()
      const renamed = participantRow(piet, 'Pieter', { perspective: 'relative', joinedAt: noon + 1 })
      const key = { boardId, noteId, keyHash: 'hash' }
      await store.commit(
        [],
        [
          { put: 'participant', row: renamed },
          { put: 'noteKey', row: key },
          { put: 'link', row: linkRow({ generation: 2, withdrawnAt: noon }) },
          { put: 'link', row: linkRow({ id: 'link-0002' as LinkId, participantId: noor, expiresAt: noon }) },
        ],
      )
      expect(await store.participant(piet)).toEqual(renamed)
      expect(await store.noteKey(boardId, noteId)).toEqual(key)
      expect(await store.link(linkId)).toEqual(linkRow({ generation: 2, withdrawnAt: noon }))
      await store.commit([], [{ put: 'link', row: linkRow({ generation: 3 }) }])
      expect((await store.linksOf(trajectoryId)).map(({ id, generation }) => [id, generation])).toEqual([
        [linkId, 3],
        ['link-0002', 1],
      ])
      const drop: Fact = { drop: 'noteKey', boardId, noteId }
      await store.commit([], [drop])
      await store.commit([], [drop])
      expect(await store.noteKey(boardId, noteId)).toBeNull()
      expect(await store.noteKey(boardId, 'note-none' as NoteId)).toBeNull()
    })

    test('[ST11] the order of facts is free, but each points to something', async () => {
      await using store = await openWorld()
      const id = 'trajectory-2' as TrajectoryId
      const session = 'session-2' as SessionId
      const board = boardRow('board-0009' as BoardId, { trajectoryId: id, sessionId: session })
      await store.commit(
        [],
        [
          { put: 'board', row: board },
          { put: 'session', row: sessionRow({ id: session, trajectoryId: id }) },
          { put: 'trajectory', row: trajectoryRow({ id }) },
        ],
      )
      expect(await store.board(board.id)).toEqual(board)
      const lost = store.commit(
        [],
        [{ put: 'session', row: sessionRow({ trajectoryId: 'nowhere-1' as TrajectoryId }) }],
      )
      await expect(lost).rejects.toMatchObject({ code: 'conflict' })
      expect(await store.session(sessionId)).toEqual(sessionRow())
    })

    test('[ST16] people by joining, removed ones included', async () => {
      await using store = await openWorld()
      const gone = participantRow(ana, 'Ana', { role: 'facilitator', removedAt: noon + 9 })
      await store.commit([], [{ put: 'participant', row: gone }])
      expect((await store.participantsOf(trajectoryId)).map(({ id }) => id)).toEqual([ana, piet, noor])
      await store.commit([], [{ put: 'device', row: { deviceHash: 'd', trajectoryId, participantId: ana } }])
      expect(await store.participantOf('d', trajectoryId)).toEqual(gone)
      expect(await store.participantOf('e', trajectoryId)).toBeNull()
      expect(await store.participant('nobody-01' as ParticipantId)).toBeNull()
    })

    test('[ST16] one device in two trajectories keeps both, the newest first', async () => {
      await using store = await openWorld()
      const second = trajectoryRow({ id: 'trajectory-2' as TrajectoryId, createdAt: noon + 5 })
      const there = participantRow('participant-2' as ParticipantId, 'Piet', { trajectoryId: second.id })
      await store.commit(
        [],
        [
          { put: 'trajectory', row: second },
          { put: 'participant', row: there },
          { put: 'device', row: { deviceHash: 'd', trajectoryId, participantId: ana } },
          { put: 'device', row: { deviceHash: 'd', trajectoryId, participantId: piet } },
          { put: 'device', row: { deviceHash: 'd', trajectoryId: second.id, participantId: there.id } },
          { put: 'device', row: { deviceHash: 'e', trajectoryId, participantId: noor } },
        ],
      )
      expect(await store.trajectoriesOf('d')).toEqual([
        { trajectory: second, participant: there },
        { trajectory: trajectoryRow(), participant: participantRow(piet, 'Piet', { joinedAt: noon + 1 }) },
      ])
      expect(await store.trajectoriesOf('f')).toEqual([])
      expect(await store.trajectory(second.id)).toEqual(second)
    })

    test('[ST16] sessions, boards and snapshots in their order', async () => {
      await using store = await openWorld()
      const earlier = sessionRow({ id: 'session-0' as SessionId, date: '2026-03-01', createdAt: noon + 3 })
      const first = boardRow('board-0000' as BoardId, { sessionId: earlier.id, createdAt: noon - 1 })
      const taken = [noon + 2, noon + 1].map((takenAt, index) =>
        snapshotFact(Uint8Array.of(index), {
          id: `snapshot-${index}` as never,
          takenAt,
          label: 'Halverwege',
        }),
      )
      await store.commit([], [{ put: 'session', row: earlier }, { put: 'board', row: first }, ...taken])
      expect((await store.sessionsOf(trajectoryId)).map(({ id }) => id)).toEqual([earlier.id, sessionId])
      expect((await store.boardsOfTrajectory(trajectoryId)).map(({ id }) => id)).toEqual([
        first.id,
        boardId,
        otherBoardId,
      ])
      expect(await store.boardsOfSession(earlier.id)).toEqual([first])
      const ids = ['snapshot-1', 'snapshot-0']
      expect((await store.snapshotsOfBoard(boardId)).map(({ id }) => id)).toEqual(ids)
      expect((await store.snapshotsOfSession(sessionId)).map(({ id }) => id)).toEqual(ids)
      expect(await store.snapshotsOfBoard(otherBoardId)).toEqual([])
    })

    test('[PC12] pictures are listed by board, trajectory and bytes; a board with any tells its last update', async () => {
      await using store = await openWorld()
      expect(await store.picturedBoards()).toEqual([])
      const one = pictureRow()
      const two = pictureRow({ id: 'picture-0002' as PictureId, boardId: otherBoardId, sha256: 'another' })
      await store.commit(
        [],
        [one, two].map((row) => ({ put: 'picture' as const, row })),
      )
      await store.commit([{ boardId, epoch: 1, fence: 0, updates: [Uint8Array.of(1)], clients: [] }], [])
      expect(await store.picture(one.id)).toEqual(one)
      expect(await store.picturesOfBoard(boardId)).toEqual([one])
      expect(await store.picturesOfTrajectory(trajectoryId)).toEqual([one, two])
      expect(await store.picturesWith('another')).toEqual([two])
      const boards = [
        { boardId, epoch: 1, seq: 1 },
        { boardId: otherBoardId, epoch: 1, seq: 0 },
      ]
      expect(await store.picturedBoards()).toEqual(boards)
      await store.checkpoint(boardId, { epoch: 1, fence: 0 }, 1, Uint8Array.of(1))
      expect(await store.picturedBoards()).toEqual(boards)
      const loose = { ...one, looseSince: noon }
      await store.commit([], [{ put: 'picture', row: loose }])
      expect(await store.picture(one.id)).toEqual(loose)
      await store.commit([], [{ drop: 'picture', id: one.id }])
      expect(await store.picture(one.id)).toBeNull()
      expect(await store.picturesOfTrajectory(trajectoryId)).toEqual([two])
    })

    test('[PC12] a picture of no board is no picture', async () => {
      await using store = await openWorld()
      const row = pictureRow({ boardId: 'board-nergens' as BoardId })
      await expect(store.commit([], [{ put: 'picture', row }])).rejects.toMatchObject({ code: 'conflict' })
    })

    test('[ST70] an expired trajectory is erased with all that belongs to it, and nothing else', async () => {
      await using store = await openWorld()
      const doc = Uint8Array.of(1, 2)
      const gone = await anotherWorld(store, noon, doc)
      await store.commit([], [snapshotFact(doc), { add: 'receipt', row: receipt }])
      expect(await store.expiredBy(noon - 1)).toEqual([])
      expect((await store.expiredBy(noon)).map(({ id }) => id)).toEqual([gone.trajectory])
      await store.eraseExpired(gone.trajectory, noon)

      expect(await store.expiredBy(noon)).toEqual([])
      expect(await store.trajectory(gone.trajectory)).toBeNull()
      expect(await store.trajectoriesOf('d')).toEqual([])
      expect(await store.participantOf('d', gone.trajectory)).toBeNull()
      expect(await store.participant(gone.participant)).toBeNull()
      expect(await store.linksOf(gone.trajectory)).toEqual([])
      expect(await store.session(gone.session)).toBeNull()
      expect(await store.eventsOf(gone.session)).toEqual([])
      expect(await store.board(gone.board)).toBeNull()
      expect(await store.load(gone.board)).toBeNull()
      expect(await store.snapshotsOfBoard(gone.board)).toEqual([])
      expect(await store.noteKey(gone.board, noteId)).toBeNull()
      expect(await store.picturesOfTrajectory(gone.trajectory)).toEqual([])
      for (const key of ['start', 'note']) expect(await store.receipt(gone.scope, key)).toBeNull()

      expect(await store.trajectory(trajectoryId)).toEqual(trajectoryRow())
      expect(await store.participantsOf(trajectoryId)).toHaveLength(3)
      expect(await store.boardsOfTrajectory(trajectoryId)).toHaveLength(2)
      expect(await store.snapshotDoc(snapshotId)).toEqual(doc)
      expect(await store.receipt('templates', 'k1')).toEqual(receipt)
    })

    test('[ST71] what never expires, or not yet, is not erased, whoever asks', async () => {
      await using store = await openWorld()
      const later = await anotherWorld(store, noon + 1, Uint8Array.of(3))
      await store.eraseExpired(trajectoryId, noon)
      await store.eraseExpired(later.trajectory, noon)
      await store.eraseExpired('nowhere-1' as TrajectoryId, noon)
      expect(await store.trajectory(trajectoryId)).toEqual(trajectoryRow())
      expect(await store.load(later.board)).not.toBeNull()
    })

    test('[ST72] a commit on an erased board fails with fenced; the same rows can be put anew', async () => {
      await using store = await openWorld()
      const gone = await anotherWorld(store, noon, Uint8Array.of(4))
      const late = { boardId: gone.board, epoch: 1, fence: 0, updates: [Uint8Array.of(9)], clients: [] }
      const [, refused] = await Promise.allSettled([
        store.eraseExpired(gone.trajectory, noon),
        store.commit([late], []),
      ])
      expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'fenced' } })
      await anotherWorld(store, noon, Uint8Array.of(4))
      expect(await store.load(gone.board)).toMatchObject({ seq: 1 })
    })

    test('[ST75] receipts of before an instant are forgotten, later ones stay', async () => {
      await using store = await openWorld()
      await store.commit(
        [],
        [-1, 0].map((ago) => ({ add: 'receipt', row: { ...receipt, key: `k${ago}`, at: noon + ago } })),
      )
      await store.forgetReceipts(noon)
      expect(await store.receipt('templates', 'k-1')).toBeNull()
      expect(await store.receipt('templates', 'k0')).not.toBeNull()
    })

    test('[ST10] putting the same rows again changes nothing', async () => {
      await using store = await openWorld()
      await store.commit([], world)
      expect(await store.boardsOfSession(sessionId)).toEqual([
        boardRow(boardId),
        boardRow(otherBoardId, { createdAt: noon + 1 }),
      ])
    })
  })
}
