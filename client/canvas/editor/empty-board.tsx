import { useEditor, useValue } from 'tldraw'
import { useCanvasWords } from '../board-context.tsx'
import type { CanvasWord } from '../words/canvas-words.ts'

interface EmptyBoardProps {
  /** Lays a template; absent for who may not. */
  readonly onTemplate: (() => void) | undefined
  readonly mayWrite: boolean
}

/** What to do first, in the middle of a board with nothing on it. Gone with the first thing that lies there. */
export function EmptyBoard({ onTemplate, mayWrite }: EmptyBoardProps) {
  const editor = useEditor()
  const say = useCanvasWords()
  const isEmpty = useValue('is empty', () => editor.getCurrentPageShapeIds().size === 0, [editor])
  if (!isEmpty) return null
  return (
    <div className="empty-board">
      <svg className="empty-slate" viewBox="0 0 120 72" aria-hidden="true">
        <rect x="2" y="2" width="116" height="68" rx="8" />
        <rect x="18" y="24" width="22" height="22" rx="3" />
        <rect x="49" y="24" width="22" height="22" rx="3" />
        <rect x="80" y="24" width="22" height="22" rx="3" />
      </svg>
      <p className="empty-title">{say('emptyBoard')}</p>
      <p>{say(invitation(onTemplate !== undefined, mayWrite))}</p>
      {onTemplate !== undefined && (
        <button type="button" className="button" data-look="main" onClick={onTemplate}>
          {say('emptyChoose')}
        </button>
      )}
    </div>
  )
}

function invitation(mayLay: boolean, mayWrite: boolean): CanvasWord {
  if (mayLay) return 'emptyLead'
  return mayWrite ? 'emptyTakePart' : 'emptyLook'
}
