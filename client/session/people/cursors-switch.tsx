import { useId } from 'react'
import type { Role } from '../../../shared/session/role.ts'
import { useText } from '../../text/text.ts'
import { type Company, seesCursors } from '../../company/company.ts'
import { useCompany } from './use-company.ts'

/** Whether this person sees where others point; kept on this device. */
export function CursorsSwitch({ company, role }: { readonly company: Company; readonly role: Role }) {
  const { say } = useText()
  const state = useCompany(company)
  const hintId = useId()
  return (
    <label className="tick">
      <input
        type="checkbox"
        role="switch"
        checked={seesCursors(state, role)}
        aria-describedby={hintId}
        onChange={(event) => company.showCursors(event.target.checked)}
      />
      <span>
        <span>{say('cursors.label')}</span>
        <span id={hintId} className="soft small cursors-hint">
          {say('cursors.hint')}
        </span>
      </span>
    </label>
  )
}
