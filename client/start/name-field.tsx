import type { ClientProblemCode } from '../browser/ask.ts'
import { problemKey } from '../text/problem.ts'
import { useText } from '../text/text.ts'
import { TextField } from '../ui/field.tsx'

interface NameFieldProps {
  readonly name: string
  readonly problem: ClientProblemCode | null
  readonly defaultValue?: string
}

export function NameField({ name, problem, defaultValue }: NameFieldProps) {
  const { say } = useText()
  return (
    <TextField
      label={say('name.label')}
      hint={say('name.hint')}
      name={name}
      autoComplete="given-name"
      autoCapitalize="words"
      spellCheck={false}
      defaultValue={defaultValue}
      error={problem === null ? undefined : say(problemKey(problem))}
    />
  )
}
