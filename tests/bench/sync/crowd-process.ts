/** The bench's side of one process of clients. */
import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Counted, Order, Report } from './crowd-words.ts'

type Answer<T extends Report['type']> = Extract<Report, { type: T }>

export class CrowdProcess implements AsyncDisposable {
  readonly #child: ChildProcess
  readonly #ended: Promise<void>

  constructor() {
    this.#child = fork(fileURLToPath(new URL('crowd.ts', import.meta.url)), {
      execArgv: ['--max-old-space-size=2048'],
    })
    this.#ended = new Promise((resolve) => void this.#child.once('close', () => resolve()))
  }

  async come(order: Omit<Extract<Order, { type: 'come' }>, 'type'>): Promise<void> {
    await this.#ask({ type: 'come', ...order }, 'ready')
  }
  go(): void {
    this.#child.send({ type: 'go' })
  }
  async count(): Promise<Counted> {
    return (await this.#ask({ type: 'count' }, 'counted')).counted
  }
  async stop(): Promise<Answer<'stopped'>['seen']> {
    return (await this.#ask({ type: 'stop' }, 'stopped')).seen
  }

  async #ask<T extends Report['type']>(order: Order, type: T): Promise<Answer<T>> {
    const answer = new Promise<Answer<T>>((resolve, reject) => {
      const listen = (report: Report): void => {
        if (report.type !== type) return
        this.#child.off('message', listen)
        resolve(report as Answer<T>)
      }
      this.#child.on('message', listen)
      void this.#ended.then(() => reject(new Error('the process of clients ended')))
    })
    this.#child.send(order)
    return answer
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#ended
  }
}
