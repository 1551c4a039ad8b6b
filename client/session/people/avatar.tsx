import { leads, type Role } from '../../../shared/session/role.ts'
import type { Face } from '../../company/faces.ts'

declare module 'react' {
  interface CSSProperties {
    '--person'?: string
  }
}

interface AvatarProps {
  readonly face: Face
  readonly role: Role
}

/** Letters on a person's colour, with a star for who leads and an eye for who looks on. Says nothing itself. */
export function Avatar({ face, role }: AvatarProps) {
  return (
    <span className="avatar" data-role={role} style={{ '--person': face.colour }} aria-hidden="true">
      <span className="avatar-letters">{face.letters}</span>
      {leads(role) && (
        <svg className="avatar-badge" viewBox="0 0 20 20" width="16" height="16" fill="currentColor">
          <path d="m10 2.6 2.3 4.7 5.1.7-3.7 3.6.9 5.1-4.6-2.4-4.6 2.4.9-5.1L2.6 8l5.1-.7z" />
        </svg>
      )}
      {role === 'observer' && (
        <svg className="avatar-badge" viewBox="0 0 20 20" width="16" height="16" fill="none">
          <path
            d="M2.6 10C5 6.4 7.4 5 10 5s5 1.4 7.4 5c-2.4 3.6-4.8 5-7.4 5s-5-1.4-7.4-5Z"
            stroke="currentColor"
            strokeWidth="1.8"
          />
          <circle cx="10" cy="10" r="2.4" fill="currentColor" />
        </svg>
      )}
    </span>
  )
}
