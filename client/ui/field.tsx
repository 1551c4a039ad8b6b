import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, useId } from 'react'
import { useText } from '../text/text.ts'

interface Around {
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
  readonly isOptional?: boolean
}

type TextFieldProps = Around & Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'className'>
type SelectFieldProps = Around & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id' | 'className'>

export function TextField({ label, hint, error, isOptional, ...input }: TextFieldProps) {
  const ids = useFieldIds(hint, error)
  return (
    <FieldFrame ids={ids} label={label} hint={hint} error={error} isOptional={isOptional}>
      <input
        {...input}
        id={ids.control}
        aria-describedby={ids.describedBy}
        aria-invalid={error === undefined ? undefined : true}
      />
    </FieldFrame>
  )
}

export function SelectField({ label, hint, error, isOptional, children, ...select }: SelectFieldProps) {
  const ids = useFieldIds(hint, error)
  return (
    <FieldFrame ids={ids} label={label} hint={hint} error={error} isOptional={isOptional}>
      <select
        {...select}
        id={ids.control}
        aria-describedby={ids.describedBy}
        aria-invalid={error === undefined ? undefined : true}
      >
        {children}
      </select>
    </FieldFrame>
  )
}

interface FieldIds {
  readonly control: string
  readonly hint: string
  readonly error: string
  readonly describedBy: string | undefined
}

function useFieldIds(hint: string | undefined, error: string | undefined): FieldIds {
  const id = useId()
  const ids = [error === undefined ? null : `${id}-error`, hint === undefined ? null : `${id}-hint`]
  const described = ids.filter((part) => part !== null).join(' ')
  return {
    control: id,
    hint: `${id}-hint`,
    error: `${id}-error`,
    describedBy: described === '' ? undefined : described,
  }
}

interface FieldFrameProps {
  readonly ids: FieldIds
  readonly label: string
  readonly hint: string | undefined
  readonly error: string | undefined
  readonly isOptional: boolean | undefined
  readonly children: ReactNode
}

function FieldFrame({ ids, label, hint, error, isOptional, children }: FieldFrameProps) {
  const { say } = useText()
  return (
    <div className="field">
      <label htmlFor={ids.control}>
        {label} {isOptional === true && <span className="optional">{say('field.optional')}</span>}
      </label>
      {hint !== undefined && (
        <p className="hint" id={ids.hint}>
          {hint}
        </p>
      )}
      {children}
      {error !== undefined && (
        <p className="error" id={ids.error}>
          {error}
        </p>
      )}
    </div>
  )
}
