import { useCallback } from 'react'
import type { AnswerOf } from '../../shared/wire/calls.ts'
import { ask } from '../browser/ask.ts'
import { useLoaded } from '../browser/use-loaded.ts'
import { momentText } from '../text/dates.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { LoadingPage } from '../ui/loading-page.tsx'
import { Page, PageHeading } from '../ui/page.tsx'
import { ProblemPage } from '../ui/problem-page.tsx'
import { RecordBoard } from './record-board.tsx'
import { RecordHead } from './record-head.tsx'
import './records.css'

export type RecordAnswer = AnswerOf<'record'>

export function RecordPage({ id }: { readonly id: string }) {
  const { say, language } = useText()
  const load = useCallback(
    (signal: AbortSignal) => ask('record', { params: { sessionId: id }, signal }),
    [id],
  )
  const loaded = useLoaded(load)
  if (loaded.state === 'failed') return <ProblemPage problem={loaded.problem} onRetry={loaded.reload} />
  if (loaded.state === 'loading') return <LoadingPage />
  const { record, me, trajectoryId, trajectoryTitle, language: boardLanguage } = loaded.value
  const trail = { href: `/t/${trajectoryId}`, text: trajectoryTitle }
  return (
    <Page title={say('record.of', { title: record.session.title })} width="text" trail={trail}>
      <div className="page-slate">
        <p className="soft">{say('record.kind')}</p>
        <PageHeading>{record.session.title}</PageHeading>
        {record.endedAt !== null && (
          <p className="soft">{say('record.endedAt', { moment: momentText(record.endedAt, language) })}</p>
        )}
        <div className="no-print">
          <Button onClick={() => window.print()}>{say('record.print')}</Button>
        </div>
      </div>
      <RecordHead record={record} boardLanguage={boardLanguage} />
      {record.boards.map((board) => (
        <RecordBoard
          key={board.boardId}
          board={board}
          record={record}
          me={me}
          boardLanguage={boardLanguage}
        />
      ))}
    </Page>
  )
}
