/** The line to the worker: questions go out in order, each gets its own answer or a StoreError. */
import { Worker } from 'node:worker_threads'
import { StoreError, type Log } from '../../core/ports.ts'
import { errorFrom } from './faults.ts'
import type { Answer, Ask, Opened, Read, Write } from './messages.ts'

const workerScript = new URL('./worker.ts', import.meta.url)

type Question = Write | Read | { readonly type: 'close' }

export interface LineOptions {
  readonly dataDir: string
  readonly log: Log
  readonly maxPages?: number
}

type LineState =
  | { readonly is: 'open' }
  | { readonly is: 'closing'; readonly done: Promise<void> }
  /** The worker is gone; nothing more will be answered. */
  | { readonly is: 'dead'; readonly cause: unknown }

export class Line implements AsyncDisposable {
  readonly #worker: Worker
  readonly #log: Log
  readonly #pending = new Map<number, PromiseWithResolvers<unknown>>()
  readonly #gone = Promise.withResolvers<void>()
  #state: LineState = { is: 'open' }
  #lastId = 0

  private constructor(worker: Worker, log: Log) {
    this.#worker = worker
    this.#log = log
    worker.on('message', (answer: Answer) => this.#hear(answer))
    worker.on('error', (cause) => this.#lose(cause))
    worker.on('exit', () => this.#lose(new Error('the store worker has ended')))
  }

  static async open({ dataDir, log, maxPages }: LineOptions, script = workerScript): Promise<Line> {
    const worker = new Worker(script, {
      workerData: { dataDir, maxPages: maxPages ?? null },
      // All it needs is in its data. Under `node --watch` the environment would make it report what
      // it imports, as messages of its own before ours.
      env: {},
    })
    const first = Promise.withResolvers<Opened>()
    worker.once('message', first.resolve)
    worker.once('error', first.reject)
    const opened = await first.promise.catch((cause: unknown) => {
      throw new StoreError('unavailable', { cause })
    })
    if (!opened.opened) {
      await worker.terminate()
      throw errorFrom(opened.failure)
    }
    const { version, migratedFrom } = opened
    // A new database is no news.
    if (migratedFrom > 0 && migratedFrom < version)
      log.info('store.migrated', { from: migratedFrom, to: version })
    return new Line(worker, log)
  }

  ask(question: Question, moved: readonly ArrayBuffer[] = []): Promise<unknown> {
    if (this.#state.is !== 'open') {
      const cause = this.#state.is === 'dead' ? this.#state.cause : new Error('the store is closed')
      return Promise.reject(new StoreError('unavailable', { cause }))
    }
    return this.#send(question, moved)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#state.is === 'open') {
      this.#state = { is: 'closing', done: this.#close() }
    }
    if (this.#state.is === 'closing') await this.#state.done
  }

  async #close(): Promise<void> {
    await this.#send({ type: 'close' }, [])
    await this.#gone.promise
  }

  #send(question: Question, moved: readonly ArrayBuffer[]): Promise<unknown> {
    this.#lastId += 1
    const ask: Ask = { id: this.#lastId, ...question }
    const answer = Promise.withResolvers<unknown>()
    this.#pending.set(ask.id, answer)
    this.#worker.postMessage(ask, moved)
    return answer.promise
  }

  #hear(answer: Answer): void {
    const asker = this.#pending.get(answer.id)
    this.#pending.delete(answer.id)
    if (answer.ok) asker?.resolve(answer.value)
    else asker?.reject(errorFrom(answer.failure))
  }

  /** What was asked may or may not have been stored: only an answer says so. */
  #lose(cause: unknown): void {
    if (this.#state.is === 'open') this.#log.error('store.worker-lost', { error: cause })
    if (this.#state.is !== 'dead') this.#state = { is: 'dead', cause }
    for (const asker of this.#pending.values()) asker.reject(new StoreError('unavailable', { cause }))
    this.#pending.clear()
    this.#gone.resolve()
  }
}
