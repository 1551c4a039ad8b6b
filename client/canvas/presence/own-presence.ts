/**
 * Says where we are: our cursor and the part of the page we look at, a dozen times a second at most,
 * only while somebody else is there and only when it changed. Never over or at a nameless zone, nor
 * with its card open. Name and role are the server's stamp.
 */
import { react, TLPOINTER_ID, type Editor } from 'tldraw'
import type { Awareness } from 'y-protocols/awareness'
import { isSame, nothingSaid, ownState, type OwnState, type Point, type View } from './presence-state.ts'

const everyMs = 80

export interface OwnPresencePorts {
  now(): number
  after(delayMs: number, run: () => void): void
  /** True where a cursor or a view would tell who writes nameless. May read signals of the editor. */
  isHidden(point: Point): boolean
  isViewHidden(view: View): boolean
  /** The participant whose view we go along with. */
  follows(): string | null
}

export interface OwnPresence {
  /** Something that isn't the editor's has changed. */
  readonly changed: () => void
  readonly stop: () => void
}

export function sayWhereIAm(editor: Editor, awareness: Awareness, ports: OwnPresencePorts): OwnPresence {
  let said: OwnState = nothingSaid
  let hasPointed = false
  let isFirst = true
  let isWaiting = false
  let sentAt = -everyMs

  const send = (): void => {
    isWaiting = false
    if (isAlone(awareness)) return
    const pointer = editor.inputs.currentPagePoint
    const view = editor.getViewportPageBounds()
    const next = ownState(said, {
      pointer: hasPointed ? pointer : null,
      view,
      follows: ports.follows(),
      isHidden: ports.isHidden(pointer),
      isViewHidden: ports.isViewHidden(view),
      isSeen: !document.hidden,
    })
    if (isSame(said, next)) return
    sentAt = ports.now()
    said = next
    awareness.setLocalState({ ...next })
  }
  const changed = (): void => {
    if (isWaiting) return
    isWaiting = true
    ports.after(Math.max(0, sentAt + everyMs - ports.now()), send)
  }
  const stopPointer = react('own pointer', () => {
    editor.store.get(TLPOINTER_ID)
    // The first run is no movement: nobody has pointed at anything yet.
    hasPointed = !isFirst
    isFirst = false
    if (hasPointed) changed()
  })
  const stopView = react('own view', () => {
    ports.isViewHidden(editor.getViewportPageBounds())
    ports.isHidden(editor.inputs.currentPagePoint)
    changed()
  })
  // To nobody nothing was said: who comes hears it now.
  const greet = ({ added }: { readonly added: readonly number[] }): void => {
    if (added.length > 0) changed()
  }
  // In a page that nobody sees timers may sleep: what hides goes out at once.
  const hide = (): void => (document.hidden ? send() : changed())

  awareness.setLocalState({ ...said })
  awareness.on('change', greet)
  document.addEventListener('visibilitychange', hide)
  return {
    changed,
    stop: () => {
      stopPointer()
      stopView()
      awareness.off('change', greet)
      document.removeEventListener('visibilitychange', hide)
    },
  }
}

function isAlone(awareness: Awareness): boolean {
  return [...awareness.getStates().keys()].every((id) => id === awareness.clientID)
}
