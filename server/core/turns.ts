/** Lets works with the same name run one after the other, in the order of asking; others run beside them. */
export class Turns {
  readonly #last = new Map<string, Promise<void>>()

  async take<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(name) ?? Promise.resolve()
    const { promise: over, resolve: end } = Promise.withResolvers<void>()
    const mine = before.then(() => over)
    this.#last.set(name, mine)
    await before
    try {
      return await work()
    } finally {
      end()
      // Only the last in line takes the name away; a later one has put its own promise there.
      if (this.#last.get(name) === mine) this.#last.delete(name)
    }
  }
}
