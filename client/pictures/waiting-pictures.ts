/**
 * The pictures of this person that are on their way to this board: kept on the device, sent up one by
 * one while there is a line, then laid on the board by whoever shows it. Knows no canvas.
 *
 * 1. A picture leaves here only when its shape is saved, or when its person throws it out.
 * 2. However often it is sent, by however many pages, it is one picture: its key goes along.
 */
import { unreachable } from '../../shared/assert.ts'
import type { StrippedImage } from '../../shared/image/image.ts'
import type { PictureId } from '../../shared/ids.ts'
import type { Answer, ClientProblemCode } from '../browser/ask.ts'
import type { KeptPicture, PictureKeeper } from './picture-keeper.ts'

export type PictureState =
  /** For its turn, or for a line. */
  | { readonly is: 'waiting' }
  /** From 0 to 1. */
  | { readonly is: 'sending'; readonly share: number }
  | { readonly is: 'sent'; readonly pictureId: PictureId }
  /** Lies on the board, and is not yet on the server's disk there. */
  | { readonly is: 'laid' }
  | { readonly is: 'failed'; readonly code: ClientProblemCode }

export interface WaitingPicture extends KeptPicture {
  readonly state: PictureState
  /** It lies on this device: a reload of the page would not lose it. */
  readonly isKept: boolean
  /** Chosen on this page, not found from before. */
  readonly isFresh: boolean
}

export interface WaitingPorts {
  readonly keeper: PictureKeeper
  readonly participantId: string
  readonly boardId: string
  send(picture: KeptPicture, progress: (share: number) => void): Promise<Answer<{ pictureId: PictureId }>>
  hasLine(): boolean
  /** True when all that this page changed on the board is on the server's disk. */
  isSaved(): boolean
  newKey(): string
  now(): number
  after(ms: number, run: () => void): void
}

const againMs = 5_000

export class WaitingPictures {
  readonly #ports: WaitingPorts
  readonly #listeners = new Set<() => void>()
  #all: readonly WaitingPicture[] = []
  #isSending = false
  #isEnded = false

  constructor(ports: WaitingPorts) {
    this.#ports = ports
    void this.#find()
  }

  /** The same array until something changes. */
  readonly all = (): readonly WaitingPicture[] => this.#all

  readonly subscribe = (heard: () => void): (() => void) => {
    this.#listeners.add(heard)
    return () => {
      this.#listeners.delete(heard)
    }
  }

  /** True while a picture would be lost with this page. */
  get holdsUnkept(): boolean {
    return this.#all.some(({ isKept }) => !isKept)
  }

  add(image: StrippedImage, middle: { readonly x: number; readonly y: number }): void {
    const { participantId, boardId } = this.#ports
    const { bytes, type, width, height } = image
    const { x, y } = middle
    const [key, writtenAt] = [this.#ports.newKey(), this.#ports.now()]
    const kept = { key, participantId, boardId, writtenAt, bytes, type, width, height, x, y }
    this.#become([...this.#all, { ...kept, state: { is: 'waiting' }, isKept: false, isFresh: true }])
    void this.#keep(kept)
    this.pump()
  }

  async #keep(picture: KeptPicture): Promise<void> {
    const { keeper } = this.#ports
    const { key } = picture
    try {
      await keeper.write(picture)
      // Gone meanwhile: then it must not lie there either.
      if (!this.#all.some((each) => each.key === key)) await keeper.erase(key)
      this.#change(key, { isKept: true })
    } catch {
      // A device that keeps nothing: the page warns before it goes, because `isKept` stays false.
    }
  }

  readonly retry = (key: string): void => {
    this.#change(key, { state: { is: 'waiting' } })
    this.pump()
  }

  readonly remove = (key: string): void => {
    this.#become(this.#all.filter((each) => each.key !== key))
    this.#ports.keeper.erase(key).catch(() => {})
  }

  /** Its shape lies on the board. */
  laid(key: string): void {
    this.#change(key, { state: { is: 'laid' } })
    this.settle()
  }

  /** For when the board's saving came further. */
  readonly settle = (): void => {
    if (!this.#ports.isSaved()) return
    for (const { key, state } of this.#all) if (state.is === 'laid') this.remove(key)
  }

  /** Sends what waits, one after the other; for when there may be a line again. */
  readonly pump = (): void => {
    if (this.#isSending || this.#isEnded || !this.#ports.hasLine()) return
    const next = this.#all.find(({ state }) => state.is === 'waiting')
    if (next === undefined) return
    this.#isSending = true
    this.#change(next.key, { state: { is: 'sending', share: 0 } })
    void this.#send(next)
  }

  async #send(picture: WaitingPicture): Promise<void> {
    const { key } = picture
    const progress = (share: number): void => this.#change(key, { state: { is: 'sending', share } })
    const answer = await this.#ports.send(picture, progress)
    this.#isSending = false
    if (answer.ok) {
      this.#change(key, { state: { is: 'sent', pictureId: answer.value.pictureId } })
      return this.pump()
    }
    const { code } = answer.problem
    const isPassing = passing.has(code)
    this.#change(key, { state: isPassing ? { is: 'waiting' } : { is: 'failed', code } })
    if (isPassing) this.#ports.after(againMs, this.pump)
    else this.pump()
  }

  /** What an earlier page left. */
  async #find(): Promise<void> {
    const { keeper, participantId, boardId } = this.#ports
    const found = await keeper.read(participantId, boardId).catch(() => [])
    const here = new Set(this.#all.map(({ key }) => key))
    const left = found.filter(({ key }) => !here.has(key))
    if (left.length === 0) return
    const waiting = left.map((kept): WaitingPicture => ({
      ...kept,
      state: { is: 'waiting' },
      isKept: true,
      isFresh: false,
    }))
    this.#become([...waiting, ...this.#all])
    this.pump()
  }

  #change(key: string, change: Partial<WaitingPicture>): void {
    if (!this.#all.some((each) => each.key === key)) return
    this.#become(this.#all.map((each) => (each.key === key ? { ...each, ...change } : each)))
  }

  #become(all: readonly WaitingPicture[]): void {
    this.#all = all
    for (const heard of this.#listeners) heard()
  }

  [Symbol.dispose](): void {
    this.#isEnded = true
  }
}

/** What time mends; of all else its person hears. */
const passing = new Set<ClientProblemCode>(['offline', 'too-many', 'store-unavailable'])

/** From 0 to 1, for who waits; null where nobody knows. */
export function shareOf(state: PictureState): number | null {
  switch (state.is) {
    case 'sending':
      return state.share
    case 'sent':
    case 'laid':
      return 1
    case 'waiting':
    case 'failed':
      return null
    default:
      return unreachable(state)
  }
}
