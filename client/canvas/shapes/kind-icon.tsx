import type { CSSProperties } from 'react'
import { kindLooks } from '../../../shared/board/kinds.ts'
import type { NoteKind } from '../../../shared/board/vocabulary.ts'
import { useBoardContext } from '../board-context.tsx'

interface KindIconProps {
  readonly kind: NoteKind
  readonly style?: CSSProperties
}

/** The sign of a kind, with its word for whoever points at it. */
export function KindIcon({ kind, style }: KindIconProps) {
  const { boardLanguage } = useBoardContext()
  const look = kindLooks[kind]
  const label = look.label[boardLanguage]
  return (
    <svg className="kind-icon" viewBox="0 0 24 24" role="img" aria-label={label} style={style}>
      <title>{label}</title>
      <path
        d={look.icon}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
