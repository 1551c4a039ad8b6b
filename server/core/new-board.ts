/** A board that doesn't exist yet: its row and its first update, for one commit with what asks for it. */
import * as Y from 'yjs'
import { mintId, type BoardId, type SessionId, type TrajectoryId } from '../../shared/ids.ts'
import { recordsOf, seedBoard, writeDiff } from '../../shared/board/layout.ts'
import type { BoardRecord } from '../../shared/board/schema.ts'
import type { Chance, BoardCommit, BoardRow } from './ports.ts'

export interface NewBoard {
  readonly row: BoardRow
  readonly commit: BoardCommit
}

export function newBoard(
  chance: Chance,
  now: number,
  wish: {
    readonly trajectoryId: TrajectoryId
    readonly sessionId: SessionId
    readonly title: string
    /** What lies on it from the first moment. */
    readonly records?: readonly BoardRecord[]
  },
): NewBoard {
  const id = mintId<BoardId>(chance.bytes.bind(chance))
  const epoch = 1
  const doc = new Y.Doc()
  doc.transact(() => {
    seedBoard(doc, { title: wish.title, epoch })
    for (const record of wish.records ?? []) writeDiff(recordsOf(doc), null, record)
  })
  const update = Y.encodeStateAsUpdate(doc)
  const { clientID: clientId } = doc
  doc.destroy()
  return {
    row: {
      id,
      trajectoryId: wish.trajectoryId,
      sessionId: wish.sessionId,
      title: wish.title,
      epoch,
      createdAt: now,
      lockedAt: null,
    },
    commit: { boardId: id, epoch, fence: 0, updates: [update], clients: [{ clientId, owner: 'server' }] },
  }
}
