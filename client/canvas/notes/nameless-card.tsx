import { useId, useState } from 'react'
import { ask, type ClientProblemCode } from '../../browser/ask.ts'
import { mixed, newIdempotencyKey } from '../../browser/chance.ts'
import type { BoardId, NoteId } from '../../../shared/ids.ts'
import { problemKey } from '../../text/problem.ts'
import { useText } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useBoardContext, useCanvasWords } from '../board-context.tsx'
import type { CanvasWord } from '../words/canvas-words.ts'
import type { NamelessCard as Card, NamelessDesk } from './nameless-desk.ts'
import {
  linesIn,
  notUnderway,
  sendDraft,
  sendLines,
  type Draft,
  type NamelessCalls,
} from './nameless-draft.ts'
import { keepNoteKey } from './nameless-keys.ts'
import { isOnlyPicture } from './pasted-picture.ts'

/** One thought fits on this; more is accepted. */
const softLength = 140
/** What the server takes; the words stay on the card. */
const hardLength = 4000

interface NamelessCardProps {
  readonly desk: NamelessDesk
  readonly card: Card
  readonly onClose: () => void
}

type Trouble =
  | { readonly by: 'canvas'; readonly word: CanvasWord }
  | { readonly by: 'server'; readonly code: ClientProblemCode }

/**
 * The card on which a nameless note is written. The words go to the server by HTTP and never through
 * this page's doc: a Yjs update names the client that wrote it. Words that were not sent come back
 * when the card is opened again.
 */
