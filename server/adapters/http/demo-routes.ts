import type { BegunDemo } from '../../core/demo-desk.ts'
import type { Desks } from '../../core/desks.ts'
import { answerOnce } from '../../core/once.ts'
import { doneOrRefuse } from './ask.ts'
import { receipts } from './receipts.ts'
import type { Routes } from './route.ts'

export function demoRoutes({ ports, demos }: Desks): Pick<Routes, 'demo'> {
  return {
    async demo(ask) {
      const { hash } = ask.device()
      const { language = 'nl' } = ask.body
      const present = await demos.present(hash)
      if (present !== null) return { answer: shown(present), isReplay: true }
      const { value, isReplay } = doneOrRefuse(
        await answerOnce(
          ports,
          ask.once,
          (stored) => receipts.demoBegun.parse(stored),
          (receiptFor) => demos.begin(hash, language, receiptFor),
        ),
      )
      return { answer: shown(value), isReplay }
    },
  }
}

function shown({ trajectoryId, sessionId, boardId }: BegunDemo) {
  return { trajectoryId, sessionId, boardId }
}
