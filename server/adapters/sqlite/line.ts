/**
 * The line to the worker: questions go out in order, each gets its own answer or a StoreError. A worker
 * that is lost takes with it what it was asked; another is begun, and until it has opened every question
 * fails. One that answered nothing is begun again only when someone asks: it would die for ever.
 */
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
  | { readonly is: 'open'; readonly worker: Worker }
  | { readonly is: 'opening'; readonly cause: unknown; readonly done: Promise<void> }
  | { readonly is: 'lost'; readonly cause: unknown }
  | { readonly is: 'closed'; readonly done: Promise<void> }

export class Line implements AsyncDisposable {
  readonly #options: LineOptions
  readonly #script: URL
  readonly #pending = new Map<number, PromiseWithResolvers<unknown>>()
  #state: LineState
  #lastId = 0
  #hasAnswered = false

  private constructor(options: LineOptions, script: URL, worker: Worker) {
    this.#options = options
    this.#script = script
    this.#state = { is: 'open', worker }
    this.#listen(worker)
  }

  static async open(options: LineOptions, script = workerScript): Promise<Line> {
    const worker = await begin(options, script)
    return new Line(options, script, worker)
  }

  ask(question: Question, moved: readonly ArrayBuffer[] = []): Promise<unknown> {
    if (this.#state.is === 'open') return this.#send(this.#state.worker, question, moved)
    if (this.#state.is === 'lost') this.#openAgain(this.#state.cause)
    const cause = 'cause' in this.#state ? this.#state.cause : new Error('the store is closed')
    return Promise.reject(new StoreError('unavailable', { cause }))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const state = this.#state
    if (state.is !== 'closed') this.#state = { is: 'closed', done: this.#close(state) }
    if (this.#state.is === 'closed') await this.#state.done
  }

  async #close(state: LineState): Promise<void> {
    if (state.is === 'opening') await state.done
    if (state.is !== 'open') return
    const gone = new Promise((resolve) => state.worker.once('exit', resolve))
    await this.#send(state.worker, { type: 'close' }, []).catch(() => {})
    await gone
  }

  #send(worker: Worker, question: Question, moved: readonly ArrayBuffer[]): Promise<unknown> {
    this.#lastId += 1
    const ask: Ask = { id: this.#lastId, ...question }
    const answer = Promise.withResolvers<unknown>()
    this.#pending.set(ask.id, answer)
    worker.postMessage(ask, moved)
    return answer.promise
  }

  #listen(worker: Worker): void {
    worker.on('message', (answer: Answer) => this.#hear(answer))
    worker.on('error', (cause) => this.#lose(worker, cause))
    worker.on('exit', () => {
      this.#lose(worker, new Error('the store worker has ended'))
      // Only now has it let go of the folder.
      if (this.#state.is === 'lost' && this.#hasAnswered) this.#openAgain(this.#state.cause)
    })
  }

  #hear(answer: Answer): void {
    this.#hasAnswered = true
    const asker = this.#pending.get(answer.id)
    this.#pending.delete(answer.id)
    if (answer.ok) asker?.resolve(answer.value)
    else asker?.reject(errorFrom(answer.failure))
  }

  /** What was asked may or may not have been stored: only an answer says so. */
  #lose(worker: Worker, cause: unknown): void {
    for (const asker of this.#pending.values()) asker.reject(new StoreError('unavailable', { cause }))
    this.#pending.clear()
    if (this.#state.is !== 'open' || this.#state.worker !== worker) return
    this.#options.log.error('store.worker-lost', { error: cause })
    this.#state = { is: 'lost', cause }
  }

  #openAgain(cause: unknown): void {
    this.#state = { is: 'opening', cause, done: this.#begun() }
  }

  async #begun(): Promise<void> {
    try {
      const worker = await begin(this.#options, this.#script)
      // Closed meanwhile: nothing was asked of this one.
      if (this.#state.is === 'closed') return void (await worker.terminate())
      this.#hasAnswered = false
      this.#state = { is: 'open', worker }
      this.#listen(worker)
      this.#options.log.info('store.worker-back')
    } catch (cause) {
      if (this.#state.is === 'opening') this.#state = { is: 'lost', cause }
    }
  }
}

/** Rejects with StoreError when the worker can't open its database. */
async function begin({ dataDir, log, maxPages }: LineOptions, script: URL): Promise<Worker> {
  const worker = new Worker(script, {
    workerData: { dataDir, maxPages: maxPages ?? null },
    // All it needs is in its data. Under `node --watch` the environment would make it report what
    // it imports, as messages of its own before ours.
    env: {},
  })
  const first = Promise.withResolvers<Opened>()
  worker.once('message', first.resolve)
  worker.once('error', first.reject)
  worker.once('exit', first.reject)
  const opened = await first.promise.catch((cause: unknown) => {
    throw new StoreError('unavailable', { cause })
  })
  worker.off('error', first.reject).off('exit', first.reject)
  if (!opened.opened) {
    await worker.terminate()
    throw errorFrom(opened.failure)
  }
  const { version, migratedFrom } = opened
  // A new database is no news.
  if (migratedFrom > 0 && migratedFrom < version)
    log.info('store.migrated', { from: migratedFrom, to: version })
  return worker
}
