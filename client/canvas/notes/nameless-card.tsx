import { useId, useRef, useState } from 'react'
import { ask } from '../../browser/ask.ts'
import { newIdempotencyKey } from '../../browser/chance.ts'
import type { BoardId } from '../../../shared/ids.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useCanvasWords } from '../board-context.tsx'
import type { CanvasWord } from '../words/canvas-words.ts'
import type { NamelessCard as Card } from './nameless-desk.ts'
import { keepNoteKey } from './nameless-keys.ts'

/** One thought fits on this; more is accepted. */
const softLength = 140
const hardLength = 2000

interface NamelessCardProps {
  readonly boardId: BoardId
  readonly card: Card
  readonly onClose: () => void
}

/**
 * The card on which a nameless note is written. The words go to the server by HTTP and never through
 * this page's doc: a Yjs update names the client that wrote it.
 */
export function NamelessCard({ boardId, card, onClose }: NamelessCardProps) {
  const say = useCanvasWords()
  const [text, setText] = useState(card.text)
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<CanvasWord | null>(null)
  // The same card sent twice (a bad line, two taps) makes one note.
  const onceKey = useRef(newIdempotencyKey())
  const fieldId = useId()
  const promiseId = useId()
  const troubleId = useId()

  const run = async (
    send: () => Promise<{ readonly ok: true } | { readonly ok: false; readonly code: string }>,
  ) => {
    setBusy(true)
    setTrouble(null)
    const sent = await send()
    setBusy(false)
    if (sent.ok) onClose()
    else setTrouble(sent.code === 'offline' ? 'namelessOffline' : 'namelessRefused')
  }
  const submit = () => {
    if (text.trim() === '') {
      setTrouble('namelessEmpty')
      return
    }
    void run(() => sendCard(boardId, card, text.trim(), onceKey.current))
  }

  return (
    <Dialog title={card.type === 'new' ? card.title : say('namelessTitle')} onClose={onClose} holdsWords>
      <form
        className="nameless-card"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <label htmlFor={fieldId}>{say('namelessField')}</label>
        <textarea
          id={fieldId}
          // The person asked for this card to write on it.
          autoFocus
          onFocus={(event) => event.target.setSelectionRange(text.length, text.length)}
          rows={5}
          maxLength={hardLength}
          value={text}
          aria-describedby={`${promiseId} ${troubleId}`}
          onChange={(event) => {
            setText(event.target.value)
            setTrouble(null)
            onceKey.current = newIdempotencyKey()
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
          }}
        />
        <p id={promiseId} className="nameless-promise">
          {say(card.type === 'own' ? 'namelessMine' : 'namelessPromise')}
        </p>
        <p id={troubleId} className="nameless-trouble" role="status">
          {trouble !== null ? say(trouble) : text.length > softLength ? say('soft') : ''}
        </p>
        <div className="button-row">
          <Button type="submit" look="main" isBusy={isBusy}>
            {say(card.type === 'new' ? 'namelessPlace' : 'namelessSave')}
          </Button>
          {card.type === 'own' && (
            <Button look="quiet-stop" isBusy={isBusy} onClick={() => void run(() => withdraw(boardId, card))}>
              {say('namelessWithdraw')}
            </Button>
          )}
          <Button look="quiet" onClick={onClose}>
            {say('namelessCancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

type Sent = { readonly ok: true } | { readonly ok: false; readonly code: string }

async function sendCard(boardId: BoardId, card: Card, text: string, onceKey: string): Promise<Sent> {
  if (card.type === 'own') {
    const { noteId, noteKey } = card
    const changed = await ask('changeNote', { params: { boardId, noteId }, body: { text }, noteKey })
    return changed.ok ? { ok: true } : { ok: false, code: changed.problem.code }
  }
  const written = await ask('newNote', {
    params: { boardId },
    body: { zone: card.zone, text, attribution: 'nameless' },
    idempotencyKey: onceKey,
  })
  if (!written.ok) return { ok: false, code: written.problem.code }
  const { noteId, noteKey } = written.value
  if (noteKey !== undefined) keepNoteKey(boardId, noteId, noteKey)
  return { ok: true }
}

async function withdraw(boardId: BoardId, card: Extract<Card, { type: 'own' }>): Promise<Sent> {
  const { noteId, noteKey } = card
  const gone = await ask('withdrawNote', { params: { boardId, noteId }, noteKey })
  if (!gone.ok) return { ok: false, code: gone.problem.code }
  keepNoteKey(boardId, noteId, null)
  return { ok: true }
}
