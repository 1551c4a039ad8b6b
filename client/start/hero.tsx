import { useText } from '../text/text.ts'
import './start.css'

/** The board itself, with what it is for written on it. */
export function Hero() {
  const { say } = useText()
  return (
    <div className="hero">
      <div className="hero-words">
        <h1>{say('start.heading')}</h1>
        <p>{say('start.what')}</p>
      </div>
      <div className="hero-notes" aria-hidden="true">
        <span data-note="blue">{say('hero.fact')}</span>
        <span data-note="yellow">{say('hero.experience')}</span>
        <span data-note="red">{say('hero.emotion')}</span>
        <span data-note="green">{say('hero.idea')}</span>
      </div>
    </div>
  )
}
