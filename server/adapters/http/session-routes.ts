import { parseId, type BoardId } from '../../../shared/ids.ts'
import type { SessionCommand } from '../../../shared/session/session.ts'
import type { Desks } from '../../core/desks.ts'
import { answerOnce } from '../../core/once.ts'
import { myself } from '../../core/trajectory-desk.ts'
import { doneOrRefuse, orRefuse, type Ask } from './ask.ts'
import { sessionOf, trajectoryOf } from './lookup.ts'
import { Refused } from './problems.ts'
import { boardOpenedIn, receipts } from './receipts.ts'
import type { Routes } from './route.ts'

export function sessionRoutes({
  ports,
  sessions,
  records,
}: Desks): Pick<Routes, 'newSession' | 'session' | 'newBoard' | 'command' | 'record'> {
  const { store } = ports
  return {
    async newSession(ask) {
      const { me } = await trajectoryOf(store, ask)
      const { value, isReplay } = doneOrRefuse(
        await answerOnce(
          ports,
          ask.once,
          (stored) => receipts.sessionMade.parse(stored),
          (receiptFor) => sessions.create(me, ask.body, receiptFor),
        ),
      )
      return { answer: value, isReplay }
    },
    async session(ask) {
      const { trajectory, session, me } = await sessionOf(store, ask)
      return { answer: await sessions.show(trajectory, session, me) }
    },
    async newBoard(ask) {
      const { session, me } = await sessionOf(store, ask)
      const { value, isReplay } = doneOrRefuse(
        await answerOnce(ports, ask.once, boardOpenedIn, (receiptFor) =>
          sessions.openBoard(me, session, ask.body, receiptFor),
        ),
      )
      return { answer: value, isReplay }
    },
    async command(ask) {
      const { session, me } = await sessionOf(store, ask)
      return { answer: orRefuse(await sessions.command(me, session, commandIn(ask.body))) }
    },
    async record(ask) {
      const { trajectory, session, me } = await sessionOf(store, ask)
      const record = orRefuse(await records.show(trajectory, session))
      return {
        answer: {
          trajectoryId: trajectory.id,
          trajectoryTitle: trajectory.title,
          language: trajectory.language,
          me: myself(me),
          record,
        },
      }
    },
  }
}

function commandIn(body: Ask<'command'>['body']): SessionCommand {
  if (body.type !== 'show-board') return body
  const boardId = parseId<BoardId>(body.boardId)
  if (boardId === null) throw new Refused('unknown-board')
  return { type: 'show-board', boardId }
}
