/** Bytes and commits of boards for tests of stores: no store looks into an update. */
import type { BoardCommit, ClientBinding } from '../../server/core/ports.ts'
import type { BoardId } from '../../shared/ids.ts'

export function bytes(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values)
}

/** Updates for a board, with the epoch every board of the world has. */
export function updates(id: BoardId, parts: readonly Uint8Array[], clients: readonly ClientBinding[] = []) {
  return { boardId: id, epoch: 1, fence: 0, updates: parts, clients } satisfies BoardCommit
}
