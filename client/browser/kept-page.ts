/**
 * The last answer about a session, kept beside unsaved work of its board so that the board opens
 * without a line. Never shown to another: it goes when someone comes in on this device (a join, a new
 * trajectory, an example), when the server names someone else, and when it says no for good.
 */
import type { AnswerOf } from '../../shared/wire/calls.ts'
import { sessionAnswer } from '../../shared/wire/api.ts'
import { inStore } from './kept-store.ts'
import { opensAs, tabMemory } from './storage.ts'

type Session = AnswerOf<'session'>

export interface KeptPage {
  readonly boardId: string
  readonly session: Session
}

export async function keepPage(boardId: string, session: Session): Promise<void> {
  await inStore('readwrite', (store) => {
    const pages = store('pages')
    pages.put({ boardId, session })
    pages.transaction.commit()
    return () => {}
  }).catch(() => {})
}

/** Pages of this session or this board that can be shown without a line. */
export async function keptPages(of: { sessionId?: string; boardId?: string }): Promise<KeptPage[]> {
  const rows: unknown[] = await inStore('readonly', (store) => {
    const all = store('pages').getAll()
    return () => all.result
  }).catch(() => [])
  return rows.flatMap((row) => {
    if (typeof row !== 'object' || row === null || !('boardId' in row) || !('session' in row)) return []
    const session = sessionAnswer.safeParse(row.session)
    if (typeof row.boardId !== 'string' || !session.success) return []
    const isMeant = row.boardId === of.boardId || session.data.sessionId === of.sessionId
    return isMeant ? [{ boardId: row.boardId, session: session.data }] : []
  })
}

/** The server has named who looks: pages of another in this session go. Their work stays, unseen. */
export async function forgetPagesOfOthers(session: Session): Promise<void> {
  const pages = await keptPages({ sessionId: session.sessionId })
  const others = pages.filter((page) => page.session.me.participantId !== session.me.participantId)
  await forgetPages(others)
}

/** The work beside them stays, unseen. */
export async function forgetPages(pages: readonly KeptPage[]): Promise<void> {
  if (pages.length === 0) return
  await inStore('readwrite', (store) => {
    for (const { boardId } of pages) store('pages').delete(boardId)
    return () => {}
  }).catch(() => {})
}

/** Someone came in on this device, perhaps another: nothing opens here without a line until they were named. */
export async function forgetAllPages(): Promise<void> {
  tabMemory.set(opensAs, null)
  await inStore('readwrite', (store) => {
    store('pages').clear()
    return () => {}
  }).catch(() => {})
}
