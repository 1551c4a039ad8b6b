import { Rectangle2d, RichTextLabel, ShapeUtil, TEXT_PROPS, useEditor, useValue } from 'tldraw'
import { plainText } from '../../../shared/board/rich-text.ts'
import { cardShapeMigrations, cardShapeProps, type CardShape } from '../../../shared/board/schema.ts'
import { useBoardWords } from '../board-context.tsx'
import { rightsOf } from '../editor/rights.ts'
import { startWriting } from '../notes/write-note.ts'
import { isEditorText } from './editor-text.ts'

const paddingPx = 24
/** Letters get smaller as the sentence gets longer, so that it stays on its card. */
const sizes = [
  { upTo: 90, px: 40 },
  { upTo: 180, px: 32 },
  { upTo: 360, px: 25 },
  { upTo: 700, px: 19 },
]
const smallestPx = 15

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
  const words = plainText(richText)
  const fontPx = sizes.find(({ upTo }) => words.length <= upTo)?.px ?? smallestPx
  return (
    <div className="card-face" data-editing={isEditing} style={{ width: w, height: h }}>
      {words === '' && !isEditing && (
        <span className="card-empty">{say(isLookedAt ? 'cardEmptyLooking' : 'cardEmpty')}</span>
      )}
      <RichTextLabel
        shapeId={shape.id}
        type="card"
        font="sans"
        fontSize={Math.min(fontPx, h / 3)}
        lineHeight={TEXT_PROPS.lineHeight}
        align="start"
        verticalAlign="start"
        {...(isEditorText(richText) && { richText })}
        isSelected={isEditing}
        labelColor="#1a2d52"
        wrap
        padding={paddingPx}
      />
    </div>
  )
}
