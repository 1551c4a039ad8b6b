import { expect, test } from 'vitest'
import type { ask } from '../../../../client/browser/ask.ts'
import { loadSnapshot } from '../../../../client/records/known-snapshot.ts'

const answers: Readonly<Record<string, unknown>> = {
  snapshot: { snapshotId: 'one', sessionId: 'sitting', trajectoryId: 'way' },
  session: { kind: 'mixed', status: 'recorded' },
  trajectory: { members: [{ participantId: 'piet', name: 'Piet' }] },
}
/** A server that knows these, but for the calls that fail. */
const server = (...failing: string[]) =>
  ((name: string) =>
    Promise.resolve(
      failing.includes(name)
        ? { ok: false, problem: { code: 'offline' } }
        : { ok: true, value: answers[name] },
    )) as unknown as typeof ask

const load = (...failing: string[]) => loadSnapshot('one', new AbortController().signal, server(...failing))

test('[UI12] a kept board comes with the kind of its session and the names of its people', async () => {
  const snapshot = answers['snapshot']
  expect(await load()).toEqual({
    ok: true,
    value: { snapshot, sessionKind: 'mixed', hasEnded: true, names: new Map([['piet', 'Piet']]) },
  })
})

test('[UI12] without names it is shown; without knowing where names may stand it isn’t', async () => {
  expect(await load('trajectory')).toMatchObject({ ok: true, value: { names: new Map() } })
  expect(await load('session')).toEqual({ ok: false, problem: { code: 'offline' } })
})

test('[UI14] a board kept on the way leads back to the session while that goes on, to the record after it', async () => {
  const live = ((name: string) =>
    Promise.resolve({
      ok: true,
      value: name === 'session' ? { kind: null, status: 'live' } : answers[name],
    })) as unknown as typeof ask
  expect(await loadSnapshot('one', new AbortController().signal, live)).toMatchObject({
    value: { hasEnded: false },
  })
  expect(await load()).toMatchObject({ value: { hasEnded: true } })
})
