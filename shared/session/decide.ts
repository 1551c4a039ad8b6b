/**
 * What a session answers to a command: the events that follow from it, or a refusal. Pure: new ids
 * are an argument. Who may lead is decided here and nowhere else; the interface asks the same function
 * before it offers a button.
 */
import { unreachable } from '../assert.ts'
import type { SnapshotId } from '../ids.ts'
import { leads, type Actor } from './role.ts'
import type { NamesAtEnd, SessionBoard, SessionCommand, SessionEvent, SessionState } from './session.ts'

export type SessionRefusal =
  | 'not-allowed'
  | 'already-started'
  | 'not-started'
  | 'session-ended'
  | 'unknown-board'

/** Commands, and what the server itself asks of a session on behalf of a person. */
export type SessionAsk =
  | Exclude<SessionCommand, { readonly type: 'end' }>
  /** `names` of everyone who may have been there; those who were are kept. */
  | { readonly type: 'end'; readonly names: NamesAtEnd }
  | { readonly type: 'arrive' }
  | { readonly type: 'add-board'; readonly board: SessionBoard }

export type SessionDecision =
  | { readonly ok: true; readonly events: readonly SessionEvent[] }
  | { readonly ok: false; readonly refusal: SessionRefusal }

const refuse = (refusal: SessionRefusal): SessionDecision => ({ ok: false, refusal })
const follow = (...events: SessionEvent[]): SessionDecision => ({ ok: true, events })

export function decide(
  state: SessionState,
  actor: Actor,
  ask: SessionAsk,
  mintSnapshotId: () => SnapshotId,
): SessionDecision {
  if (!mayAsk(actor, ask)) return refuse('not-allowed')
  // Coming to look at what is kept is no event: the record says who was there.
  if (state.status === 'recorded') return ask.type === 'arrive' ? follow() : refuse('session-ended')
  switch (ask.type) {
    case 'start':
      if (state.status !== 'planned') return refuse('already-started')
      return follow({ type: 'started', by: actor.participantId })
    case 'show-board':
      if (!state.boards.some((board) => board.boardId === ask.boardId)) return refuse('unknown-board')
      if (state.currentBoard === ask.boardId) return follow()
      return follow({ type: 'board-shown', boardId: ask.boardId, by: actor.participantId })
    case 'end':
      if (state.status === 'planned') return refuse('not-started')
      return follow({
        type: 'ended',
        by: actor.participantId,
        endSnapshots: state.boards.map(({ boardId }) => ({ boardId, snapshotId: mintSnapshotId() })),
        names: {
          ...ask.names,
          people: ask.names.people.filter(
            ({ id }) => id === actor.participantId || state.arrived.includes(id),
          ),
        },
      })
    case 'arrive':
      // Preparing a session is not being there.
      if (state.status === 'planned' || state.arrived.includes(actor.participantId)) return follow()
      return follow({ type: 'arrived', participantId: actor.participantId })
    case 'add-board':
      return follow({ type: 'board-added', board: ask.board })
    default:
      return unreachable(ask)
  }
}

/** Ending is for the facilitator alone; a board to go on working on may come from anyone who writes. */
function mayAsk(actor: Actor, ask: SessionAsk): boolean {
  switch (ask.type) {
    case 'end':
      return actor.role === 'facilitator'
    case 'start':
    case 'show-board':
      return leads(actor.role)
    case 'add-board':
      return actor.role !== 'observer'
    case 'arrive':
      return true
    default:
      return unreachable(ask)
  }
}
