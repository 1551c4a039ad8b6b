import { randomBytes } from 'node:crypto'
import { must } from '../../../shared/assert.ts'
import { repairForView } from '../../../shared/board/integrity.ts'
import { outlineOf } from '../../../shared/board/outline.ts'
import type { NoteId } from '../../../shared/ids.ts'
import { openRoom } from '../../core/board-write.ts'
import type { Desks } from '../../core/desks.ts'
import { answerOnce } from '../../core/once.ts'
import { doneOrRefuse, orRefuse, type HttpContext } from './ask.ts'
import { boardOf, idIn } from './lookup.ts'
import { receipts } from './receipts.ts'
import { done, type Routes } from './route.ts'

export function boardRoutes({
  ports,
  sessions,
  templates,
  notes,
}: Desks): Pick<
  Routes,
  'board' | 'outline' | 'applyTemplate' | 'removeTemplate' | 'newNote' | 'changeNote' | 'withdrawNote'
> {
  const { store } = ports
  return {
    async board(ask) {
      const { trajectory, board, me } = await boardOf(store, ask)
      return { answer: await sessions.showBoard(trajectory, board, me) }
    },
    async outline(ask) {
      const { board } = await boardOf(store, ask)
      const room = await openRoom(ports, board)
      return { answer: outlineOf(repairForView(await room.stored())) }
    },
    async applyTemplate(ask) {
      const { board, me } = await boardOf(store, ask)
      const { value, isReplay } = doneOrRefuse(
        await answerOnce(
          ports,
          ask.once,
          (stored) => receipts.templateApplied.parse(stored),
          (receiptFor) => templates.apply(me, board, ask.body, receiptFor),
        ),
      )
      return { answer: value, isReplay }
    },
    async removeTemplate(ask) {
      const { board, me } = await boardOf(store, ask)
      orRefuse(await templates.remove(me, board, ask.param('instanceId')))
      return done
    },

    async newNote(ask) {
      const { board, me } = await boardOf(store, ask)
      const session = must(await store.session(board.sessionId), 'a board has a session')
      const noteKey = ask.noteKey(() => randomBytes(32).toString('base64url'))
      const { value, isReplay } = doneOrRefuse(
        await answerOnce(
          ports,
          ask.once,
          (stored) => receipts.noteWritten.parse(stored),
          (receiptFor) => notes.write(me, board, session, ask.body, noteKey, receiptFor),
        ),
      )
      return { answer: { noteId: value.noteId, ...(value.isNameless && { noteKey }) }, isReplay }
    },
    async changeNote(ask) {
      const { board, me } = await boardOf(store, ask)
      const noteId = idIn<NoteId>(ask, 'noteId')
      return { answer: orRefuse(await notes.change(me, board, noteId, noteKeyIn(ask.context), ask.body)) }
    },
    async withdrawNote(ask) {
      const { board, me } = await boardOf(store, ask)
      orRefuse(await notes.withdraw(me, board, idIn<NoteId>(ask, 'noteId'), noteKeyIn(ask.context)))
      return done
    },
  }
}

function noteKeyIn(context: HttpContext): string | null {
  const key = context.req.header('note-key')
  return key === undefined || key.length > 100 ? null : key
}
