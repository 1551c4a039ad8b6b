import { type FormEvent, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { AnswerOf, BodyOf } from '../../shared/wire/calls.ts'
import { ask, type ClientProblemCode } from '../browser/ask.ts'
import { newIdempotencyKey } from '../browser/chance.ts'
import { focusField } from '../browser/focus-field.ts'
import { forgetAllPages } from '../browser/kept-page.ts'
import { useSend } from '../browser/use-send.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Notice, ProblemNotice } from '../ui/notice.tsx'
import { firstPlace } from './first-place.ts'
import { nameProblem, perspectiveOf, textOf } from './form-values.ts'
import { keepKey } from './join-key.ts'
import { NameField } from './name-field.tsx'
import { PerspectiveField } from './perspective-field.tsx'

interface JoinCardProps {
  readonly joinKey: string
  readonly invitation: AnswerOf<'invitation'>
}

/** Who comes in: someone new, someone this device knows, or someone with a link of their own. */
export function JoinCard({ joinKey, invitation }: JoinCardProps) {
  const { say } = useText()
  const { isBusy, problem, join } = useJoin(joinKey)
  const [isSomeoneElse, setSomeoneElse] = useState(false)
  const { me, personal, title } = invitation

  return (
    <div className="card">
      <div className="page-title">
        <p className="soft">{say('join.to')}</p>
        <h1>{title}</h1>
        <p>
          <span className="tag">{say(`role.${invitation.role}`)}</span>
        </p>
      </div>
      <ProblemNotice problem={problem} />
      {personal !== null ? (
        <KnownPerson
          sentence={say('join.personal', { name: personal.name })}
          button={say('join.continueAs', { name: personal.name })}
          isBusy={isBusy}
          onContinue={() => join({})}
        />
      ) : me !== null && !isSomeoneElse ? (
        <>
          <KnownPerson
            sentence={say('join.youAre', { name: me.name })}
            button={say('join.continueAs', { name: me.name })}
            isBusy={isBusy}
            onContinue={() => join({})}
          />
          <Button look="quiet" onClick={() => setSomeoneElse(true)}>
            {say('join.someoneElse')}
          </Button>
        </>
      ) : (
        <>
          {me !== null && (
            <Notice tone="sun">
              <p>{say('join.someoneElseMeans', { name: me.name })}</p>
            </Notice>
          )}
          <NewPerson
            isBusy={isBusy}
            onJoin={(person) => join(me === null ? person : { ...person, asSomeoneElse: true })}
          />
        </>
      )}
    </div>
  )
}

function useJoin(joinKey: string) {
  const [, go] = useLocation()
  const sending = useSend()
  // The key of what was sent last: sent again it is the same request, changed it is another.
  const sent = useRef({ json: '', idempotencyKey: '' })
  const join = (person: Omit<BodyOf<'join'>, 'key'>) => {
    const body = { ...person, key: joinKey }
    const json = JSON.stringify(body)
    if (sent.current.json !== json) sent.current = { json, idempotencyKey: newIdempotencyKey() }
    const { idempotencyKey } = sent.current
    const joinThenFind = async () => {
      const answer = await ask('join', { body, idempotencyKey })
      if (!answer.ok) return answer
      await forgetAllPages()
      return { ok: true as const, value: await firstPlace(answer.value.trajectoryId, answer.value.role) }
    }
    sending.send(joinThenFind, (place) => {
      keepKey(null)
      go(place, { replace: true })
    })
  }
  return { isBusy: sending.isBusy, problem: sending.problem, join }
}

interface KnownPersonProps {
  readonly sentence: string
  readonly button: string
  readonly isBusy: boolean
  readonly onContinue: () => void
}

function KnownPerson({ sentence, button, isBusy, onContinue }: KnownPersonProps) {
  return (
    <>
      <p>{sentence}</p>
      <Button look="main" isBusy={isBusy} onClick={onContinue}>
        {button}
      </Button>
    </>
  )
}

interface NewPersonProps {
  readonly isBusy: boolean
  readonly onJoin: (person: Omit<BodyOf<'join'>, 'key'>) => void
}

function NewPerson({ isBusy, onJoin }: NewPersonProps) {
  const { say } = useText()
  const [wrong, setWrong] = useState<ClientProblemCode | null>(null)

  const submit = (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault()
    const form = new FormData(submitted.currentTarget)
    const name = textOf(form, 'name')
    const found = nameProblem(name)
    setWrong(found)
    if (found === null) onJoin({ name, perspective: perspectiveOf(form, 'perspective') })
    else focusField(submitted.currentTarget, 'name')
  }
  return (
    <form className="form" noValidate onSubmit={submit}>
      <NameField name="name" problem={wrong} />
      <PerspectiveField name="perspective" />
      <p className="soft small">{say('join.promise')}</p>
      <Button type="submit" look="main" isBusy={isBusy}>
        {say('join.submit')}
      </Button>
    </form>
  )
}
