import { Rectangle2d, ShapeUtil, stopEventPropagation, useEditor } from 'tldraw'
import { kindLooks } from '../../../shared/board/kinds.ts'
import { zoneShapeMigrations, zoneShapeProps, type ZoneShape } from '../../../shared/board/schema.ts'
import { namelessIn } from '../../../shared/board/outline.ts'
import { useBoardContext, useCanvasWords } from '../board-context.tsx'
import { showZone } from '../editor/camera.ts'
import { KindIcon } from './kind-icon.tsx'

/** A named area of a template. It lies under the notes and nobody can take hold of it. */
export class ZoneUtil extends ShapeUtil<ZoneShape> {
  static override type = 'zone' as const
  static override props = zoneShapeProps
  static override migrations = zoneShapeMigrations

  getDefaultProps(): ZoneShape['props'] {
    throw new Error('the server lays zones')
  }

  /** Hollow: a click inside goes to the board, or to what lies on it. */
  getGeometry({ props }: ZoneShape): Rectangle2d {
    return new Rectangle2d({ width: props.w, height: props.h, isFilled: false })
  }

  override canBind(): boolean {
    return false
  }
  override canEdit(): boolean {
    return false
  }
  override canResize(): boolean {
    return false
  }
  override hideRotateHandle(): boolean {
    return true
  }

  component(shape: ZoneShape) {
    return <ZoneView shape={shape} />
  }

  indicator(): null {
    return null
  }
}

function ZoneView({ shape }: { readonly shape: ZoneShape }) {
  const { language, sessionKind } = useBoardContext()
  const { props } = shape
  const look = kindLooks[props.kind]
  const editor = useEditor()
  return (
    <div
      className="zone"
      data-form={props.form}
      style={{
        width: props.w,
        height: props.h,
        background: look.tint,
        borderColor: look.stroke,
        color: look.ink,
      }}
    >
      <div className="zone-head" data-narrow={props.w < 500}>
        <KindIcon kind={props.kind} />
        <div>
          <button
            type="button"
            className="zone-title"
            // Shapes are hidden from screen readers, which have the list: nothing in them takes focus.
            tabIndex={-1}
            // Without this the editor takes the press for one on the board.
            onPointerDown={stopEventPropagation}
            onClick={() => showZone(editor, { x: shape.x, y: shape.y, w: props.w, h: props.h })}
          >
            {props.title[language]}
          </button>
          <div className="zone-prompt">{props.prompt[language]}</div>
        </div>
        {namelessIn(props, sessionKind) && <NamelessMark />}
      </div>
    </div>
  )
}

/** What is written here has no name. */
function NamelessMark() {
  const say = useCanvasWords()
  return <span className="zone-nameless">{say('nameless')}</span>
}
