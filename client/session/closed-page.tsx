import { useState } from 'react'
import type { ClientProblem } from '../browser/ask.ts'
import { ProblemPage } from '../ui/problem-page.tsx'
import { traysAt } from './closed-board.ts'
import { WordsTray } from './not-placed-tray.tsx'
import type { Place } from './opened-boards.ts'
import './notices.css'

interface ClosedPageProps {
  readonly place: Place
  readonly problem: ClientProblem
  readonly onRetry: () => void
}

/** There is no board to show; words that were written on it and never saved are here to copy. */
export function ClosedPage({ place, problem, onRetry }: ClosedPageProps) {
  const [trays] = useState(() => traysAt(place, problem.code))
  const [, setRound] = useState(0)
  return (
    <ProblemPage problem={problem} onRetry={onRetry}>
      {trays
        .filter((tray) => tray.words.length > 0)
        .map((tray) => (
          <WordsTray
            key={trays.indexOf(tray)}
            words={tray.words}
            onDismiss={(key) => {
              tray.remove(key)
              setRound((round) => round + 1)
            }}
          />
        ))}
    </ProblemPage>
  )
}
