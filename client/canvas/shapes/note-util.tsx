import {
  isEqual,
  LABEL_FONT_SIZES,
  NoteShapeUtil,
  renderPlaintextFromRichText,
  RichTextLabel,
  TEXT_PROPS,
  useEditor,
  useValue,
  type TLHandle,
  type TLNoteShape,
} from 'tldraw'
import { useCallback, useState } from 'react'
import { kindLooks } from '../../../shared/board/kinds.ts'
import { authorOf, kindOf } from '../../../shared/board/note-meta.ts'
import { namelessIn } from '../../../shared/board/outline.ts'
import { unitPx } from '../../../shared/template/template.ts'
import { useBoardContext } from '../board-context.tsx'
import { zoneOfNote } from '../editor/board-on.ts'
import { rightsOf } from '../editor/rights.ts'
import { openOwnNameless } from '../notes/nameless-desk.ts'
import { settled } from '../notes/settle.ts'
import { onWritingKey } from '../notes/writing-keys.ts'
import { KindIcon } from './kind-icon.tsx'
import { isNewShape } from './new-shapes.ts'
import { laidOut, mostGrowth, notePadPx } from './note-layout.ts'

/** A note: coloured by what sort of contribution it is, written on by its author alone. */
export class BoardNoteUtil extends NoteShapeUtil {
  override getDefaultProps(): TLNoteShape['props'] {
    return { ...super.getDefaultProps(), font: 'sans' }
  }

  override onBeforeCreate(next: TLNoteShape): TLNoteShape | undefined {
    return laidOut(this.editor, next)
  }

  override onBeforeUpdate(before: TLNoteShape, next: TLNoteShape): TLNoteShape | undefined {
    const [was, is] = [before.props, next.props]
    const isSame = was.font === is.font && was.size === is.size && isEqual(was.richText, is.richText)
    return isSame ? undefined : laidOut(this.editor, next)
  }

  override canEdit(shape?: TLNoteShape): boolean {
    return shape !== undefined && rightsOf(this.editor)?.mayWriteOn(shape) === true
  }

  override onDoubleClick(shape: TLNoteShape): undefined {
    openOwnNameless(this.editor, shape)
  }

  /** No clones pulled out of a note's sides: they would come out where no note may be. */
  override getHandles(): TLHandle[] {
    return []
  }

  /** Not there any more when another took it away under this hand. */
  override onTranslateEnd(_before: TLNoteShape, shape: TLNoteShape | undefined) {
    if (shape === undefined) return undefined
    return settled(this.editor, shape, new Date()) ?? undefined
  }

  /** Nobody means to leave an empty note behind. */
  override onEditEnd(shape: TLNoteShape): void {
    if (renderPlaintextFromRichText(this.editor, shape.props.richText).trim() === '') {
      this.editor.deleteShapes([shape.id])
    }
  }

  override component(shape: TLNoteShape) {
    return <NoteView shape={shape} />
  }

  override indicator(shape: TLNoteShape) {
    const { scale, growY } = shape.props
    return <rect rx={6} width={unitPx * scale} height={(unitPx + growY) * scale} />
  }
}

function NoteView({ shape }: { readonly shape: TLNoteShape }) {
  const editor = useEditor()
  const { boardLanguage, sessionKind, nameOf } = useBoardContext()
  const { props } = shape
  const { scale } = props
  const kind = kindOf(shape)
  const look = kindLooks[kind]
  const isSelected = useValue('is selected', () => shape.id === editor.getOnlySelectedShapeId(), [
    editor,
    shape.id,
  ])
  const [isNew, setNew] = useState(() => isNewShape(editor, shape.id))
  const isFar = useValue('is far', () => editor.getZoomLevel() * scale < 0.3, [editor, scale])
  const isNameless = useValue(
    'lies nameless',
    () => {
      const zone = zoneOfNote(editor, shape)
      return zone !== null && namelessIn(zone, sessionKind)
    },
    [editor, shape, sessionKind],
  )
  const isLong = props.growY >= mostGrowth
  const author = authorOf(shape)
  const name = author === null || isNameless ? null : nameOf(author)
  const onKeyDown = useWritingKeys(shape)

  return (
    <div
      className="note"
      lang={boardLanguage}
      data-far={isFar}
      data-new={isNew}
      data-long={isLong}
      data-open={isSelected}
      onAnimationEnd={() => setNew(false)}
      style={{
        width: unitPx * scale,
        height: (unitPx + props.growY) * scale,
        background: look.fill,
        borderColor: look.stroke,
        color: look.ink,
        fontSize: 12 * scale,
      }}
    >
      {!isFar && <KindIcon kind={kind} />}
      <RichTextLabel
        shapeId={shape.id}
        type="note"
        font={props.font}
        fontSize={(props.fontSizeAdjustment || LABEL_FONT_SIZES[props.size]) * scale}
        lineHeight={TEXT_PROPS.lineHeight}
        align={props.align}
        verticalAlign={isLong ? 'start' : props.verticalAlign}
        richText={props.richText}
        isSelected={isSelected}
        labelColor={look.ink}
        wrap
        padding={notePadPx * scale}
        hasCustomTabBehavior
        onKeyDown={onKeyDown}
      />
      {name !== null && !isFar && <span className="note-author">{name}</span>}
    </div>
  )
}

function useWritingKeys({ id }: TLNoteShape): (event: KeyboardEvent) => void {
  const editor = useEditor()
  return useCallback((event) => onWritingKey(editor, id, event), [editor, id])
}
