import { Rectangle2d, ShapeUtil, useEditor } from 'tldraw'
import { kindLooks } from '../../../shared/board/kinds.ts'
import { farHeading, nearHeading } from '../../../shared/board/picture/far-heading.ts'
import { badgeWidthOf, zoneHeading } from '../../../shared/board/picture/heading.ts'
import { levelHeadPath, levelPath } from '../../../shared/board/picture/mark-path.ts'
import { zoneShapeMigrations, zoneShapeProps, type ZoneShape } from '../../../shared/board/schema.ts'
import { namelessIn } from '../../../shared/board/outline.ts'
import { bandOf, unitPx } from '../../../shared/template/template.ts'
import { useBoardContext, useBoardWords } from '../board-context.tsx'
import { showZone } from '../editor/camera.ts'
import { useIsFar } from './far.ts'
import { KindIcon } from './kind-icon.tsx'
import { useTap } from './use-tap.ts'

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

  /** Nobody can take hold of it, so Tab passes it by and screen readers don't count it. */
  override canTabTo(): boolean {
    return false
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
  const { boardLanguage, sessionKind } = useBoardContext()
  const { props } = shape
  const look = kindLooks[props.kind]
  const editor = useEditor()
  const say = useBoardWords()
  const isFar = useIsFar()
  const tap = useTap(() => showZone(editor, { x: shape.x, y: shape.y, w: props.w, h: props.h }))
  const isNameless = namelessIn(props, sessionKind)
  const badge = isNameless ? say('nameless') : null
  const near = zoneHeading(props, boardLanguage, badge === null ? 0 : badgeWidthOf(badge))
  const { pad, iconSize, titleX, titleTop, titleHeight, titleSize, titleMiddle, badgeSize } = isFar
    ? farHeading(props, near, badge)
    : nearHeading(near)
  return (
    <div
      className="zone"
      data-form={props.form}
      data-far={isFar}
      style={{ width: props.w, height: props.h, borderColor: look.stroke, color: look.ink }}
    >
      <ZoneGround shape={shape} />
      <KindIcon
        kind={props.kind}
        style={{ left: pad, top: titleMiddle - iconSize / 2, width: iconSize, height: iconSize }}
      />
      <div
        className="zone-title"
        style={{ left: titleX, top: titleTop, height: titleHeight, fontSize: titleSize }}
        {...tap}
      >
        {props.title[boardLanguage]}
      </div>
      <div
        className="zone-prompt"
        style={{ left: near.promptX, right: pad, top: near.promptTop, fontSize: near.prompt.size }}
      >
        {props.prompt[boardLanguage]}
      </div>
      {badge !== null && (
        <span className="zone-nameless" style={{ right: pad, top: titleMiddle, fontSize: badgeSize }}>
          {badge}
        </span>
      )}
    </div>
  )
}

/** Light paper with a band of its colour at the head; a level of the pyramid is wider at its foot. */
function ZoneGround({ shape: { props } }: { readonly shape: ZoneShape }) {
  const { w, h, form, kind } = props
  const look = kindLooks[kind]
  const band = bandOf(form) * unitPx
  if (form !== 'level') {
    return (
      <div className="zone-ground" style={{ background: look.tint }}>
        <div style={{ height: band, background: look.fill }} />
      </div>
    )
  }
  return (
    <svg className="zone-level" width={w} height={h} aria-hidden="true">
      <path d={levelPath(w, h)} fill={look.tint} />
      <path d={levelHeadPath(w, h, band)} fill={look.fill} />
      <path d={levelPath(w, h)} fill="none" stroke={look.stroke} />
    </svg>
  )
}
