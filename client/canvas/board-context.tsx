/** What the shapes on a canvas need to know of the board around them. */
import { createContext, useContext } from 'react'
import type { ParticipantId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import type { SessionKind } from '../../shared/session/session.ts'
import { canvasWords, type CanvasWord } from './words/canvas-words.ts'

export interface BoardContext {
  /** What this person reads: the words of the interface. */
  readonly language: Language
  /** What the board is in, for everyone who looks at it: all that a template says, and the words of kinds. */
  readonly boardLanguage: Language
  readonly sessionKind: SessionKind | null
  /** First name of an author; null for somebody we don't know. */
  readonly nameOf: (id: ParticipantId) => string | null
}

const Context = createContext<BoardContext>({
  language: 'nl',
  boardLanguage: 'nl',
  sessionKind: null,
  nameOf: () => null,
})

export const BoardContextProvider = Context.Provider

export function useBoardContext(): BoardContext {
  return useContext(Context)
}

/** Words of ours that lie on the board itself. */
export function useBoardWords(): (word: CanvasWord) => string {
  const { boardLanguage } = useBoardContext()
  return (word) => canvasWords[word][boardLanguage]
}

export function useCanvasWords(): (word: CanvasWord) => string {
  const { language } = useBoardContext()
  return (word) => canvasWords[word][language]
}
