import { useText } from '../text/text.ts'

export function Loading() {
  const { say } = useText()
  return (
    <div className="loading" role="status">
      <svg viewBox="0 0 56 32" aria-hidden="true">
        <rect x="2" y="12" width="14" height="14" rx="2" fill="var(--note-yellow)" />
        <rect x="21" y="12" width="14" height="14" rx="2" fill="var(--note-blue)" />
        <rect x="40" y="12" width="14" height="14" rx="2" fill="var(--note-green)" />
      </svg>
      <p>{say('page.loading')}</p>
    </div>
  )
}
