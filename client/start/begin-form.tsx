import { useState } from 'react'
import { useLocation } from 'wouter'
import { type Language, languages } from '../../shared/language.ts'
import { ask, type ClientProblemCode } from '../browser/ask.ts'
import { focusField } from '../browser/focus-field.ts'
import { forgetAllPages } from '../browser/kept-page.ts'
import { useSend } from '../browser/use-send.ts'
import { problemKey } from '../text/problem.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { ProblemNotice } from '../ui/notice.tsx'
import { OnceForm } from '../ui/once-form.tsx'
import { nameProblem, perspectiveOf, textOf, titleProblem } from './form-values.ts'
import { NameField } from './name-field.tsx'
import { PerspectiveField } from './perspective-field.tsx'

interface Wrong {
  readonly title: ClientProblemCode | null
  readonly name: ClientProblemCode | null
}

export function BeginForm() {
  const { say, language } = useText()
  const [, go] = useLocation()
  const sending = useSend()
  const [wrong, setWrong] = useState<Wrong>({ title: null, name: null })

  const submit = (element: HTMLFormElement, idempotencyKey: string) => {
    const form = new FormData(element)
    const [title, name] = [textOf(form, 'title'), textOf(form, 'name')]
    const found: Wrong = { title: titleProblem(title), name: nameProblem(name) }
    setWrong(found)
    if (found.title !== null || found.name !== null) {
      focusField(element, found.title === null ? 'name' : 'title')
      return
    }
    const perspective = perspectiveOf(form, 'perspective')
    const spoken = languageOf(textOf(form, 'language'))
    const body = { title, name, perspective, language: spoken }
    sending.send(
      () => ask('start', { body, idempotencyKey }),
      (started) => void forgetAllPages().then(() => go(`/t/${started.trajectoryId}`)),
    )
  }

  return (
    <OnceForm onSend={submit}>
      <TextField
        label={say('begin.title')}
        hint={say('begin.titleHint')}
        name="title"
        autoComplete="off"
        error={wrong.title === null ? undefined : say(problemKey(wrong.title))}
      />
      <NameField name="name" problem={wrong.name} />
      <PerspectiveField name="perspective" />
      <SelectField key={language} label={say('begin.language')} name="language" defaultValue={language}>
        {languages.map((each) => (
          <option key={each} value={each}>
            {say(`language.${each}`)}
          </option>
        ))}
      </SelectField>
      <ProblemNotice problem={sending.problem} />
      <Button type="submit" look="main" isBusy={sending.isBusy}>
        {say('begin.submit')}
      </Button>
    </OnceForm>
  )
}

function languageOf(chosen: string): Language {
  return languages.find((language) => language === chosen) ?? 'nl'
}
