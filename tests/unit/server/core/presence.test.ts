import { describe, expect, test } from 'vitest'
import * as awareness from 'y-protocols/awareness'
import * as Y from 'yjs'
import { Presence, type Announcer } from '../../../../server/core/presence.ts'
import { readFrame, WireError } from '../../../../shared/wire/frames.ts'
import { FakeClock } from '../../../support/fake-clock.ts'
import { rows } from '../../../support/room-table.ts'

/** Someone with a stock awareness, to whom frames are given. */
class Pointer implements Announcer {
  readonly awareness = new awareness.Awareness(new Y.Doc())
  readonly frames: Uint8Array[] = []
  user: Announcer['user']
  constructor(name: 'ana' | 'piet' | 'noor', id: number) {
    this.user = { participantId: rows[name].id, name: rows[name].name, role: rows[name].role }
    // oxlint-disable-next-line no-underscore-dangle -- its timer would keep the test alive
    clearInterval(this.awareness._checkInterval)
    this.awareness.clientID = id
  }
  showPresence(frame: Uint8Array): void {
    this.frames.push(frame)
    const read = readFrame(frame)
    if (read.type === 'awareness') awareness.applyAwarenessUpdate(this.awareness, read.entries, 'room')
  }
  says(state: Record<string, unknown> | null): Uint8Array {
    this.awareness.setLocalState(state)
    return awareness.encodeAwarenessUpdate(this.awareness, [this.awareness.clientID])
  }
  sees(other: Pointer): unknown {
    return this.awareness.getStates().get(other.awareness.clientID)
  }
}

function table() {
  const clock = new FakeClock()
  const here: Pointer[] = []
  const presence = new Presence(clock, () => here)
  const enters = (name: 'ana' | 'piet' | 'noor', id: number) => {
    const pointer = new Pointer(name, id)
    here.push(pointer)
    return pointer
  }
  return { clock, presence, here, enters }
}
const at = (x: number) => ({ cursor: { x } })

describe('presence', () => {
  test('[RM30] what someone says of themselves reaches the others, with the name and role of the server', () => {
    const { presence, clock, enters } = table()
    const [piet, noor] = [enters('piet', 11), enters('noor', 22)]
    presence.announce(piet, piet.says({ ...at(1), user: { name: 'De baas' } }))
    clock.pass(50)
    expect(noor.sees(piet)).toEqual({ ...at(1), user: piet.user })
    expect(piet.frames).toEqual([])
  })

  test('[RM31] one frame per 50 ms with the newest of each', () => {
    const { presence, clock, enters } = table()
    const [piet, noor] = [enters('piet', 11), enters('noor', 22)]
    for (let x = 0; x < 10; x += 1) {
      presence.announce(piet, piet.says(at(x)))
      clock.pass(5)
    }
    clock.pass(50)
    expect(noor.frames.length).toBe(2)
    expect(noor.sees(piet)).toMatchObject(at(9))
  })

  test('[RM32] foreign ids are dropped silently: echoes, forgeries, and taking someone away', () => {
    const { presence, clock, enters } = table()
    const [piet, noor, ana] = [enters('piet', 11), enters('noor', 22), enters('ana', 33)]
    for (const who of [piet, noor]) presence.announce(who, who.says(at(1)))
    clock.pass(50)
    const frames = ana.frames.length
    presence.announce(noor, awareness.encodeAwarenessUpdate(noor.awareness, [11]))
    noor.awareness.states.set(11, at(666))
    noor.awareness.meta.set(11, { clock: 2 ** 40, lastUpdated: 0 })
    presence.announce(noor, awareness.encodeAwarenessUpdate(noor.awareness, [11]))
    noor.awareness.states.delete(11)
    presence.announce(noor, awareness.encodeAwarenessUpdate(noor.awareness, [11]))
    clock.pass(50)
    expect([ana.frames.length, ana.sees(piet)]).toEqual([frames, { ...at(1), user: piet.user }])
    presence.announce(piet, piet.says(at(2)))
    clock.pass(50)
    expect(ana.sees(piet)).toMatchObject(at(2))
  })

  test('[RM33] who leaves is gone at once; back with the same id is seen at once', () => {
    const { presence, clock, enters, here } = table()
    const [piet, noor] = [enters('piet', 11), enters('noor', 22)]
    presence.announce(piet, piet.says(at(1)))
    clock.pass(50)
    here.shift()
    presence.leave(piet)
    clock.pass(50)
    expect(noor.sees(piet)).toBeUndefined()
    const again = enters('piet', 11)
    presence.announce(again, again.says(at(3)))
    clock.pass(50)
    expect(noor.sees(again)).toMatchObject(at(3))
  })

  test('[RM33] a fresh id takes the place of the old one', () => {
    const { presence, clock, enters } = table()
    const [piet, noor] = [enters('piet', 11), enters('noor', 22)]
    presence.announce(piet, piet.says(at(1)))
    clock.pass(50)
    const fresh = new Pointer('piet', 12)
    presence.announce(piet, fresh.says(at(2)))
    clock.pass(50)
    expect([noor.sees(piet), noor.sees(fresh)]).toEqual([undefined, { ...at(2), user: piet.user }])
  })

  test('[RM34] a newcomer gets all states but its own', () => {
    const { presence, enters } = table()
    const [piet, noor] = [enters('piet', 11), enters('noor', 22)]
    expect(presence.frameFor(noor)).toBeNull()
    presence.announce(piet, piet.says(at(1)))
    noor.showPresence(presence.frameFor(noor) ?? new Uint8Array())
    expect([noor.sees(piet), presence.frameFor(piet)]).toEqual([{ ...at(1), user: piet.user }, null])
  })

  test('[RM35] a new name is shown', () => {
    const { presence, clock, enters } = table()
    const [piet, noor] = [enters('piet', 11), enters('noor', 22)]
    presence.announce(piet, piet.says(at(1)))
    piet.user = { ...piet.user, name: 'Pieter' }
    presence.restamp(piet)
    clock.pass(50)
    expect(noor.sees(piet)).toEqual({ ...at(1), user: piet.user })
  })

  test.each([
    ['a state that is no JSON', new Uint8Array([1, 5, 1, 2, 123, 123]), 'malformed'],
    ['a state that is no object', new Uint8Array([1, 5, 1, 1, 49]), 'malformed'],
    ['fewer entries than said', new Uint8Array([9, 5, 1]), 'malformed'],
    ['more than was said', new Uint8Array([0, 1]), 'trailing-bytes'],
    [
      'a state of more than 4 KB',
      new Uint8Array([1, 5, 1, 0x81, 0x20, ...new Uint8Array(4_097).fill(32)]),
      'too-large',
    ],
  ])('[RM36] %s is refused by name', (_, bytes, code) => {
    const { presence, enters } = table()
    const piet = enters('piet', 11)
    expect(() => presence.announce(piet, bytes)).toThrow(new WireError(code as WireError['code']))
  })
})
