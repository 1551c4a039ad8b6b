/** What a desk writes on a board: its shapes and its facts, in one commit, or a refusal and nothing. */
import { must } from '../../shared/assert.ts'
import type { BoardRecord } from '../../shared/board/schema.ts'
import type { Outcome } from '../../shared/wire/problem.ts'
import { refused, type DeskPorts } from './desk.ts'
import type { BoardRow, Fact } from './ports.ts'
import { BoardFull } from './room-ports.ts'
import type { Room } from './rooms.ts'

export interface BoardWrite<T> {
  readonly puts?: readonly BoardRecord[]
  readonly removes?: readonly string[]
  readonly facts?: readonly Fact[]
  readonly answer: Outcome<T>
}

/** Nothing is written on a board that is closing: what `end` keeps of it is all there will ever be. */
export async function writeBoard<T>(
  ports: Pick<DeskPorts, 'rooms'>,
  board: BoardRow,
  decide: (records: ReadonlyMap<string, BoardRecord>) => BoardWrite<T>,
): Promise<Outcome<T>> {
  const room = await openRoom(ports, board)
  try {
    return await room.write((records) => (room.isLocked ? { answer: refused('locked') } : decide(records)))
  } catch (cause) {
    if (cause instanceof BoardFull) return refused('too-large')
    throw cause
  }
}

export async function openRoom({ rooms }: Pick<DeskPorts, 'rooms'>, board: BoardRow): Promise<Room> {
  return must(await rooms.open(board.id), 'a room for a stored board')
}
