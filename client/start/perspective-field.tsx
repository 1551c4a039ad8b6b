import { type Perspective, perspectives } from '../../shared/session/role.ts'
import { useText } from '../text/text.ts'
import { SelectField } from '../ui/field.tsx'

interface PerspectiveFieldProps {
  readonly name: string
  readonly defaultValue?: Perspective | null
}

/** What someone brings from their own life. Always a choice to leave open. */
export function PerspectiveField({ name, defaultValue = null }: PerspectiveFieldProps) {
  const { say } = useText()
  return (
    <SelectField
      label={say('perspective.label')}
      hint={say('perspective.hint')}
      isOptional
      name={name}
      defaultValue={defaultValue ?? ''}
    >
      <option value="">{say('perspective.none')}</option>
      {perspectives.map((perspective) => (
        <option key={perspective} value={perspective}>
          {say(`perspective.${perspective}`)}
        </option>
      ))}
    </SelectField>
  )
}
