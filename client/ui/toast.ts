/** A short message over the page, sometimes with something to do about it. */
export interface Toast {
  readonly id: number
  readonly text: string
  readonly action?: { readonly text: string; readonly run: () => void }
  /** Of what is about one thing only the latest is shown. */
  readonly about?: 'template'
  /** It speaks of what was done last: it goes when something else is done. */
  readonly isPassing?: boolean
}
export type ToastMore = Omit<Toast, 'id' | 'text'>

const mostShown = 3

/**
 * One more message. It takes the place of one that says the same, or is about the same: two messages
 * with equal buttons could not be told apart, and the later one is about what happened last.
 */
export function withToast(before: readonly Toast[], toast: Toast): readonly Toast[] {
  const others = before.filter(
    ({ text, about }) => text !== toast.text && (about === undefined || about !== toast.about),
  )
  return [...others, toast].slice(-mostShown)
}

/** What stays when somebody goes on with something else. */
export function withoutPassing(before: readonly Toast[]): readonly Toast[] {
  return before.some(({ isPassing }) => isPassing) ? before.filter(({ isPassing }) => !isPassing) : before
}

/** How long a message stays while nobody points at it or holds it in focus; with a button there is more to decide. */
export function toastStaysMs(toast: Toast): number {
  return toast.action === undefined ? 10_000 : 60_000
}
