/**
 * What this person wants of the others on this board: to see their cursors or not, and whose view to
 * go along with; and whether single letters are keys. The bar and the menu set it, the canvas obeys
 * it. What is chosen once, cursors and keys, is kept on this device.
 */
import { type Role, leads } from '../../shared/session/role.ts'

export interface Followed {
  readonly participantId: string
  readonly name: string
}

export interface CompanyState {
  readonly followed: Followed | null
  /** Null: as the role has it. */
  readonly cursors: boolean | null
  /** Whether a letter alone does something, as N writes a note. Null: as the role has it. */
  readonly keys: boolean | null
}

export interface CompanyMemory {
  get(key: string): string | null
  set(key: string, value: string): void
}

const keptAs = { cursors: 'leerbord.cursors', keys: 'leerbord.keys' } as const
type Switch = keyof typeof keptAs

export class Company {
  readonly #memory: CompanyMemory
  readonly #listeners = new Set<() => void>()
  #state: CompanyState

  constructor(memory: CompanyMemory) {
    this.#memory = memory
    this.#state = { followed: null, cursors: this.#chosen('cursors'), keys: this.#chosen('keys') }
  }

  // Arrow functions: they are handed to useSyncExternalStore as they are.
  readonly state = (): CompanyState => this.#state
  readonly subscribe = (heard: () => void): (() => void) => {
    this.#listeners.add(heard)
    return () => {
      this.#listeners.delete(heard)
    }
  }

  follow({ participantId, name }: Followed): void {
    this.#become({ ...this.#state, followed: { participantId, name } })
  }

  stopFollowing(): void {
    if (this.#state.followed !== null) this.#become({ ...this.#state, followed: null })
  }

  showCursors(isShown: boolean): void {
    this.#choose('cursors', isShown)
  }

  takeKeys(isUsed: boolean): void {
    this.#choose('keys', isUsed)
  }

  #chosen(which: Switch): boolean | null {
    const kept = this.#memory.get(keptAs[which])
    return kept === 'on' ? true : kept === 'off' ? false : null
  }

  #choose(which: Switch, isOn: boolean): void {
    this.#memory.set(keptAs[which], isOn ? 'on' : 'off')
    this.#become({ ...this.#state, [which]: isOn })
  }

  #become(state: CompanyState): void {
    this.#state = state
    for (const heard of this.#listeners) heard()
  }
}

/** Moving cursors help who leads and distract who writes. */
export function seesCursors({ cursors }: CompanyState, role: Role): boolean {
  return cursors ?? leads(role)
}

/** A letter typed by accident must not do anything to who came to write. */
export function usesKeys({ keys }: CompanyState, role: Role): boolean {
  return keys ?? leads(role)
}
