import { useText } from '../text/text.ts'
import { ExampleButton } from './example-button.tsx'
import { KnownList } from './known-list.tsx'
import type { Known } from './use-known.ts'
import './start.css'

const zones = ['fact', 'experience', 'emotion', 'idea'] as const

/**
 * The board itself, with what it is for written on it. Someone new sees it at work; who was here
 * before finds on it where they were.
 */
export function Hero({ known }: { readonly known: Known }) {
  const { say } = useText()
  return (
    <div className="hero" data-known={known.isExpected || undefined}>
      <div className="hero-words">
        <h1>{say('start.heading')}</h1>
        <p className="hero-what">{say('start.what')}</p>
        <ExampleButton look={known.isExpected ? 'plain' : 'main'} />
        <p className="hero-promise">{say('demo.promise')}</p>
      </div>
      {known.isExpected ? <KnownList known={known} /> : <SmallBoard />}
    </div>
  )
}

/** A board in small, for the eye alone. */
function SmallBoard() {
  const { say } = useText()
  return (
    <div className="hero-board" aria-hidden="true">
      {zones.map((zone) => (
        <div key={zone} className="hero-zone">
          <span className="hero-title">{say(`hero.zone.${zone}`)}</span>
          <span className="hero-note" data-note={zone}>
            {say(`hero.${zone}`)}
          </span>
        </div>
      ))}
    </div>
  )
}
