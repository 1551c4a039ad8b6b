import { useCanvasWords } from '../board-context.tsx'

/** In the place of an editor that broke. What was saved is with the server, so opening the page again is safe. */
export function BoardFault() {
  const say = useCanvasWords()
  return (
    <div className="board-fault" role="alert">
      <p className="empty-title">{say('fault')}</p>
      <p>{say('faultKept')}</p>
      <button type="button" className="button" data-look="main" onClick={() => location.reload()}>
        {say('faultReload')}
      </button>
    </div>
  )
}
