import { Rectangle2d, ShapeUtil, stopEventPropagation, useEditor } from 'tldraw'
import { kindLooks } from '../../../shared/board/kinds.ts'
import { badgeWidthOf, namelessSize, zoneHeading } from '../../../shared/board/picture/heading.ts'
import { zoneShapeMigrations, zoneShapeProps, type ZoneShape } from '../../../shared/board/schema.ts'
import { namelessIn } from '../../../shared/board/outline.ts'
import { useBoardContext, useBoardWords } from '../board-context.tsx'
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
  const { boardLanguage: language, sessionKind } = useBoardContext()
  const { props } = shape
  const look = kindLooks[props.kind]
  const editor = useEditor()
  const say = useBoardWords()
  const isNameless = namelessIn(props, sessionKind)
  const head = zoneHeading(props, language, isNameless ? badgeWidthOf(say('nameless')) : 0)
  const { pad, iconSize } = head
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
      <KindIcon
        kind={props.kind}
        style={{ left: pad, top: head.titleMiddle - iconSize / 2, width: iconSize, height: iconSize }}
      />
      <button
        type="button"
        className="zone-title"
        style={{
          left: head.titleX,
          top: head.titleTop,
          height: head.title.height,
          fontSize: head.title.size,
        }}
        // Shapes are hidden from screen readers, which have the list: nothing in them takes focus.
        tabIndex={-1}
        // Without this the editor takes the press for one on the board.
        onPointerDown={stopEventPropagation}
        onClick={() => showZone(editor, { x: shape.x, y: shape.y, w: props.w, h: props.h })}
      >
        {props.title[language]}
      </button>
      <div
        className="zone-prompt"
        style={{ left: pad, right: pad, top: head.promptTop, fontSize: head.prompt.size }}
      >
        {props.prompt[language]}
      </div>
      {isNameless && (
        <span className="zone-nameless" style={{ right: pad, top: head.titleMiddle, fontSize: namelessSize }}>
          {say('nameless')}
        </span>
      )}
    </div>
  )
}
