/** Under a picture that is chosen: what it shows. Who laid it is asked; all others can read it. */
import { useId, useState } from 'react'
import { stopEventPropagation, useEditor, useValue } from 'tldraw'
import { nextUntold, wasAsked } from './lay-pictures.ts'
import { isPictureShape } from './picture-shape.ts'
import type { ImageShape } from '../../../shared/board/schema.ts'
import { altLengthMax } from '../../../shared/wire/bounds.ts'
import { useCanvasWords } from '../board-context.tsx'
import { rightsOf } from '../editor/rights.ts'

export function PictureBar() {
  const editor = useEditor()
  const say = useCanvasWords()
  const shape = useValue(
    'picture',
    () => {
      const only = editor.getOnlySelectedShape()
      return only !== null && isPictureShape(only) && editor.isIn('select.idle') ? only : null
    },
    [editor],
  )
  const isMine = useValue('may tell', () => shape !== null && rightsOf(editor)?.mayWriteOn(shape) === true, [
    editor,
    shape,
  ])
  if (shape === null || (!isMine && shape.props.altText === '')) return null
  return (
    <div className="picture-bar" onPointerDown={stopEventPropagation}>
      {isMine ? (
        <AltField key={shape.id} shape={shape} />
      ) : (
        <>
          <strong>{say('pictureShows')}</strong>
          <p>{shape.props.altText}</p>
        </>
      )}
    </div>
  )
}

/** Written at the end and not by the letter: it is one value, and one step back. */
function AltField({ shape }: { readonly shape: ImageShape }) {
  const editor = useEditor()
  const say = useCanvasWords()
  const [fieldId, hintId] = [useId(), useId()]
  const [text, setText] = useState(shape.props.altText)
  const keep = (): void => {
    const altText = text.toWellFormed().replaceAll(/\s+/g, ' ').trim().slice(0, altLengthMax)
    if (altText === shape.props.altText) return
    editor.markHistoryStoppingPoint('what a picture shows')
    editor.updateShape({ id: shape.id, type: 'image', props: { altText } })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        keep()
        wasAsked(editor, shape.id)
        const next = nextUntold(editor)
        if (next === null) {
          editor.selectNone()
          editor.focus()
        } else {
          editor.select(next)
        }
      }}
    >
      <label htmlFor={fieldId}>{say('pictureAsk')}</label>
      <input
        id={fieldId}
        value={text}
        maxLength={altLengthMax}
        autoComplete="off"
        aria-describedby={hintId}
        onChange={(event) => setText(event.target.value)}
        onBlur={keep}
        // Letters are not for the board's keys here.
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === 'Escape') editor.focus()
        }}
        onPaste={stopEventPropagation}
      />
      <p id={hintId}>{say('pictureWhy')}</p>
    </form>
  )
}
