import type { TrajectoryId } from '../../shared/ids.ts'
import { type Language, languages } from '../../shared/language.ts'
import { ask } from '../browser/ask.ts'
import { useSend } from '../browser/use-send.ts'
import { useText } from '../text/text.ts'
import { SelectField } from '../ui/field.tsx'
import { ProblemNotice } from '../ui/notice.tsx'

interface BoardLanguageProps {
  readonly trajectoryId: TrajectoryId
  readonly language: Language
  readonly onChanged: () => void
}

/** In which language everyone reads the templates on the boards. The interface is each person's own. */
export function BoardLanguage({ trajectoryId, language, onChanged }: BoardLanguageProps) {
  const { say } = useText()
  const sending = useSend()
  const choose = (chosen: string) => {
    const asked = languages.find((each) => each === chosen)
    if (asked === undefined) return
    const body = { language: asked }
    sending.send(() => ask('changeTrajectory', { params: { trajectoryId }, body }), onChanged)
  }
  return (
    <section className="card" aria-label={say('boardLanguage.label')}>
      <SelectField
        label={say('boardLanguage.label')}
        hint={say('boardLanguage.hint')}
        value={language}
        aria-busy={sending.isBusy}
        onChange={(changed) => choose(changed.currentTarget.value)}
      >
        {languages.map((each) => (
          <option key={each} value={each}>
            {say(`language.${each}`)}
          </option>
        ))}
      </SelectField>
      <ProblemNotice problem={sending.problem} />
    </section>
  )
}
