import { useCallback, useEffect, useMemo, useState } from 'react'
import { useText } from '../text/text.ts'
import { Button } from './button.tsx'
import './toasts.css'

export interface Toast {
  readonly id: number
  readonly text: string
  readonly action?: { readonly text: string; readonly run: () => void }
}

export interface Toasts {
  readonly shown: readonly Toast[]
  readonly show: (text: string, action?: Toast['action']) => void
  readonly dismiss: (id: number) => void
  readonly clear: () => void
}

const mostShown = 3
const shownForMs = 10_000

/** A message with a button stays until someone closes it: nobody chooses against a clock. */
export function useToasts(): Toasts {
  const [shown, setShown] = useState<readonly Toast[]>([])
  const show = useCallback((text: string, action?: Toast['action']) => {
    setShown((before) => {
      const id = (before.at(-1)?.id ?? 0) + 1
      const toast: Toast = action === undefined ? { id, text } : { id, text, action }
      return [...before, toast].slice(-mostShown)
    })
  }, [])
  const dismiss = useCallback(
    (id: number) => setShown((before) => before.filter((toast) => toast.id !== id)),
    [],
  )
  const clear = useCallback(() => setShown([]), [])
  return useMemo(() => ({ shown, show, dismiss, clear }), [shown, show, dismiss, clear])
}

export function ToastList({ toasts }: { readonly toasts: Toasts }) {
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} onDismiss={toasts.dismiss} />
      ))}
    </div>
  )
}

function ToastCard({
  toast,
  onDismiss,
}: {
  readonly toast: Toast
  readonly onDismiss: (id: number) => void
}) {
  const { say } = useText()
  const { id, text, action } = toast
  useEffect(() => {
    if (action !== undefined) return undefined
    const timer = setTimeout(() => onDismiss(id), shownForMs)
    return () => clearTimeout(timer)
  }, [id, action, onDismiss])
  return (
    <div className="toast">
      <p>{text}</p>
      {action !== undefined && (
        <Button
          onClick={() => {
            onDismiss(id)
            action.run()
          }}
        >
          {action.text}
        </Button>
      )}
      <button type="button" className="toast-close" onClick={() => onDismiss(id)}>
        <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
          <path d="m4 4 12 12M16 4 4 16" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />
        </svg>
        <span className="hidden-text">{say('toast.close')}</span>
      </button>
    </div>
  )
}
