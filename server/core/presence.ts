/**
 * Who points where: the awareness of one room. A connection speaks for one awareness client id, its
 * own; name and role are the server's to say. Foreign ids are dropped silently, because stock
 * clients echo every one of them. The newest state per id goes out, at most every 50 ms.
 *
 * Clocks are the server's too (from the wall clock, so that they also rise over a restart): a forged
 * one would silence its victim for good.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { isObject } from '../../shared/board/json.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import type { Role } from '../../shared/session/role.ts'
import { WireError, writeFrame } from '../../shared/wire/frames.ts'
import type { Clock } from './ports.ts'

const stateBytesMax = 4 * 1024
const frameBytesMax = 512 * 1024
const showEveryMs = 50
const idsRememberedMax = 10_000
const nothing = new Uint8Array()

/** Someone who announces and is shown; a connection. */
export interface Announcer {
  readonly user: { readonly participantId: ParticipantId; readonly name: string; readonly role: Role }
  showPresence(frame: Uint8Array): void
}

interface Shown {
  readonly id: number
  clock: number
  /** The state as it is sent, `user` included; null when it is gone. */
  state: string | null
  /** Id, clock and state as a frame holds them: made once, however many get it. */
  entry: Uint8Array
}

export class Presence {
  readonly #clock: Clock
  readonly #audience: () => Iterable<Announcer>
  readonly #own = new Map<Announcer, Shown>()
  /** Ids that someone spoke for once: nobody else may. */
  readonly #spokenFor = new Map<number, ParticipantId>()
  #changed = new Map<number, Shown>()
  #timer: Disposable | null = null
  #shownAt = 0

  constructor(clock: Clock, audience: () => Iterable<Announcer>) {
    this.#clock = clock
    this.#audience = audience
  }

  /** Takes what `from` says of itself. Throws WireError for bytes that are no awareness. */
  announce(from: Announcer, entries: Uint8Array): void {
    for (const { id, bytes } of readEntries(entries)) {
      if (this.#isOwn(from, id, bytes)) this.#speak(from, id, bytes)
    }
  }

  /** All states but `to`'s own, or null when there are none. */
  frameFor(to: Announcer): Uint8Array | null {
    const others = [...this.#own].flatMap(([who, shown]) =>
      who === to || shown.state === null ? [] : [shown],
    )
    return others.length === 0 ? null : awarenessFrame(others)
  }

  /** Name or role has changed. */
  restamp(from: Announcer): void {
    const own = this.#own.get(from)
    if (own === undefined || own.state === null) return
    own.state = stamped(JSON.parse(own.state), from)
    this.#show(own)
  }

  leave(from: Announcer): void {
    const own = this.#own.get(from)
    if (own === undefined) return
    this.#own.delete(from)
    this.#end(own)
  }

  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]()
  }

  #isOwn(from: Announcer, id: number, bytes: Uint8Array): boolean {
    const own = this.#own.get(from)
    if (own?.id === id) return true
    const speaker = this.#spokenFor.get(id)
    if (speaker === undefined) return !isNull(bytes)
    // Back on a new connection with the id of before. Once it has an id, only a fresh one replaces it.
    const isFree = [...this.#own.values()].every((shown) => shown.id !== id)
    return speaker === from.user.participantId && own === undefined && isFree && !isNull(bytes)
  }

  #speak(from: Announcer, id: number, bytes: Uint8Array): void {
    if (bytes.byteLength > stateBytesMax) throw new WireError('too-large')
    const state = stateOf(bytes)
    const own = this.#own.get(from)
    if (own !== undefined && own.id !== id) this.#end(own)
    const shown = own?.id === id ? own : { id, clock: 0, state: null, entry: nothing }
    shown.state = state === null ? null : stamped(state, from)
    this.#own.set(from, shown)
    this.#remember(id, from.user.participantId)
    this.#show(shown)
  }

  #remember(id: number, participantId: ParticipantId): void {
    this.#spokenFor.delete(id)
    this.#spokenFor.set(id, participantId)
    const [oldest] = this.#spokenFor.keys()
    if (this.#spokenFor.size > idsRememberedMax && oldest !== undefined) this.#spokenFor.delete(oldest)
  }

  #end(shown: Shown): void {
    shown.state = null
    this.#show(shown)
  }

  #show(shown: Shown): void {
    shown.clock = Math.max(shown.clock + 1, Math.floor(this.#clock.now() / showEveryMs))
    shown.entry = entryOf(shown)
    this.#changed.set(shown.id, shown)
    const waitMs = this.#shownAt + showEveryMs - this.#clock.now()
    this.#timer ??= this.#clock.after(Math.max(0, waitMs), () => this.#flush())
  }

  #flush(): void {
    this.#timer = null
    this.#shownAt = this.#clock.now()
    const changed = this.#changed
    this.#changed = new Map()
    const forAll = awarenessFrame([...changed.values()])
    for (const to of this.#audience()) {
      const own = this.#own.get(to)
      if (own === undefined || !changed.has(own.id)) to.showPresence(forAll)
      else if (changed.size > 1) {
        // Its own state, stamped and with another clock, would come back as someone else's word.
        to.showPresence(awarenessFrame([...changed.values()].filter(({ id }) => id !== own.id)))
      }
    }
  }
}

function stamped(state: object, from: Announcer): string {
  return JSON.stringify({ ...state, user: from.user })
}

function entryOf({ id, clock, state }: Shown): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, id)
  encoding.writeVarUint(encoder, clock)
  encoding.writeVarString(encoder, state ?? 'null')
  return encoding.toUint8Array(encoder)
}

function awarenessFrame(shown: readonly Shown[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, shown.length)
  for (const { entry } of shown) encoding.writeUint8Array(encoder, entry)
  return writeFrame({ type: 'awareness', entries: encoding.toUint8Array(encoder) })
}

/** States stay bytes here: of hundreds of echoed ones only the sender's own is ever read. */
function readEntries(bytes: Uint8Array): { readonly id: number; readonly bytes: Uint8Array }[] {
  if (bytes.byteLength > frameBytesMax) throw new WireError('too-large')
  const decoder = decoding.createDecoder(bytes)
  const entries: { id: number; bytes: Uint8Array }[] = []
  try {
    const count = decoding.readVarUint(decoder)
    for (let at = 0; at < count; at += 1) {
      const id = decoding.readVarUint(decoder)
      decoding.readVarUint(decoder)
      const length = decoding.readVarUint(decoder)
      if (length > decoder.arr.byteLength - decoder.pos) throw new WireError('truncated')
      entries.push({ id, bytes: decoding.readUint8Array(decoder, length) })
    }
  } catch (cause) {
    throw cause instanceof WireError ? cause : new WireError('malformed', { cause })
  }
  if (decoding.hasContent(decoder)) throw new WireError('trailing-bytes')
  return entries
}

function stateOf(bytes: Uint8Array): object | null {
  let state: unknown
  try {
    state = JSON.parse(textOf(bytes))
  } catch (cause) {
    throw new WireError('malformed', { cause })
  }
  if (state === null || isObject(state)) return state
  throw new WireError('malformed')
}

/** lib0 reads text with its length in front. */
function textOf(bytes: Uint8Array): string {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint8Array(encoder, bytes)
  return decoding.readVarString(decoding.createDecoder(encoding.toUint8Array(encoder)))
}

function isNull(bytes: Uint8Array): boolean {
  return bytes.byteLength === 4 && textOf(bytes) === 'null'
}
