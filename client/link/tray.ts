/**
 * Words that were not saved and that nobody else has seen: refused by the server, or left behind when
 * it closed the line for good. They stay for this person on this board until taken out, also when the
 * tab loads again or shows another board meanwhile.
 */
import * as z from 'zod/mini'
import type { LostWords } from './touched.ts'

export interface NotPlaced extends LostWords {
  readonly key: number
  /** Why: the code of a refusal, or `not-saved`. */
  readonly code: string
}

/** Where the words lie between two loads of the page; null when there are none, or it keeps nothing. */
export interface TrayMemory {
  read(): string | null
  write(kept: string | null): void
}

const keptSchema = z.array(
  z.object({ key: z.number(), code: z.string(), recordId: z.string(), text: z.string() }),
)

export class Tray {
  readonly #memory: TrayMemory
  #words: readonly NotPlaced[]

  constructor(memory: TrayMemory) {
    this.#memory = memory
    this.#words = this.#kept() ?? []
  }

  /** The same array until something changes. */
  get words(): readonly NotPlaced[] {
    return this.#words
  }

  /** False when there are words that would go with the page. */
  get isKept(): boolean {
    return this.#words.length === 0 || this.#kept() !== null
  }

  add(lost: readonly LostWords[], code: string): void {
    if (lost.length === 0) return
    // A link that was left and is still saving may have put words in the same memory.
    const before = this.#kept() ?? this.#words
    // Kept over a reload, the same words may come here twice.
    const more = lost.filter((one) => !before.some((kept) => isSame(kept, one)))
    if (more.length === 0 && before === this.#words) return
    const first = Math.max(0, ...before.map(({ key }) => key)) + 1
    this.#become([...before, ...more.map((words, at) => ({ ...words, code, key: first + at }))])
  }

  remove(key: number): void {
    this.#become((this.#kept() ?? this.#words).filter((one) => one.key !== key))
  }

  #become(words: readonly NotPlaced[]): void {
    this.#words = words
    this.#memory.write(words.length === 0 ? null : JSON.stringify(words))
  }

  #kept(): readonly NotPlaced[] | null {
    const kept = this.#memory.read()
    if (kept === null) return null
    try {
      const parsed = keptSchema.safeParse(JSON.parse(kept))
      return parsed.success ? parsed.data : null
    } catch {
      // Not ours: as good as none.
      return null
    }
  }
}

function isSame(a: LostWords, b: LostWords): boolean {
  return a.recordId === b.recordId && a.text === b.text
}
