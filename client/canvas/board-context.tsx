/** What the shapes on a canvas need to know of the board around them. */
import { createContext, useContext } from 'react'
import type { ParticipantId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import type { SessionKind } from '../../shared/session/session.ts'
import { canvasWords, type CanvasWord } from './words/canvas-words.ts'

export interface BoardContext {
  readonly language: Language
  readonly sessionKind: SessionKind | null
  /** First name of an author; null for somebody we don't know. */
  readonly nameOf: (id: ParticipantId) => string | null
}

const Context = createContext<BoardContext>({ language: 'nl', sessionKind: null, nameOf: () => null })

export const BoardContextProvider = Context.Provider

export function useBoardContext(): BoardContext {
  return useContext(Context)
}

export function useCanvasWords(): (word: CanvasWord) => string {
  const { language } = useBoardContext()
  return (word) => canvasWords[word][language]
}
