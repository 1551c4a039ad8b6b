import { expect, test } from 'vitest'
import { firstState, type LinkState } from '../../../../client/link/link-state.ts'
import { standingOf, whatIsGone, workWithoutLine } from '../../../../client/session/standing.ts'

const live: LinkState = { ...firstState, connection: { status: 'live' } }
const piet = { participantId: 'piet', role: 'participant', mayWrite: true } as const

test('[UI8] a page says "saved" only when it is connected and nothing is under way', () => {
  expect(standingOf(firstState)).toBe('connecting')
  expect(standingOf({ ...live, me: piet })).toBe('saved')
  expect(standingOf({ ...live, me: piet, saving: true })).toBe('saving')
  expect(standingOf({ ...live, me: piet, connection: { status: 'offline', sinceAt: 1 } })).toBe('offline')
  expect(standingOf({ ...live, connection: { status: 'refused', reason: 'notAMember' } })).toBe('refused')
})

test('[UI8] who may not write is told so instead', () => {
  expect(standingOf({ ...live, me: { ...piet, role: 'observer', mayWrite: false } })).toBe('looking')
})

test('[UI45] who may not write is not told to go on writing when the line falls', () => {
  const offline: LinkState = { ...firstState, connection: { status: 'offline', sinceAt: 1 } }
  expect(standingOf({ ...offline, me: { ...piet, role: 'observer', mayWrite: false } })).toBe(
    'lookingOffline',
  )
  expect(standingOf({ ...offline, me: piet })).toBe('offline')
})

test('[UI52] without a line the page says where the work is: saved, on this device, or on this page alone', () => {
  const offline: LinkState = { ...firstState, me: piet, connection: { status: 'offline', sinceAt: 1 } }
  expect([
    workWithoutLine(offline, true),
    workWithoutLine(offline, false),
    workWithoutLine({ ...offline, saving: true }, true),
    workWithoutLine({ ...offline, saving: true }, false),
    workWithoutLine({ ...offline, me: { ...piet, mayWrite: false } }, true),
  ]).toEqual(['saved', 'saved', 'kept', 'hereOnly', 'looking'])
})

test('[UI52] it says whether the line is gone or the server can store nothing', () => {
  expect([whatIsGone({}), whatIsGone({ isStoreDown: true })]).toEqual(['line.since', 'line.storeSince'])
})
