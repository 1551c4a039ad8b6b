import {
  Rectangle2d,
  RichTextLabel,
  ShapeUtil,
  TEXT_PROPS,
  useEditor,
  useValue,
  type Editor,
  type TLShapeId,
  type TLShapePartial,
} from 'tldraw'
import { kindLooks } from '../../../shared/board/kinds.ts'
import type { Point } from '../../../shared/board/geometry.ts'
import { clusterGround, clusterRoom } from '../../../shared/board/cluster.ts'
import { plainText, richTextFrom } from '../../../shared/board/rich-text.ts'
import { clusterShapeMigrations, clusterShapeProps, type ClusterShape } from '../../../shared/board/schema.ts'
import { useCanvasWords } from '../board-context.tsx'
import { zoneUnder } from '../editor/board-on.ts'
import { rightsOf } from '../editor/rights.ts'
import { settleAll } from '../notes/settle.ts'
import { isEditorText } from '../shapes/editor-text.ts'
import { layChip } from './chips.ts'
import { groundInSight, groundOf, isThere, nameOf, partsOf } from './clusters-on.ts'
import './clusters.css'

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
  override hideSelectionBoundsFg(): boolean {
    return true
  }

  /** Where the parts were when a hand took hold of the cluster. */
  readonly #held = new Map<TLShapeId, ReadonlyMap<TLShapeId, Point>>()

  override onTranslateStart(shape: ClusterShape): undefined {
    const parts = partsOf(this.editor, shape.id)
    this.#held.set(shape.id, new Map(parts.map(({ id, x, y }) => [id, { x, y }])))
  }

  /** The notes move; the cluster stays at the origin (shared/board/cluster.ts). */
  override onTranslate(before: ClusterShape, { x, y }: ClusterShape): TLShapePartial<ClusterShape> {
    const moves = [...(this.#held.get(before.id) ?? [])].flatMap(([id, from]): TLShapePartial[] => {
      const part = this.editor.getShape(id)
      // Someone took it out meanwhile: it is no longer in this hand.
      if (part?.parentId !== before.id) return []
      return [{ id, type: part.type, x: from.x + x - before.x, y: from.y + y - before.y }]
    })
    this.editor.updateShapes(moves)
    return { id: before.id, type: 'cluster', x: before.x, y: before.y }
  }

  override onTranslateEnd(before: ClusterShape): undefined {
    const held = this.#held.get(before.id)
    this.#held.delete(before.id)
    const ground = groundOf(this.editor, before.id)
    const zone = ground === null ? null : zoneUnder(this.editor, ground.center)
    if (ground !== null && zone?.form === 'matrix') {
      // A matrix is for chips: the notes stay what and where they are.
      this.#putBack(before.id, held)
      layChip(this.editor, before.id, zone, ground.center)
      return
    }
    settleAll(this.editor, partsOf(this.editor, before.id), new Date())
  }

  #putBack(cluster: TLShapeId, held: ReadonlyMap<TLShapeId, Point> = new Map()): void {
    const parts = partsOf(this.editor, cluster)
    this.editor.updateShapes(
      parts.flatMap(({ id, type }) => {
        const from = held.get(id)
        return from === undefined ? [] : [{ id, type, x: from.x, y: from.y }]
      }),
    )
  }

  override onTranslateCancel(before: ClusterShape): undefined {
    this.#held.delete(before.id)
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

/** In the cluster's own coordinates. One that is nowhere lies as a point under one of its notes, or at the origin. */
function boxOf(editor: Editor, shape: ClusterShape): { x: number; y: number; w: number; h: number } {
  const ground = isThere(editor, shape) ? groundInSight(editor, shape.id) : null
  if (ground === null) return { x: 0, y: 0, w: 1, h: 1 }
  return { x: ground.x - shape.x, y: ground.y - shape.y, w: ground.w, h: ground.h }
}

function ClusterView({ shape }: { readonly shape: ClusterShape }) {
  const editor = useEditor()
  const say = useCanvasWords()
  const { x, y, w, h } = useValue('cluster box', () => boxOf(editor, shape), [editor, shape])
  const isShown = useValue('is there', () => isThere(editor, shape), [editor, shape])
  const isEditing = useValue('is editing', () => editor.getEditingShapeId() === shape.id, [editor, shape.id])
  const { richText } = shape.props
  const look = kindLooks.cluster
  if (!isShown) return null
  return (
    <div
      className="cluster"
      style={{
        left: x,
        top: y,
        width: w,
        height: h,
        background: clusterGround,
        borderColor: look.stroke,
        color: look.ink,
      }}
    >
      <div className="cluster-name" style={{ height: clusterRoom.name }}>
        {nameOf(shape) === '' && !isEditing && (
          <span className="cluster-nameless">{say('clusterNameless')}</span>
        )}
        <RichTextLabel
          shapeId={shape.id}
          type="cluster"
          font="sans"
          fontSize={nameSize(nameOf(shape).length, w)}
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

/** A long name on a narrow ground is set smaller, so that it stays above the notes. */
function nameSize(letters: number, width: number): number {
  const perLine = (px: number): number => (width - 32) / (px * 0.55)
  if (letters <= perLine(30)) return 30
  return letters <= 2 * perLine(20) ? 20 : 15
}
