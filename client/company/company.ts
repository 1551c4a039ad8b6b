/**
 * What this person wants of the others on this board: to see their cursors or not, and whose view to
 * go along with. The bar and the menu set it, the canvas obeys it. Whether cursors are seen is kept on
 * this device.
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
}

export interface CompanyMemory {
  get(key: string): string | null
  set(key: string, value: string): void
}

const keptAs = 'leerbord.cursors'

export class Company {
  readonly #memory: CompanyMemory
  readonly #listeners = new Set<() => void>()
  #state: CompanyState

  constructor(memory: CompanyMemory) {
    this.#memory = memory
    const kept = memory.get(keptAs)
    this.#state = { followed: null, cursors: kept === 'on' ? true : kept === 'off' ? false : null }
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
    this.#memory.set(keptAs, isShown ? 'on' : 'off')
    this.#become({ ...this.#state, cursors: isShown })
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