export function NamelessCard({ desk, card, onClose }: NamelessCardProps) {
  const say = useCanvasWords()
  const { boardLanguage } = useBoardContext()
  const { say: sayOfPages } = useText()
  const [draft, setDraft] = useState(() => desk.draftOf(card))
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [isPlaced, setPlaced] = useState(false)
  /** The card opened on words of before, which nobody may take for their own new ones. */
  const [isKept, setKept] = useState(
    card.type === 'new' && draft.underway.type === 'none' && draft.text !== '' && draft.text !== card.text,
  )
  const fieldId = useId()
  const promiseId = useId()
  const troubleId = useId()
  const { boardId } = desk
  const { text } = draft
  const lines = card.type === 'new' ? linesIn(text) : []
  const isMany = lines.length > 1
  /** Several lines that came from elsewhere are meant as a note each; what is typed here as one. */
  const isEachMeant = isMany && linesIn(card.text).length > 1

  const write = (written: Draft) => {
    setDraft(written)
    desk.keep(card, written)
  }
  const fail = (code: ClientProblemCode) => {
    setBusy(false)
    setTrouble(code === 'offline' ? { by: 'canvas', word: 'namelessOffline' } : { by: 'server', code })
  }
  const done = () => {
    desk.drop(card)
    onClose()
  }
  /** The next note on the same card. */
  const next = () => {
    desk.drop(card)
    setDraft({ text: '', underway: notUnderway })
    setKept(false)
    setBusy(false)
    setPlaced(true)
  }
  const submit = async (after: 'close' | 'next', isEach = isEachMeant) => {
    if (isBusy) return
    if (text.trim() === '') {
      setTrouble({ by: 'canvas', word: 'namelessEmpty' })
      return
    }
    if ((isEach ? lines : [text.trim()]).some((words) => words.length > hardLength)) {
      setTrouble({ by: 'canvas', word: 'namelessTooLong' })
      return
    }
    setBusy(true)
    setTrouble(null)
    let noteId: NoteId | null = null
    const calls = callsFor(boardId, card, (id) => {
      noteId = id
    })
    let unsent = text
    const sent = isEach
      ? await sendLines(draft, mixed(lines), calls, (left) => {
          unsent = left.text
          write(left)
        })
      : await sendDraft({ ...draft, text: text.trim() }, calls)
    if (sent.ok) {
      const goesOn = after === 'next'
      if (goesOn) next()
      else done()
      if (card.type === 'new') desk.tellPlaced({ zone: card.zone, noteId, goesOn })
      return
    }
    write({ text: unsent, underway: sent.underway })
    fail(sent.code)
  }
  const takeAway = async (own: Extract<Card, { type: 'own' }>) => {
    setBusy(true)
    setTrouble(null)
    const { noteId, noteKey } = own
    const gone = await ask('withdrawNote', { params: { boardId, noteId }, noteKey })
    if (!gone.ok) return fail(gone.problem.code)
    keepNoteKey(boardId, noteId, null)
    done()
  }
  const beginEmpty = () => {
    desk.forget(card)
    setDraft({ text: '', underway: notUnderway })
    setKept(false)
    document.getElementById(fieldId)?.focus()
  }
  const cancel = () => {
    desk.forget(card)
    onClose()
  }

  const remark = (): string => {
    if (isPlaced) return say('namelessPlaced')
    const longest = isEachMeant ? Math.max(...lines.map((line) => line.length)) : text.length
    if (longest > hardLength) return say('namelessTooLong')
    return longest > softLength && !isMany ? say('soft') : ''
  }
  const each = say('namelessEach').replace('{n}', String(lines.length))
  const told = (what: Trouble) => (what.by === 'canvas' ? say(what.word) : sayOfPages(problemKey(what.code)))

  return (
    <Dialog
      title={card.type === 'new' ? card.title : say('namelessTitle')}
      titleLanguage={card.type === 'new' ? boardLanguage : undefined}
      // What is being sent would be on the board and here.
      onClose={isBusy ? () => {} : onClose}
      holdsWords
    >
      <form
        className="nameless-card"
        onSubmit={(event) => {
          event.preventDefault()
          void submit('close')
        }}
      >
        {isKept && (
          <div className="nameless-kept" role="status">
            <p>{say('namelessKept')}</p>
            <Button onClick={beginEmpty}>{say('namelessBeginEmpty')}</Button>
          </div>
        )}
        <label htmlFor={fieldId}>{say('namelessField')}</label>
        <textarea
          id={fieldId}
          // The person asked for this card to write on it.
          autoFocus
          onFocus={(event) => event.target.setSelectionRange(text.length, text.length)}
          rows={5}
          readOnly={isBusy}
          value={text}
          aria-describedby={`${promiseId} ${troubleId}`}
          onChange={(event) => {
            write({ ...draft, text: event.target.value })
            setTrouble(null)
            setPlaced(false)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
            void submit(card.type === 'new' ? 'next' : 'close')
          }}
          onPaste={({ clipboardData }) => {
            if (isOnlyPicture(clipboardData)) setTrouble({ by: 'canvas', word: 'pictureNotNameless' })
          }}
        />
        <p id={promiseId} className="nameless-promise">
          {say(card.type === 'own' ? 'namelessMine' : 'namelessPromise')}
        </p>
        <p
          id={troubleId}
          className={trouble === null && isPlaced ? 'nameless-placed' : 'nameless-trouble'}
          role="status"
        >
          {trouble === null ? remark() : told(trouble)}
        </p>
        <div className="button-row">
          <Button type="submit" look="main" isBusy={isBusy}>
            {isEachMeant ? each : say(card.type === 'new' ? 'namelessPlace' : 'namelessSave')}
          </Button>
          {isMany && (
            <Button isBusy={isBusy} onClick={() => void submit('close', !isEachMeant)}>
              {isEachMeant ? say('namelessAsOne') : each}
            </Button>
          )}
          {card.type === 'own' && (
            <Button look="quiet-stop" isBusy={isBusy} onClick={() => void takeAway(card)}>
              {say('namelessWithdraw')}
            </Button>
          )}
          <Button look="quiet" onClick={cancel}>
            {say('namelessCancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function callsFor(boardId: BoardId, card: Card, onKey: (noteId: NoteId) => void): NamelessCalls {
  return {
    place: (text, onceKey) =>
      ask('newNote', {
        params: { boardId },
        body: { zone: card.type === 'new' ? card.zone : '', text, attribution: 'nameless' },
        idempotencyKey: onceKey,
      }),
    change: (noteId, noteKey, text) =>
      ask('changeNote', { params: { boardId, noteId }, body: { text }, noteKey }),
    keepKey: (noteId, noteKey) => {
      keepNoteKey(boardId, noteId, noteKey)
      onKey(noteId)
    },
    newKey: newIdempotencyKey,
  }
}
