import { isShapeId, Rectangle2d, ShapeUtil, useEditor, useValue } from 'tldraw'
import { kindLooks } from '../../../shared/board/kinds.ts'
import { chipShapeMigrations, chipShapeProps, type ChipShape } from '../../../shared/board/schema.ts'
import { chipSize } from '../../../shared/board/vocabulary.ts'
import { useCanvasWords } from '../board-context.tsx'
import { isCluster, nameOf } from './clusters-on.ts'
import './clusters.css'

/** A cluster in small, to be laid in a matrix. */
export class ChipUtil extends ShapeUtil<ChipShape> {
  static override type = 'chip' as const
  static override props = chipShapeProps
  static override migrations = chipShapeMigrations

  getDefaultProps(): ChipShape['props'] {
    return { cluster: '' }
  }

  getGeometry(): Rectangle2d {
    return new Rectangle2d({ width: chipSize.w, height: chipSize.h, isFilled: true })
  }

  override canResize(): boolean {
    return false
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

  component(shape: ChipShape) {
    return <ChipView shape={shape} />
  }

  indicator() {
    return <rect width={chipSize.w} height={chipSize.h} rx={chipSize.h / 4} />
  }
}

function ChipView({ shape }: { readonly shape: ChipShape }) {
  const editor = useEditor()
  const say = useCanvasWords()
  const look = kindLooks.cluster
  const name = useValue(
    'cluster name',
    () => {
      const cluster = isShapeId(shape.props.cluster) ? editor.getShape(shape.props.cluster) : undefined
      return isCluster(cluster) ? nameOf(cluster) : null
    },
    [editor, shape.props.cluster],
  )
  return (
    <div
      className="chip"
      style={{ ...chipSizeStyle, background: look.fill, borderColor: look.stroke, color: look.ink }}
    >
      {name === null || name === '' ? (
        <span className="chip-nameless">{say(name === null ? 'clusterGone' : 'clusterNameless')}</span>
      ) : (
        <span className="chip-name" data-long={name.length > 40}>
          {name}
        </span>
      )}
    </div>
  )
}

const chipSizeStyle = { width: chipSize.w, height: chipSize.h }
