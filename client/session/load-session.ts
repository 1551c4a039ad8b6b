import { type Answer, ask } from '../browser/ask.ts'
import { forgetPagesOfOthers, keptPages } from '../browser/kept-page.ts'
import type { BoardId } from '../../shared/ids.ts'
import type { AnswerOf } from '../../shared/wire/calls.ts'
import { closeKept, isClosed } from './closed-board.ts'

type Session = AnswerOf<'session'>

/** A session from the server; without a line as it was kept beside unsaved work. */
export async function loadSession(sessionId: string, signal: AbortSignal): Promise<Answer<Session>> {
  const answer = await ask('session', { params: { sessionId }, signal })
  if (answer.ok) {
    await forgetPagesOfOthers(answer.value)
    return answer
  }
  if (isClosed(answer.problem.code)) await closeKept({ sessionId }, answer.problem.code)
  if (answer.problem.code !== 'offline') return answer
  const kept = (await keptPages({ sessionId })).at(0)
  return kept === undefined ? answer : { ok: true, value: kept.session }
}

/** Which session a board is of, in the same way. */
export async function loadBoard(
  boardId: string,
  signal: AbortSignal,
): Promise<Answer<{ readonly sessionId: string; readonly boardId: BoardId }>> {
  const answer = await ask('board', { params: { boardId }, signal })
  if (answer.ok) return answer
  if (isClosed(answer.problem.code)) await closeKept({ boardId }, answer.problem.code)
  if (answer.problem.code !== 'offline') return answer
  const kept = (await keptPages({ boardId })).find((page) => page.boardId === boardId)
  const board = kept?.session.boards.find((each) => each.boardId === boardId)
  if (kept === undefined || board === undefined) return answer
  return { ok: true, value: { sessionId: kept.session.sessionId, boardId: board.boardId } }
}
