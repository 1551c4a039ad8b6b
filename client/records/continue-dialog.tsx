import { type FormEvent, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { kindLooks } from '../../shared/board/kinds.ts'
import type { Outline, OutlineNote } from '../../shared/board/outline.ts'
import type { Language } from '../../shared/language.ts'
import type { NoteId, SnapshotId } from '../../shared/ids.ts'
import { ask } from '../browser/ask.ts'
import { newIdempotencyKey } from '../browser/chance.ts'
import { useSend } from '../browser/use-send.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ProblemNotice } from '../ui/notice.tsx'
import { chosenAtFirst, notesByHeading } from './continue-choice.ts'

interface ContinueDialogProps {
  readonly snapshotId: SnapshotId
  readonly outline: Outline
  /** What the templates are read in. */
  readonly boardLanguage: Language
  readonly onClose: () => void
}

/** Which notes go along to a new board. The old board stays as it was. */
export function ContinueDialog({ snapshotId, outline, boardLanguage, onClose }: ContinueDialogProps) {
  const { say } = useText()
  const [, go] = useLocation()
  const sending = useSend()
  const groups = notesByHeading(outline, boardLanguage, say('outline.unplaced'))
  const [chosen, setChosen] = useState<ReadonlySet<NoteId>>(() => chosenAtFirst(outline))
  const idempotencyKey = useRef(newIdempotencyKey())
  const hasEmotions = groups.some((group) => group.notes.some((note) => note.kind === 'emotion'))

  const change = (notes: readonly OutlineNote[], isChosen: boolean) => {
    idempotencyKey.current = newIdempotencyKey()
    setChosen((before) => {
      const after = new Set(before)
      for (const note of notes) {
        if (isChosen) after.add(note.id)
        else after.delete(note.id)
      }
      return after
    })
  }
  const submit = (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault()
    const body = { noteIds: [...chosen] }
    sending.send(
      () => ask('continueSnapshot', { params: { snapshotId }, body, idempotencyKey: idempotencyKey.current }),
      (made) => go(`/b/${made.boardId}`),
    )
  }

  return (
    <Dialog title={say('continue.title')} width="wide" onClose={onClose}>
      <p>{say('continue.means')}</p>
      {hasEmotions && <p className="soft">{say('continue.emotions')}</p>}
      <form className="form" onSubmit={submit}>
        <div className="choices">
          {groups.map((group) => (
            <fieldset className="choice" key={group.key}>
              <legend>{group.heading}</legend>
              {group.notes.length > 1 && (
                <div className="button-row">
                  <Button look="quiet" onClick={() => change(group.notes, true)}>
                    {say('continue.all')}
                    <span className="hidden-text"> {group.heading}</span>
                  </Button>
                  <Button look="quiet" onClick={() => change(group.notes, false)}>
                    {say('continue.none')}
                    <span className="hidden-text"> {group.heading}</span>
                  </Button>
                </div>
              )}
              <div className="choice-notes">
                {group.notes.map((note) => (
                  <label
                    className="tick choice-note"
                    key={note.id}
                    style={{ background: kindLooks[note.kind].tint }}
                  >
                    <input
                      type="checkbox"
                      checked={chosen.has(note.id)}
                      onChange={(changed) => change([note], changed.currentTarget.checked)}
                    />
                    <span>{note.text.trim() === '' ? say('outline.noWords') : note.text}</span>
                  </label>
                ))}
              </div>
            </fieldset>
          ))}
        </div>
        {groups.length === 0 && <p>{say('continue.nothing')}</p>}
        <ProblemNotice problem={sending.problem} />
        <div className="button-row">
          <Button type="submit" look="main" isBusy={sending.isBusy}>
            {say('continue.submit', { count: chosen.size })}
          </Button>
          <Button onClick={onClose}>{say('dialog.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
