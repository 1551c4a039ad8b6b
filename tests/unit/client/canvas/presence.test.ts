import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  isSame,
  nothingSaid,
  ownState,
  presenceSchema,
  type OwnState,
  type Situation,
  type View,
} from '../../../../client/canvas/presence/presence-state.ts'
import { hidesPoint, hidesView } from '../../../../client/canvas/presence/hidden-place.ts'
import { fitting, towards, viewOf, type SeenView } from '../../../../client/canvas/presence/views.ts'
import { must } from '../../../../shared/assert.ts'
import { zoneNamed, zonesOf } from '../../../../shared/board/outline.ts'
import type { SessionKind } from '../../../../shared/session/session.ts'
import { first, TableBoard } from '../../../support/board-on-table.ts'

const number = fc.double({ min: -50_000, max: 50_000, noNaN: true })
const length = fc.double({ min: 1, max: 50_000, noNaN: true })
const aView: fc.Arbitrary<View> = fc.record({ x: number, y: number, w: length, h: length })
const aScreen = fc.record({ w: fc.integer({ min: 200, max: 3000 }), h: fc.integer({ min: 200, max: 3000 }) })
const aSituation: fc.Arbitrary<Situation> = fc.record({
  pointer: fc.option(fc.record({ x: number, y: number })),
  view: aView,
  follows: fc.option(fc.constantFrom('ana', 'piet')),
  isHidden: fc.boolean(),
  isViewHidden: fc.boolean(),
  isSeen: fc.boolean(),
})

const before: OwnState = { cursor: { x: 1, y: 2 }, view: { x: 0, y: 0, w: 100, h: 50 }, follows: null }
const now: Situation = {
  pointer: { x: 10.4, y: 20.6 },
  view: { x: 5.2, y: 5.8, w: 99.6, h: 49.5 },
  follows: null,
  isHidden: false,
  isViewHidden: false,
  isSeen: true,
}

test('[CV82] what is said is where one points and what one looks at, in whole pixels', () => {
  expect(ownState(nothingSaid, now)).toEqual({
    cursor: { x: 10, y: 21 },
    view: { x: 5, y: 6, w: 100, h: 50 },
    follows: null,
  })
  expect(ownState(nothingSaid, { ...now, pointer: null }).cursor).toBeNull()
})

test('[CV82] less than a pixel is nothing new', () => {
  const said = ownState(before, now)
  expect(isSame(said, ownState(said, { ...now, pointer: { x: 10.1, y: 20.8 } }))).toBe(true)
  expect(isSame(said, ownState(said, { ...now, pointer: { x: 11, y: 20.8 } }))).toBe(false)
  expect(isSame(said, ownState(said, { ...now, pointer: null }))).toBe(false)
})

test('[CV81] out of sight nothing of where one is gets out, whatever one does', () => {
  const law = fc.property(fc.array(aSituation), (situations) => {
    let said = before
    for (const situation of situations) {
      const next = ownState(said, situation)
      if (situation.isHidden || !situation.isSeen)
        expect(next).toEqual({ cursor: null, view: said.view, follows: situation.follows })
      if (situation.isViewHidden) expect(next.view).toEqual(said.view)
      said = next
    }
  })
  fc.assert(law)
})

test('[CV81] a view of a zone without names stays untold: its middle lies in one', () => {
  const { records } = new TableBoard().lay(first)
  const sensitive = must(zoneNamed(records, 'experiences'), 'experiences')
  const zones = zonesOf(records)
  const facts = must(zoneNamed(records, 'facts'), 'facts')
  const { x, y, w, h } = sensitive
  const around = { x: x - w, y: y - h, w: 3 * w, h: 3 * h }
  const most = { x: x - 0.3 * w, y: y + 0.2 * h, w, h }
  const told = (kind: SessionKind) =>
    [sensitive, around, most, facts].map((view) => hidesView(zones, kind, view))
  expect(told('mixed')).toEqual([true, true, true, false])
  expect(told('residents')).toEqual([false, false, false, false])
  expect(hidesPoint(zones, 'mixed', { x: x + 1, y: y + 1 })).toBe(true)
  expect(hidesPoint(zones, 'mixed', { x: facts.x + 1, y: facts.y + 1 })).toBe(false)
})

