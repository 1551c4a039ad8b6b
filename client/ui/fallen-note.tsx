/** A small board that a note fell off: something is not where one looked for it. */
export function FallenNote() {
  return (
    <svg className="fallen-note" viewBox="0 0 136 88" aria-hidden="true" focusable="false">
      <rect
        x="2"
        y="2"
        width="116"
        height="68"
        rx="8"
        fill="var(--board)"
        stroke="var(--wood)"
        strokeWidth="4"
      />
      <rect x="18" y="24" width="22" height="22" rx="3" fill="var(--note-yellow)" />
      <rect x="49" y="24" width="22" height="22" rx="3" fill="var(--note-blue)" />
      <rect
        x="81"
        y="25"
        width="20"
        height="20"
        rx="3"
        fill="none"
        stroke="var(--chalk-soft)"
        strokeWidth="1.5"
        strokeDasharray="3 3"
      />
      <rect
        x="96"
        y="58"
        width="24"
        height="24"
        rx="3"
        fill="var(--note-green)"
        stroke="var(--paper)"
        strokeWidth="2"
        transform="rotate(19 108 70)"
      />
    </svg>
  )
}
