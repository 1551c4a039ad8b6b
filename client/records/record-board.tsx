import { useState } from 'react'
import { Link } from 'wouter'
import type { Outline } from '../../shared/board/outline.ts'
import type { Language } from '../../shared/language.ts'
import { leads } from '../../shared/session/role.ts'
import { momentText } from '../text/dates.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { ContinueDialog } from './continue-dialog.tsx'
import { InlinePicture } from './inline-picture.tsx'
import { namesOf, OutlineNotes } from './outline-notes.tsx'
import type { RecordAnswer } from './record-page.tsx'

type Board = RecordAnswer['record']['boards'][number]

interface RecordBoardProps {
  readonly board: Board
  readonly record: RecordAnswer['record']
  readonly me: RecordAnswer['me']
  /** What the templates are read in. */
  readonly boardLanguage: Language
}

/** One board of the session: how it looked at the end, and everything on it in words. */
export function RecordBoard({ board, record, me, boardLanguage }: RecordBoardProps) {
  const { say } = useText()
  const [isContinuing, setContinuing] = useState(false)
  const { end, byHand, title } = board
  return (
    <section className="card record-board" aria-labelledby={board.boardId}>
      <h2 id={board.boardId}>{title}</h2>
      {end === null ? (
        <p>{say('record.noEnd')}</p>
      ) : (
        <>
          {hasLooks(end.outline) && (
            <figure className="record-picture">
              {end.outline.pictures === undefined ? (
                <img
                  src={end.picture}
                  alt={say('record.picture', { title, count: end.noteCount })}
                  loading="lazy"
                  decoding="async"
                />
              ) : (
                <InlinePicture
                  src={end.picture}
                  alt={say('record.picture', { title, count: end.noteCount })}
                />
              )}
            </figure>
          )}
          <div className="button-row no-print">
            <Link className="button" data-look="main" href={`/snapshots/${end.snapshotId}`}>
              {say('record.look')}
              <span className="hidden-text"> {title}</span>
            </Link>
            {leads(me.role) && (
              <Button onClick={() => setContinuing(true)}>
                {say('continue.open')}
                <span className="hidden-text"> {title}</span>
              </Button>
            )}
          </div>
          <OutlineNotes
            outline={end.outline}
            boardLanguage={boardLanguage}
            names={namesOf(record.present)}
            sessionKind={record.session.kind}
            hidesEmotions
          />
        </>
      )}
      {byHand.length > 0 && <OnTheWay snapshots={byHand} />}
      {isContinuing && end !== null && (
        <ContinueDialog
          snapshotId={end.snapshotId}
          outline={end.outline}
          boardLanguage={boardLanguage}
          onClose={() => setContinuing(false)}
        />
      )}
    </section>
  )
}

/** False for a board on which nothing lies that a picture would show. */
function hasLooks(outline: Outline): boolean {
  return outline.instances.length > 0 || outline.unplaced.length > 0 || outline.pictures !== undefined
}

function OnTheWay({ snapshots }: { readonly snapshots: Board['byHand'] }) {
  const { say, language } = useText()
  return (
    <>
      <h3>{say('record.onTheWay')}</h3>
      <ul className="rows">
        {snapshots.map((snapshot) => {
          const moment = momentText(snapshot.takenAt, language)
          const name = snapshot.label ?? say('snapshot.at', { moment })
          return (
            <li key={snapshot.snapshotId}>
              <div className="grow">
                <strong>{name}</strong>
                <p className="soft small">
                  {snapshot.label !== null && `${moment} · `}
                  {say('record.noteCount', { count: snapshot.noteCount })}
                </p>
              </div>
              <Link className="button no-print" href={`/snapshots/${snapshot.snapshotId}`}>
                {say('snapshot.look')}
                <span className="hidden-text"> {name}</span>
              </Link>
            </li>
          )
        })}
      </ul>
    </>
  )
}
