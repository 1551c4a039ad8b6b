/**
 * Replaying in a thread of its own, which is there while it is needed: begun by the first question,
 * ended after a quiet while. A thread that dies, or takes longer than any board does, fails what it was
 * asked and nothing else; the next question begins another.
 */
import { Worker } from 'node:worker_threads'
import { assert, must } from '../../../shared/assert.ts'
import { pack, unpack } from '../../core/packed.ts'
import {
  StoreError,
  type Clock,
  type Log,
  type Rebuilt,
  type Replayed,
  type Replayer,
} from '../../core/ports.ts'
import type { ReplayAnswer, ReplayAsk } from './messages.ts'

const workerScript = new URL('./worker.ts', import.meta.url)
const idleMs = 30_000
const patienceMs = 60_000

export interface ReplayerOptions {
  readonly clock: Clock
  readonly log: Log
}

export function openReplayer(options: ReplayerOptions, script = workerScript): Replayer {
  return new ReplayThread(options, script)
}

type Answered = Extract<ReplayAnswer, { ok: true }>

interface Asked {
  readonly answer: PromiseWithResolvers<Answered>
  readonly patience: Disposable
}

class ReplayThread implements Replayer {
  readonly #options: ReplayerOptions
  readonly #script: URL
  readonly #asked = new Map<number, Asked>()
  #worker: Worker | null = null
  #idle: Disposable | null = null
  #lastId = 0
  #isClosed = false

  constructor(options: ReplayerOptions, script: URL) {
    this.#options = options
    this.#script = script
  }

  async replay(updates: readonly Uint8Array[]): Promise<Replayed> {
    const said = await this.#ask(updates, null)
    assert('replayed' in said, 'an answer to what was asked')
    const [bytes, stateVector] = unpack(said.replayed)
    return { bytes: must(bytes, 'a document'), stateVector: must(stateVector, 'its state vector') }
  }

  async rebuild(updates: readonly Uint8Array[], epoch: number): Promise<Rebuilt | null> {
    const said = await this.#ask(updates, epoch)
    assert('rebuilt' in said, 'an answer to what was asked')
    return said.rebuilt === null ? null : { bytes: said.rebuilt.bytes, clientId: said.clientId }
  }

  async #ask(updates: readonly Uint8Array[], rebuildAs: number | null): Promise<Answered> {
    if (this.#isClosed) throw new StoreError('unavailable')
    const worker = (this.#worker ??= this.#begin())
    this.#idle?.[Symbol.dispose]()
    this.#lastId += 1
    const ask: ReplayAsk = { id: this.#lastId, updates: pack(updates), rebuildAs }
    const answer = Promise.withResolvers<Answered>()
    const patience = this.#options.clock.after(patienceMs, () =>
      this.#lose(worker, new Error('a replay that does not end')),
    )
    this.#asked.set(ask.id, { answer, patience })
    worker.postMessage(ask, [ask.updates.bytes.buffer])
    return answer.promise
  }

  #begin(): Worker {
    // All it needs comes with the question; under `node --watch` the environment would make it talk.
    const worker = new Worker(this.#script, { env: {} })
    worker.on('message', (answer: ReplayAnswer) => this.#hear(answer))
    worker.on('error', (cause) => this.#lose(worker, cause))
    worker.on('exit', () => this.#lose(worker, new Error('the replaying thread has ended')))
    // A process that has nothing else to do need not wait for it.
    worker.unref()
    return worker
  }

  #hear(said: ReplayAnswer): void {
    const asked = this.#asked.get(said.id)
    this.#asked.delete(said.id)
    asked?.patience[Symbol.dispose]()
    if (said.ok) asked?.answer.resolve(said)
    else asked?.answer.reject(new StoreError('corrupt', { cause: new Error(said.why) }))
    if (this.#asked.size === 0) this.#endLater()
  }

  #endLater(): void {
    this.#idle?.[Symbol.dispose]()
    this.#idle = this.#options.clock.after(idleMs, () => void this.#end())
  }

  async #end(): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
  }

  #lose(worker: Worker, cause: Error): void {
    if (this.#worker !== worker) return
    this.#options.log.error('replayer.lost', { error: cause })
    void this.#end()
    this.#failAll(cause)
  }

  #failAll(cause: unknown): void {
    for (const { answer, patience } of this.#asked.values()) {
      patience[Symbol.dispose]()
      answer.reject(new StoreError('unavailable', { cause }))
    }
    this.#asked.clear()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true
    this.#idle?.[Symbol.dispose]()
    this.#failAll(new Error('the replayer is closed'))
    await this.#end()
  }
}
