import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useText } from '../text/text.ts'
import { Button } from './button.tsx'
import { type Toast, toastStaysMs, withToast } from './toast.ts'
import './toasts.css'

export interface Toasts {
  readonly shown: readonly Toast[]
  readonly show: (text: string, action?: Toast['action']) => void
  readonly dismiss: (id: number) => void
  readonly clear: () => void
}

export function useToasts(): Toasts {
  const [shown, setShown] = useState<readonly Toast[]>([])
  const lastId = useRef(0)
  const show = useCallback((text: string, action?: Toast['action']) => {
    lastId.current += 1
    const id = lastId.current
    setShown((before) => withToast(before, action === undefined ? { id, text } : { id, text, action }))
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
