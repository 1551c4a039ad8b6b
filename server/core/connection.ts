/**
 * One socket in one room: who is behind it, what of it is saved, and how much it can take. Knows
 * bytes and frames, nothing of docs. A reader that can't keep up gets nothing more until it has
 * drained; the room then brings it up to date in one frame. Memory for one reader is bounded.
 */
import type { Actor } from '../../shared/session/role.ts'
import type { CloseReason } from '../../shared/wire/close-codes.ts'
import type { Down, RefusalCode } from '../../shared/wire/control.ts'
import { writeFrame } from '../../shared/wire/frames.ts'
import type { ParticipantRow } from './ports.ts'
import type { Announcer } from './presence.ts'

/** The socket as the core sees it. */
export interface Wire {
  send(frame: Uint8Array): void
  close(reason: CloseReason): void
  /** Bytes given to `send` that have not left yet. */
  bufferedBytes(): number
}

export const behindBytes = 1024 * 1024
const drainedBytes = 64 * 1024
const presenceBytesMax = 256 * 1024
const tooSlowBytes = 8 * 1024 * 1024
const tooSlowMs = 30_000

/** Where a reader stands: nothing asked yet, getting every frame, or waiting to drain since then. */
type Reading =
  | { readonly state: 'before-sync' }
  | { readonly state: 'live' }
  | { readonly state: 'behind'; readonly since: number; readonly knows: Uint8Array }
  | { readonly state: 'catching-up' }

export class Connection implements Announcer {
  participant: ParticipantRow
  readonly #wire: Wire
  readonly #onClose: (connection: Connection) => void
  #reading: Reading = { state: 'before-sync' }
  #isClosed = false
  /** An answer to a sync that may still be on its way: a board can be larger than the bounds. */
  #answerBytes = 0
  /** Sync frames taken so far, and those of them that are not on disk, in order. */
  #received = 0
  #savedUpTo = 0
  readonly #unsaved = new Set<number>()
  #refusedAt: number | null = null

  constructor(wire: Wire, participant: ParticipantRow, onClose: (connection: Connection) => void) {
    this.#wire = wire
    this.participant = participant
    this.#onClose = onClose
  }

  get actor(): Actor {
    return { participantId: this.participant.id, role: this.participant.role }
  }
  get user(): Announcer['user'] {
    const { id: participantId, name, role } = this.participant
    return { participantId, name, role }
  }
  get isClosed(): boolean {
    return this.#isClosed
  }
  get hasSynced(): boolean {
    return this.#reading.state !== 'before-sync'
  }
  get isBehind(): boolean {
    return this.#reading.state === 'behind'
  }

  // ---- sending --------------------------------------------------------------------------------

  tell(down: Down): void {
    this.#send(writeFrame({ type: 'control', json: JSON.stringify(down) }))
  }

  /** A frame of the sync protocol that only this connection gets; after it, every update frame. */
  answer(frames: readonly Uint8Array[]): void {
    this.#answerBytes = frames.reduce((sum, frame) => sum + frame.byteLength, 0)
    this.#reading = { state: 'live' }
    for (const frame of frames) this.#send(frame)
  }

  send(frame: Uint8Array): void {
    this.#send(frame)
  }

  /** An update for everyone. `known` is a state vector that this reader has for sure. */
  show(frame: Uint8Array, known: Uint8Array, now: number): void {
    if (this.#reading.state !== 'live') return
    const bufferedBytes = this.#wire.bufferedBytes()
    if (bufferedBytes === 0) this.#answerBytes = 0
    if (bufferedBytes > Math.max(behindBytes, this.#answerBytes)) {
      this.#reading = { state: 'behind', since: now, knows: known }
      return
    }
    this.#send(frame)
  }

  showPresence(frame: Uint8Array): void {
    if (this.#wire.bufferedBytes() <= presenceBytesMax) this.#send(frame)
  }

  /** For a reader behind: the state vector to catch up from once it has drained; closes one that never does. */
  readyToCatchUp(now: number): Uint8Array | null {
    if (this.#reading.state !== 'behind') return null
    if (this.#wire.bufferedBytes() <= drainedBytes) {
      const { knows } = this.#reading
      this.#reading = { state: 'catching-up' }
      return knows
    }
    if (now - this.#reading.since >= tooSlowMs) this.close('tooSlow')
    return null
  }

  #send(frame: Uint8Array): void {
    if (this.#isClosed) return
    if (this.#wire.bufferedBytes() > tooSlowBytes + this.#answerBytes) return this.close('tooSlow')
    this.#wire.send(frame)
  }

  // ---- what is saved --------------------------------------------------------------------------

  /** A sync frame came in; its number on this connection, from 1. */
  countFrame(): number {
    this.#received += 1
    if (this.#refusedAt === null) this.#unsaved.add(this.#received)
    return this.#received
  }

  /** Something of it was refused: what came after that is not taken either. */
  get wasRefused(): boolean {
    return this.#refusedAt !== null
  }

  /** This frame is on disk, or had nothing to store; `tellSaved` says so. */
  markSaved(number: number): void {
    this.#unsaved.delete(number)
  }

  /** Once for all that was saved since it was told last. */
  tellSaved(): void {
    const [first] = this.#unsaved
    const upTo = (first ?? this.#refusedAt ?? this.#received + 1) - 1
    if (upTo <= this.#savedUpTo) return
    this.#savedUpTo = upTo
    this.tell({ type: 'saved', upTo })
  }

  /** A refused frame is never saved, so `saved` stops before the first one. */
  refuse(number: number, records: readonly string[], code: RefusalCode): void {
    this.#refusedAt ??= number
    this.#unsaved.delete(number)
    this.tell({ type: 'refused', records: [...records], code })
  }

  // ---- the end --------------------------------------------------------------------------------

  close(reason: CloseReason): void {
    if (this.#isClosed) return
    this.gone()
    this.#wire.close(reason)
  }

  /** The socket is gone, whoever closed it. */
  gone(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#onClose(this)
  }
}
