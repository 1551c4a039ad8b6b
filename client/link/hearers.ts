/** Who wants to hear of something, in the order in which they came. */
export class Hearers<T extends readonly unknown[] = []> {
  readonly #all = new Set<(...what: T) => void>()

  /** Returns the way out. An arrow function: it is handed on as it is. */
  readonly add = (heard: (...what: T) => void): (() => void) => {
    this.#all.add(heard)
    return () => {
      this.#all.delete(heard)
    }
  }

  tell(...what: T): void {
    for (const heard of this.#all) heard(...what)
  }
}
