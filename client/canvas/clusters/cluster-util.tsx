import {
  Box,
  Rectangle2d,
  RichTextLabel,
  ShapeUtil,
  TEXT_PROPS,
  useEditor,
  useValue,
  type Editor,
} from 'tldraw'
import { kindLooks } from '../../../shared/board/kinds.ts'
import { clusterBox, clusterRoom } from '../../../shared/board/picture/cluster.ts'
import { plainText } from '../../../shared/board/rich-text.ts'
import { clusterShapeMigrations, clusterShapeProps, type ClusterShape } from '../../../shared/board/schema.ts'
import { richTextFrom } from '../../../shared/board/rich-text.ts'
import { rightsOf } from '../editor/rights.ts'
import { isEditorText } from '../shapes/editor-text.ts'

/** Notes that belong together: a ground that grows with them, and a name that everyone types on. */
export class ClusterUtil extends ShapeUtil<ClusterShape> {
  static override type = 'cluster' as const
  static override props = clusterShapeProps
  static override migrations = clusterShapeMigrations

  getDefaultProps(): ClusterShape['props'] {
    return { richText: richTextFrom('') }
  }

  getGeometry(shape: ClusterShape): Rectangle2d {
    const { x, y, w, h } = boxOf(this.editor, shape)
    return new Rectangle2d({ x, y, width: w, height: h, isFilled: true })
  }

  override canEdit(shape?: ClusterShape): boolean {
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

  override getText(shape: ClusterShape): string {
    return plainText(shape.props.richText)
  }

  component(shape: ClusterShape) {
    return <ClusterView shape={shape} />
  }

  indicator(shape: ClusterShape) {
    const { x, y, w, h } = boxOf(this.editor, shape)
    return <rect x={x} y={y} width={w} height={h} rx={28} />
  }
}

/** In the cluster's own coordinates. Without notes it is a point. */
function boxOf(editor: Editor, shape: ClusterShape): { x: number; y: number; w: number; h: number } {
  const boxes = editor.getSortedChildIdsForParent(shape.id).flatMap((id) => {
    const child = editor.getShape(id)
    if (child === undefined) return []
    const corners = editor
      .getShapeLocalTransform(child)
      .applyToPoints(editor.getShapeGeometry(child).vertices)
    return [Box.FromPoints(corners)]
  })
  if (boxes.length === 0) return { x: 0, y: 0, w: 1, h: 1 }
  return clusterBox(Box.Common(boxes))
}

function ClusterView({ shape }: { readonly shape: ClusterShape }) {
  const editor = useEditor()
  const { x, y, w, h } = useValue('cluster box', () => boxOf(editor, shape), [editor, shape])
  const isEmpty = useValue('is empty', () => editor.getSortedChildIdsForParent(shape.id).length === 0, [
    editor,
    shape.id,
  ])
  const isEditing = useValue('is editing', () => editor.getEditingShapeId() === shape.id, [editor, shape.id])
  const { richText } = shape.props
  const look = kindLooks.cluster
  if (isEmpty) return null
  return (
    <div
      className="cluster"
      style={{ left: x, top: y, width: w, height: h, background: look.tint, borderColor: look.stroke }}
    >
      <div className="cluster-name" style={{ height: clusterRoom.name }}>
        <RichTextLabel
          shapeId={shape.id}
          type="cluster"
          font="sans"
          fontSize={30}
          lineHeight={TEXT_PROPS.lineHeight}
          align="start"
          verticalAlign="middle"
          {...(isEditorText(richText) && { richText })}
          isSelected={isEditing}
          labelColor={look.ink}
          wrap
          padding={16}
        />
      </div>
    </div>
  )
}
