import { expect, test } from 'vitest'
import { closeCodes, isTerminal, reasonOf } from '../../../../shared/wire/close-codes.ts'

test("[WR6] the WebSocket's own word for too large is read as ours, and as final", () => {
  expect([reasonOf(1009), isTerminal(1009)]).toEqual(['tooLarge', true])
  expect([reasonOf(closeCodes.tooLarge), isTerminal(closeCodes.tooLarge)]).toEqual(['tooLarge', true])
  expect([reasonOf(1006), isTerminal(1006)]).toEqual([null, false])
})
