import { languages } from '../../../shared/language.ts'
import type { Desks } from '../../core/desks.ts'
import { answerOnce } from '../../core/once.ts'
import { doneOrRefuse } from './ask.ts'
import { boardOf, sessionIn, snapshotOf } from './lookup.ts'
import { receipts } from './receipts.ts'
import type { Routes } from './route.ts'

export function snapshotRoutes({
  ports,
  snapshots,
}: Desks): Pick<Routes, 'newSnapshot' | 'snapshot' | 'snapshotDoc' | 'snapshotPicture' | 'continueSnapshot'> {
  const { store } = ports
  return {
    async newSnapshot(ask) {
      const { board, me } = await boardOf(store, ask)
      const label = ask.body.label || null
      const { value, isReplay } = doneOrRefuse(
        await answerOnce(
          ports,
          ask.once,
          (stored) => receipts.snapshotTaken.parse(stored),
          (receiptFor) => snapshots.take(me, board, label, receiptFor),
        ),
      )
      return { answer: value, isReplay }
    },
    async snapshot(ask) {
      const { trajectory, snapshot, me } = await snapshotOf(store, ask)
      return { answer: await snapshots.show(trajectory, snapshot, me) }
    },
    async snapshotDoc(ask) {
      const { snapshot } = await snapshotOf(store, ask)
      return bytes(await snapshots.doc(snapshot), 'application/octet-stream')
    },
    async snapshotPicture(ask) {
      const { trajectory, snapshot } = await snapshotOf(store, ask)
      const wanted = ask.context.req.query('language')
      const language = languages.find((known) => known === wanted) ?? trajectory.language
      const picture = await snapshots.picture(snapshot, language)
      return bytes(new TextEncoder().encode(picture), 'image/svg+xml; charset=utf-8')
    },
    async continueSnapshot(ask) {
      const { trajectory, snapshot, me } = await snapshotOf(store, ask)
      const { sessionId } = ask.body
      const given = sessionId === undefined ? null : await sessionIn(store, trajectory, sessionId)
      const { value, isReplay } = doneOrRefuse(
        await answerOnce(
          ports,
          ask.once,
          (stored) => receipts.boardContinued.parse(stored),
          (receiptFor) => snapshots.goOn(trajectory, me, snapshot, ask.body, given, receiptFor),
        ),
      )
      return { answer: value, isReplay }
    },
  }
}

function bytes(content: Uint8Array, type: string): Response {
  return new Response(new Uint8Array(content), { headers: { 'Content-Type': type } })
}
