/** Brings a board that an older version wrote to this one, once, as a commit of its own, before anyone is let in. */
import { recordsOf } from '../../shared/board/layout.ts'
import { schemaAgeOf, upgrade } from '../../shared/board/upgrade.ts'
import { unreachable } from '../../shared/assert.ts'
import type { BoardDoc } from './board-doc.ts'
import type { Lane } from './commit.ts'
import { StoreError, type Log } from './ports.ts'

/**
 * Throws StoreError: `newer-schema` for a board that a newer version wrote, of which nothing is touched;
 * what the store threw when it could not take the commit.
 */
export async function upgradeBoard(board: BoardDoc, lane: Lane, log: Log): Promise<void> {
  const { boardId } = lane
  const age = schemaAgeOf(board.doc)
  switch (age) {
    case 'present':
      return
    case 'newer':
    case 'unknown':
      log.error('room.schema-not-ours', { boardId, age })
      throw new StoreError(age === 'newer' ? 'newer-schema' : 'corrupt')
    case 'older':
      break
    default:
      return unreachable(age)
  }
  const update = board.change(recordsOf(board.doc).keys(), () => upgrade(board.doc))
  if (update === null) return
  await lane.append([update], [{ clientId: board.doc.clientID, owner: 'server' }]).stored
  board.stored([update])
  log.info('room.upgraded', { boardId, bytes: update.byteLength })
}