const user = { participantId: 'piet', name: 'Piet', role: 'participant' }

test('[CV83] what is no presence is passed over; another client may say less than ours', () => {
  const isPresence = (state: unknown) => presenceSchema.safeParse(state).success
  expect(isPresence({ user })).toBe(true)
  expect(isPresence({ ...before, user })).toBe(true)
  expect(isPresence({ ...before })).toBe(false)
  expect(isPresence({ user, cursor: { x: '1', y: 2 } })).toBe(false)
  expect(isPresence({ user, view: { x: 0, y: 0, w: 0, h: 10 } })).toBe(false)
  expect(isPresence({ user, view: { x: 0, y: 0, w: Infinity, h: 10 } })).toBe(false)
})

test('[CV83] what we say is presence, and small', () => {
  fc.assert(
    fc.property(aSituation, (situation) => {
      const said = { ...ownState(nothingSaid, situation), user }
      expect(presenceSchema.safeParse(said).success).toBe(true)
      expect(JSON.stringify(said).length).toBeLessThan(1024)
    }),
  )
})

test('[CV84] all that someone sees fits in the screen of who follows, in its middle', () => {
  fc.assert(
    fc.property(aView, aScreen, (view, screen) => {
      const shown = fitting(view, screen)
      const isInReach = screen.w / shown.w > 0.051
      if (isInReach) {
        expect(shown.w).toBeGreaterThanOrEqual(view.w - 1e-6)
        expect(shown.h).toBeGreaterThanOrEqual(view.h - 1e-6)
      }
      expect(shown.x + shown.w / 2).toBeCloseTo(view.x + view.w / 2, 4)
      expect(shown.y + shown.h / 2).toBeCloseTo(view.y + view.h / 2, 4)
      expect(shown.w / shown.h).toBeCloseTo(screen.w / screen.h, 6)
    }),
  )
})

test('[CV84] the view glides there, and is there at once for who wants no motion', () => {
  const [from, to] = [
    { x: 0, y: 0, w: 1000, h: 500 },
    { x: 400, y: 200, w: 2000, h: 1000 },
  ]
  expect(towards(from, to, 16, true)).toEqual(to)
  let at = from
  for (let step = 0; step < 120; step += 1) at = towards(at, to, 16, false)
  expect(at).toEqual(to)
})

const seen = (participantId: string, x: number, follows: string | null = null, changed = 1): SeenView => ({
  participantId,
  view: { x, y: 0, w: 10, h: 10 },
  follows,
  changed,
})

test('[CV86] of two devices of one person the one last used is followed', () => {
  expect(viewOf([seen('ana', 1, null, 5), seen('ana', 2, null, 9)], 'ana', 'piet')?.x).toBe(2)
})

test('[CV86] who follows someone who follows goes where the first one looks', () => {
  const all = [seen('ana', 1, 'noor'), seen('noor', 2, 'els'), seen('els', 3)]
  expect(viewOf(all, 'ana', 'piet')?.x).toBe(3)
  // Els has gone: what noor saw last counts.
  expect(viewOf(all.slice(0, 2), 'ana', 'piet')?.x).toBe(2)
})

test('[CV86] in a circle everyone stays where they are', () => {
  expect(viewOf([seen('ana', 1, 'piet')], 'ana', 'piet')).toBeNull()
  expect(viewOf([seen('ana', 1, 'noor'), seen('noor', 2, 'ana')], 'ana', 'piet')).toBeNull()
  expect(viewOf([], 'ana', 'piet')).toBeNull()
})
