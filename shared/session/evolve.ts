/** Folds the stored events of a session into its state. Pure; a past event is never doubted here. */
import { assert, unreachable } from '../assert.ts'
import type { SessionState, StoredEvent } from './session.ts'

/** The state after all events; null before the first. Events come in order of `seq`, from 1, without gaps. */
export function foldSession(events: readonly StoredEvent[]): SessionState | null {
  let state: SessionState | null = null
  for (const stored of events) state = evolve(state, stored)
  return state
}

export function evolve(state: SessionState | null, stored: StoredEvent): SessionState {
  const { event, seq, at } = stored
  assert(seq === (state?.seq ?? 0) + 1, 'session events in order')
  if (event.type === 'created') {
    assert(state === null, 'a session is created once')
    return { status: 'planned', boards: [event.board], currentBoard: event.board.boardId, arrived: [], seq }
  }
  assert(state !== null, 'a session starts with its creation')
  switch (event.type) {
    case 'started':
      return { ...common(state), seq, status: 'live', startedAt: at }
    case 'arrived':
      return { ...state, seq, arrived: [...state.arrived, event.participantId] }
    case 'board-added':
      return { ...state, seq, boards: [...state.boards, event.board] }
    case 'board-shown':
      return { ...state, seq, currentBoard: event.boardId }
    case 'ended':
      assert(state.status === 'live', 'only a live session ends')
      return {
        ...common(state),
        seq,
        status: 'recorded',
        startedAt: state.startedAt,
        endedAt: at,
        endedBy: event.by,
        endSnapshots: event.endSnapshots,
        names: event.names,
      }
    default:
      return unreachable(event)
  }
}

function common(state: SessionState): Pick<SessionState, 'boards' | 'currentBoard' | 'arrived'> {
  return { boards: state.boards, currentBoard: state.currentBoard, arrived: state.arrived }
}
