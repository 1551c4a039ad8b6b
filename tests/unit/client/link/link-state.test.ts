import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstState, next, type LinkEvent, type LinkState } from '../../../../client/link/link-state.ts'
import { closeCodes, isTerminal } from '../../../../shared/wire/close-codes.ts'

const welcome: LinkEvent = {
  type: 'down',
  down: {
    type: 'welcome',
    participantId: 'piet00000000',
    role: 'participant',
    mayWrite: true,
    epoch: 3,
    protocol: 1,
    session: { id: 'session00000', seq: 4, status: 'live', currentBoard: 'board0000000' },
  },
}
const synced: LinkEvent = { type: 'synced' }
const changed: LinkEvent = { type: 'changed' }
const sent = (frame: number): LinkEvent => ({ type: 'sent', frame })
const saved = (upTo: number): LinkEvent => ({ type: 'down', down: { type: 'saved', upTo } })
const closed = (code: number | null): LinkEvent => ({ type: 'closed', code })

function after(...events: LinkEvent[]): LinkState {
  return events.reduce((state, event) => next(state, event, 1_000), firstState)
}

describe('saving', () => {
  test('[LK1] a change is being saved until the server names the frame that carried it', () => {
    expect(after(welcome, synced, changed, sent(3)).saving).toBe(true)
    expect(after(welcome, synced, changed, sent(3), saved(2)).saving).toBe(true)
    expect(after(welcome, synced, changed, sent(3), saved(3)).saving).toBe(false)
  })

  test('[LK1] a change that has not left is not saved by news of earlier frames', () => {
    expect(after(welcome, synced, closed(1012), changed, synced, saved(9)).saving).toBe(true)
  })

  test('[LK1] a frame number of the line before says nothing on the next line', () => {
    const again = after(welcome, synced, changed, sent(7), closed(1012), synced)
    expect(next(again, saved(7), 2_000).saving).toBe(true)
    expect(next(next(again, sent(2), 2_000), saved(2), 2_000).saving).toBe(false)
  })

  test('[LK2] saved is never said while a change is under way, whatever comes in whatever order', () => {
    const event = fc.oneof(
      fc.constantFrom<LinkEvent>(changed, closed(1012), synced, welcome),
      fc.nat(6).map(sent),
      fc.nat(6).map(saved),
    )
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        // An independent account: the last change is safe once a frame sent after it on this line is named.
        let safe = true
        let carrier: number | null = null
        let state = firstState
        for (const one of events) {
          state = next(state, one, 0)
          if (one.type === 'changed') safe = false
          if (one.type === 'sent' && !safe) carrier = one.frame
          if (one.type === 'closed') carrier = null
          if (
            one.type === 'down' &&
            one.down.type === 'saved' &&
            carrier !== null &&
            one.down.upTo >= carrier
          ) {
            safe = true
            carrier = null
          }
          expect(state.saving).toBe(!safe)
        }
      }),
    )
  })
})

describe('connection', () => {
  test('[LK3] a terminal code ends the link and says why; nothing brings it back', () => {
    for (const [reason, code] of Object.entries(closeCodes)) {
      const state = after(welcome, synced, closed(code))
      if (!isTerminal(code)) {
        expect(state.connection).toMatchObject({ status: 'offline', sinceAt: 1_000 })
        continue
      }
      expect(state.connection).toEqual({ status: 'refused', reason })
      for (const event of [synced, closed(1012), closed(null)]) {
        expect(next(state, event, 5_000).connection).toEqual({ status: 'refused', reason })
      }
    }
  })

  test('[LK4] offline counts from the moment the line fell, not from each attempt', () => {
    const first = next(after(welcome, synced), closed(null), 10)
    expect(next(first, closed(1006), 99).connection).toEqual({ status: 'offline', sinceAt: 10 })
  })

  test('[UI52] a server that can store nothing is told apart from a line that fell', () => {
    const down = next(after(welcome, synced), closed(closeCodes.storeUnavailable), 10)
    expect(down.connection).toEqual({ status: 'offline', sinceAt: 10, isStoreDown: true })
    const still = next(down, closed(closeCodes.storeUnavailable), 20)
    expect(still.connection).toEqual({ status: 'offline', sinceAt: 10, isStoreDown: true })
    expect(next(still, closed(1006), 30).connection).toEqual({ status: 'offline', sinceAt: 10 })
    expect(next(still, synced, 30).connection).toEqual({ status: 'live' })
  })

  test('[LK4] who we are stays known while offline; who else is here does not', () => {
    const person = { participantId: 'noor00000000', name: 'Noor', role: 'participant' as const }
    const state = after(
      welcome,
      { type: 'down', down: { type: 'people', people: [person] } },
      synced,
      closed(1012),
    )
    expect(state.me?.participantId).toBe('piet00000000')
    expect(state.people).toEqual([])
  })

  test('[LK5] changed rights hold at once', () => {
    const state = after(welcome, {
      type: 'down',
      down: { type: 'rights', role: 'observer', mayWrite: false },
    })
    expect(state.me).toEqual({ participantId: 'piet00000000', role: 'observer', mayWrite: false })
  })
})
