import { useState } from 'react'
import { copyText } from '../browser/clipboard.ts'
import type { Link } from '../link/link.ts'
import type { NotPlaced } from '../link/tray.ts'
import { useNotPlaced } from '../link/use-link.ts'
import { refusalKey } from '../text/problem.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'

/** Words the server didn't take. Nobody else has seen them; here they can be copied. */
export function NotPlacedTray({ link }: { readonly link: Link }) {
  const { say } = useText()
  const words = useNotPlaced(link)
  return (
    <>
      {/* It must be there before it speaks. */}
      <p className="hidden-text" role="status">
        {words.length > 0 && say('tray.news', { count: words.length })}
      </p>
      {words.length > 0 && <Tray link={link} words={words} />}
    </>
  )
}

function Tray({ link, words }: { readonly link: Link; readonly words: readonly NotPlaced[] }) {
  const { say } = useText()
  return (
    <section className="tray" aria-labelledby="not-placed">
      <h2 id="not-placed">{say('tray.title')}</h2>
      <p className="small">{say('tray.hint')}</p>
      <ul className="tray-list">
        {words.map((one) => (
          <NotPlacedWords key={one.key} words={one} onDismiss={() => link.dismiss(one.key)} />
        ))}
      </ul>
    </section>
  )
}

function NotPlacedWords({ words, onDismiss }: { readonly words: NotPlaced; readonly onDismiss: () => void }) {
  const { say } = useText()
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'failed'>('none')
  const copy = async () => setOutcome((await copyText(words.text)) ? 'copied' : 'failed')
  return (
    <li>
      <p className="tray-words">{words.text}</p>
      <p className="small soft">{say(refusalKey(words.code))}</p>
      <div className="button-row">
        <Button onClick={() => void copy()}>{say(outcome === 'copied' ? 'copy.done' : 'copy.button')}</Button>
        <Button look="quiet" onClick={onDismiss}>
          {say('tray.dismiss')}
        </Button>
      </div>
      <p className="small" role="status">
        {outcome === 'failed' && say('tray.copyFailed')}
      </p>
    </li>
  )
}
