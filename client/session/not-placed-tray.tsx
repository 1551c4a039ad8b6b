import { useId, useState } from 'react'
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
      {words.length > 0 && <WordsTray words={words} onDismiss={link.dismiss} />}
    </>
  )
}

interface WordsTrayProps {
  readonly words: readonly NotPlaced[]
  readonly onDismiss: (key: number) => void
}

/** Can be folded away without throwing anything out: on a phone it covers the board. */
export function WordsTray({ words, onDismiss }: WordsTrayProps) {
  const { say } = useText()
  const titleId = useId()
  const listId = useId()
  const [isFolded, setFolded] = useState(false)
  return (
    <section className="tray" aria-labelledby={titleId}>
      <div className="tray-head">
        <h2 id={titleId}>{say('tray.title')}</h2>
        <Button
          look="quiet"
          aria-expanded={!isFolded}
          aria-controls={listId}
          onClick={() => setFolded(!isFolded)}
        >
          {isFolded ? say('tray.unfold', { count: words.length }) : say('tray.fold')}
        </Button>
      </div>
      {!isFolded && <p className="small">{say('tray.hint')}</p>}
      <ul id={listId} className="tray-list" hidden={isFolded}>
        {words.map((one) => (
          <NotPlacedWords key={one.key} words={one} onDismiss={() => onDismiss(one.key)} />
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
