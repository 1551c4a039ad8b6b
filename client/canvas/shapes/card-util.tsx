import { Rectangle2d, RichTextLabel, ShapeUtil, TEXT_PROPS, useEditor, useValue } from 'tldraw'
import { cardPadPx, cardWords } from '../../../shared/board/picture/card-words.ts'
import { plainText, richTextFrom } from '../../../shared/board/rich-text.ts'
import { cardShapeMigrations, cardShapeProps, type CardShape } from '../../../shared/board/schema.ts'
import { useBoardContext, useBoardWords } from '../board-context.tsx'
import { rightsOf } from '../editor/rights.ts'
import { startWriting } from '../notes/write-note.ts'
import { isEditorText } from './editor-text.ts'

/** The shared card of an output zone: everyone types on it, nobody moves it. */
export class CardUtil extends ShapeUtil<CardShape> {
  static override type = 'card' as const
  static override props = cardShapeProps
  static override migrations = cardShapeMigrations

  getDefaultProps(): CardShape['props'] {
    throw new Error('the server lays cards')
  }

  getGeometry({ props }: CardShape): Rectangle2d {
    return new Rectangle2d({ width: props.w, height: props.h, isFilled: true })
  }

  override canEdit(shape?: CardShape): boolean {
    return shape !== undefined && rightsOf(this.editor)?.mayWriteOn(shape) === true
  }
  override canResize(): boolean {
    return false
  }
  override canBind(): boolean {
    return true
  }
  override hideResizeHandles(): boolean {
    return true
  }
  override hideRotateHandle(): boolean {
    return true
  }
  override hideSelectionBoundsBg(): boolean {
    return true
  }
  override hideSelectionBoundsFg(): boolean {
    return true
  }

  override getText(shape: CardShape): string {
    return plainText(shape.props.richText)
  }

  /** One click is enough: there is nothing else to do with a card. After the click, which would end the writing. */
  override onClick(shape: CardShape): undefined {
    if (this.canEdit(shape)) this.editor.timers.setTimeout(() => startWriting(this.editor, shape.id), 0)
  }

  component(shape: CardShape) {
    return <CardView shape={shape} />
  }

  indicator({ props }: CardShape) {
    return <rect width={props.w} height={props.h} rx={10} />
  }
}

function CardView({ shape }: { readonly shape: CardShape }) {
  const editor = useEditor()
  const say = useBoardWords()
  const isLookedAt = useValue('is looked at', () => editor.getIsReadonly(), [editor])
  const { w, h, richText } = shape.props
  const isEditing = useValue('is editing', () => editor.getEditingShapeId() === shape.id, [editor, shape.id])
  const { boardLanguage } = useBoardContext()
  const isEmpty = plainText(richText) === ''
  const invitation = say(isLookedAt ? 'cardEmptyLooking' : 'cardEmpty')
  const { size } = cardWords(isEmpty ? richTextFrom(invitation) : richText, shape.props)
  return (
    <div className="card-face" lang={boardLanguage} data-editing={isEditing} style={{ width: w, height: h }}>
      {isEmpty && !isEditing && (
        <span className="card-empty" style={{ fontSize: size }}>
          {invitation}
        </span>
      )}
      <RichTextLabel
        shapeId={shape.id}
        type="card"
        font="sans"
        fontSize={size}
        lineHeight={TEXT_PROPS.lineHeight}
        align="start"
        verticalAlign="start"
        {...(isEditorText(richText) && { richText })}
        isSelected={isEditing}
        labelColor="#1a2d52"
        wrap
        padding={cardPadPx}
      />
    </div>
  )
}
