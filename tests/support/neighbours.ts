/**
 * Two healthy people at a board beside whatever a test does to it: one writes, the other must see it.
 * How long that takes is printed, before and during; that it arrives is what counts.
 */
import type * as Y from 'yjs'
import { recordsOf, writeDiff } from '../../shared/board/layout.ts'
import { note, people } from './room-world.ts'
import { until, type Sockets } from './sockets.ts'

type Provider = Awaited<ReturnType<Sockets['provider']>>

export class Neighbours {
  readonly piet: Provider
  readonly noor: Provider
  #made = 0

  private constructor(piet: Provider, noor: Provider) {
    this.piet = piet
    this.noor = noor
  }

  static async at(sockets: Sockets): Promise<Neighbours> {
    return new Neighbours(await sockets.provider('piet'), await sockets.provider('noor'))
  }

  /** Noor writes so many notes one after the other, and Piet sees each; how long they took. */
  async talk(times = 10): Promise<number[]> {
    const took: number[] = []
    for (let at = 0; at < times; at += 1) {
      this.#made += 1
      const made = note(`note-talk-${this.#made}`, `gewoon verder ${this.#made}`, people.noor)
      const start = performance.now()
      this.noor.doc.transact(() => writeDiff(recordsOf(this.noor.doc), null, made))
      await until(this.piet, () => recordsOf(this.piet.doc).has(made.id))
      took.push(performance.now() - start)
    }
    return took
  }

  /** What they have written to each other, all of it, still on one line each. */
  get isUndisturbed(): boolean {
    const all = (doc: Y.Doc) =>
      [...recordsOf(doc).keys()].filter((id) => id.startsWith('shape:note-talk-')).length
    const isConnected = this.piet.provider.wsconnected && this.noor.provider.wsconnected
    return isConnected && all(this.piet.doc) === this.#made && all(this.noor.doc) === this.#made
  }
}

export function printLatency(what: string, before: readonly number[], during: readonly number[]): void {
  const middle = (times: readonly number[]) =>
    times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN
  const most = (times: readonly number[]) => Math.max(...times)
  process.stdout.write(
    `${what}: a note arrives in ${middle(before).toFixed(1)} ms (at most ${most(before).toFixed(1)}) before, ${middle(during).toFixed(1)} ms (at most ${most(during).toFixed(1)}) during\n`,
  )
}
