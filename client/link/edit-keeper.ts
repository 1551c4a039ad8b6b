/** Where unsaved work lies while it is not on the server's disk: the port, and what lies there. */
import type { TouchedEntries } from './touched.ts'

/** The unsaved work of one page on one board. */
export interface KeptEdits {
  /** Of the page that wrote them; another page of the same person has another. */
  readonly key: string
  readonly participantId: string
  readonly boardId: string
  readonly epoch: number
  /** Another one at each writing. */
  readonly stamp: string
  readonly writtenAt: number
  /** The whole doc as one update. */
  readonly update: Uint8Array
  readonly touched: TouchedEntries
}

export type WhoseEdits = Pick<KeptEdits, 'participantId' | 'boardId'>

/** Every promise is refused when this device keeps nothing. */
export interface EditKeeper {
  /** All of this person on this board. */
  read(participantId: string, boardId: string): Promise<readonly KeptEdits[]>
  /** In the place of what lay under the same key. */
  write(edits: KeptEdits): Promise<void>
  /** Only when the stamp is still this one. */
  erase(key: string, stamp: string): Promise<void>
  /** What was last written before this moment, of whomever: nobody came back for it, but who is here now did. */
  eraseBefore(at: number, spare: WhoseEdits): Promise<void>
}
