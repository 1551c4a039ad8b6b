/** A small board in a wooden frame, an L in chalk, a note. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="var(--wood)" />
      <rect x="3" y="3" width="26" height="26" rx="4" fill="var(--board)" />
      <path
        d="M8 9v13h7"
        fill="none"
        stroke="var(--chalk)"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <rect
        x="16.5"
        y="9"
        width="9"
        height="9"
        rx="1"
        fill="var(--note-yellow)"
        transform="rotate(8 21 13.5)"
      />
    </svg>
  )
}
