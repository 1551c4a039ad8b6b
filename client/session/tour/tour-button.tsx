import type { Role } from '../../../shared/session/role.ts'
import { useText } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import type { Session } from '../session-page.tsx'

interface TourButtonProps {
  readonly session: Session
  readonly role: Role
  readonly onStart: () => void
  /** Of the menu that this button is in. */
  readonly onClose: () => void
}

/** Shows around once more. */
export function TourButton({ session, role, onStart, onClose }: TourButtonProps) {
  const { say } = useText()
  if (role === 'observer' || session.status === 'recorded') return null
  return (
    <Button
      look="quiet"
      onClick={() => {
        onClose()
        onStart()
      }}
    >
      {say('tour.open')}
    </Button>
  )
}
