import * as z from 'zod/mini'
import { parseId, type BoardId, type SessionId, type TemplateInstanceId } from '../../../shared/ids.ts'
import type { SessionCommand } from '../../../shared/session/session.ts'
import type { Desks } from '../../core/desks.ts'
import { answerOnce } from '../../core/once.ts'
import { myself } from '../../core/trajectory-desk.ts'
import { doneOrRefuse, orRefuse, type Ask } from './ask.ts'
import { sessionOf, trajectoryOf } from './lookup.ts'
import { Refused } from './problems.ts'
import type { Routes } from './route.ts'

const text = (value: unknown) => typeof value === 'string'
const madeSchema = z.object({ sessionId: z.custom<SessionId>(text), boardId: z.custom<BoardId>(text) })
const openedSchema = z.object({
  boardId: z.custom<BoardId>(text),
  instanceId: z.optional(z.custom<TemplateInstanceId>(text)),
})

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
          (stored) => madeSchema.parse(stored),
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
        await answerOnce(ports, ask.once, parseOpened, (receiptFor) =>
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

function parseOpened(stored: unknown) {
  const { boardId, instanceId } = openedSchema.parse(stored)
  return { boardId, ...(instanceId !== undefined && { instanceId }) }
}

function commandIn(body: Ask<'command'>['body']): SessionCommand {
  if (body.type !== 'show-board') return body
  const boardId = parseId<BoardId>(body.boardId)
  if (boardId === null) throw new Refused('unknown-board')
  return { type: 'show-board', boardId }
}
