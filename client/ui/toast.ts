/** A short message over the page, sometimes with something to do about it. */
export interface Toast {
  readonly id: number
  readonly text: string
  readonly action?: { readonly text: string; readonly run: () => void }
}

const mostShown = 3

/**
 * One more message. It takes the place of one that says the same: two equal messages with two equal
 * buttons could not be told apart, and the later one is about what happened last.
 */
export function withToast(before: readonly Toast[], toast: Toast): readonly Toast[] {
  return [...before.filter(({ text }) => text !== toast.text), toast].slice(-mostShown)
}

/** How long a message stays while nobody points at it or holds it in focus; with a button there is more to decide. */
export function toastStaysMs(toast: Toast): number {
  return toast.action === undefined ? 10_000 : 60_000
}
