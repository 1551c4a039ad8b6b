import { useId } from 'react'
import type { Role } from '../../../shared/session/role.ts'
import { type TextKey, useText } from '../../text/text.ts'
import { type Company, seesCursors, usesKeys } from '../../company/company.ts'
import { useCompany } from './use-company.ts'

interface SwitchesProps {
  readonly company: Company
  readonly role: Role
}

/** Whether this person sees where others point; kept on this device. */
export function CursorsSwitch({ company, role }: SwitchesProps) {
  const isOn = seesCursors(useCompany(company), role)
  return (
    <Switch
      label="cursors.label"
      hint="cursors.hint"
      isOn={isOn}
      onChange={(isShown) => company.showCursors(isShown)}
    />
  )
}

/** Whether a letter alone does something on the board; kept on this device. */
export function KeysSwitch({ company, role }: SwitchesProps) {
  const isOn = usesKeys(useCompany(company), role)
  return (
    <Switch label="keys.label" hint="keys.hint" isOn={isOn} onChange={(isUsed) => company.takeKeys(isUsed)} />
  )
}

interface SwitchProps {
  readonly label: TextKey
  readonly hint: TextKey
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}

function Switch({ label, hint, isOn, onChange }: SwitchProps) {
  const { say } = useText()
  const hintId = useId()
  return (
    <label className="tick">
      <input
        type="checkbox"
        role="switch"
        checked={isOn}
        aria-describedby={hintId}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        <span>{say(label)}</span>
        <span id={hintId} className="soft small cursors-hint">
          {say(hint)}
        </span>
      </span>
    </label>
  )
}
