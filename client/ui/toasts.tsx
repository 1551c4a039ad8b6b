import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useText } from '../text/text.ts'
import { Button } from './button.tsx'
import { type Toast, type ToastMore, toastStaysMs, withoutPassing, withToast } from './toast.ts'
import './toasts.css'

export interface Toasts {
  readonly shown: readonly Toast[]
  readonly show: (text: string, more?: ToastMore) => void
  readonly dismiss: (id: number) => void
  /** Something else is done now. */
  readonly pass: () => void
  readonly clear: () => void
}

export function useToasts(): Toasts {
  const [shown, setShown] = useState<readonly Toast[]>([])
  const lastId = useRef(0)
  const show = useCallback((text: string, more: ToastMore = {}) => {
    lastId.current += 1
    const toast = { id: lastId.current, text, ...more }
    setShown((before) => withToast(before, toast))
  }, [])
  const dismiss = useCallback(
    (id: number) => setShown((before) => before.filter((toast) => toast.id !== id)),
    [],
  )
  const pass = useCallback(() => setShown(withoutPassing), [])
  const clear = useCallback(() => setShown([]), [])
  return useMemo(() => ({ shown, show, dismiss, pass, clear }), [shown, show, dismiss, pass, clear])
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
  const [isHeld, setHeld] = useState(false)
  useEffect(() => {
    if (isHeld) return undefined
    const timer = setTimeout(() => onDismiss(id), toastStaysMs(toast))
    return () => clearTimeout(timer)
  }, [id, toast, isHeld, onDismiss])
  return (
    <div
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
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
