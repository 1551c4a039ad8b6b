import { useCallback, useState } from 'react'
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
  show(text: string, action?: Toast['action']): void
  dismiss(id: number): void
}

const mostShown = 3

/** Messages stay until someone closes them or newer ones push them out: nobody reads against a clock. */
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
  return { shown, show, dismiss }
}

export function ToastList({ toasts }: { readonly toasts: Toasts }) {
  const { say } = useText()
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.shown.map(({ id, text, action }) => (
        <div className="toast" key={id}>
          <p>{text}</p>
          {action !== undefined && (
            <Button
              onClick={() => {
                toasts.dismiss(id)
                action.run()
              }}
            >
              {action.text}
            </Button>
          )}
          <button type="button" className="toast-close" onClick={() => toasts.dismiss(id)}>
            <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
              <path d="m4 4 12 12M16 4 4 16" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />
            </svg>
            <span className="hidden-text">{say('toast.close')}</span>
          </button>
        </div>
      ))}
    </div>
  )
}
