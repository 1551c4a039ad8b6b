/**
 * Pictures drawn lately. Drawing a full board takes a tenth of a second of the one thread that
 * everybody shares, and a record asks for the same pictures on everyone's screen.
 */
const entriesMax = 64
/** In characters: a picture of a full board has a few million. */
const lettersMax = 16_000_000

export class Pictures {
  readonly #kept = new Map<string, string>()
  #letters = 0

  get(name: string): string | null {
    const picture = this.#kept.get(name)
    if (picture === undefined) return null
    // Put last again, so that the first of the map is the one that nobody asked for longest.
    this.#kept.delete(name)
    this.#kept.set(name, picture)
    return picture
  }

  keep(name: string, picture: string): void {
    this.#drop(name)
    this.#kept.set(name, picture)
    this.#letters += picture.length
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= entriesMax && this.#letters <= lettersMax) return
      this.#drop(oldest)
    }
  }

  #drop(name: string): void {
    this.#letters -= this.#kept.get(name)?.length ?? 0
    this.#kept.delete(name)
  }
}
