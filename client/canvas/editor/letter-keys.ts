/**
 * Keys of one letter, for who wants them. Whoever speaks to their device, or leans on a key, would
 * set off things that they never asked for; keys held with Ctrl or Cmd do that to nobody.
 */
import type { Editor } from 'tldraw'

/** Stops letters, digits and signs alone before the editor takes them for a command; returns the way back. */
export function holdLetterKeys(editor: Editor, areUsed: () => boolean): () => void {
  const view = editor.getContainer().ownerDocument.defaultView ?? window
  const onKey = (event: KeyboardEvent): void => {
    if (isLetterAlone(event) && !areUsed() && !takesLetters(event.target)) event.stopImmediatePropagation()
  }
  // The first to hear of a key, before the editor and its shortcuts.
  view.addEventListener('keydown', onKey, true)
  return () => view.removeEventListener('keydown', onKey, true)
}

/** A key that gives a sign, but for the space, which presses what has the focus and pans. */
export function isLetterAlone({ key, ctrlKey, metaKey, altKey }: Pressed): boolean {
  return /^.$/u.test(key) && key !== ' ' && !ctrlKey && !metaKey && !altKey
}

export type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>

/** Where one writes, and in a menu or a list, letters are what they are everywhere. */
function takesLetters(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  return target.closest('input, textarea, select, [contenteditable="true"], [role="menu"]') !== null
}

/** What is said of a key leaves out the ones that do nothing. */
export function withoutLetters(kbd: string): string {
  return kbd
    .split(',')
    .filter((one) => !/^(shift\+)?[!-~]$/.test(one))
    .join(',')
}
