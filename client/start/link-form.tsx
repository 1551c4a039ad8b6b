import { type FormEvent, useState } from 'react'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { textOf } from './form-values.ts'
import { keyIn } from './join-key.ts'

/** For who got a link in another way than by tapping it. */
export function LinkForm({ onKey }: { readonly onKey: (key: string) => void }) {
  const { say } = useText()
  const [error, setError] = useState<string | undefined>(undefined)

  const submit = (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault()
    const pasted = textOf(new FormData(submitted.currentTarget), 'link')
    const key = keyIn(pasted)
    if (key !== null) return onKey(key)
    setError(say(pasted === '' ? 'link.empty' : 'link.unreadable'))
  }
  return (
    <form className="form" noValidate onSubmit={submit}>
      <TextField
        label={say('link.label')}
        hint={say('link.hint')}
        name="link"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        inputMode="url"
        error={error}
      />
      <Button type="submit">{say('link.submit')}</Button>
    </form>
  )
}
