import { type ReactNode, useRef } from 'react'
import { newIdempotencyKey } from '../browser/chance.ts'

interface OnceFormProps {
  /** The same key for as long as nothing is changed: sent again after a lost answer, it makes no second thing. */
  readonly onSend: (form: HTMLFormElement, onceKey: string) => void
  readonly children: ReactNode
}

/** A form that makes something. We say ourselves what is wrong in it, in our own words. */
export function OnceForm({ onSend, children }: OnceFormProps) {
  const onceKey = useRef(newIdempotencyKey())
  return (
    <form
      className="form"
      noValidate
      onSubmit={(submitted) => {
        submitted.preventDefault()
        onSend(submitted.currentTarget, onceKey.current)
      }}
      onChange={() => (onceKey.current = newIdempotencyKey())}
    >
      {children}
    </form>
  )
}
