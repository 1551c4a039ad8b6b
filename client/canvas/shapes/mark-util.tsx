import { Rectangle2d, ShapeUtil } from 'tldraw'
import { markShapeMigrations, markShapeProps, type MarkShape } from '../../../shared/board/schema.ts'
import { unreachable } from '../../../shared/assert.ts'
import { useBoardContext } from '../board-context.tsx'

/** What a template draws inside its zones: a numbered slot, an arrow down, a line. */
export class MarkUtil extends ShapeUtil<MarkShape> {
  static override type = 'mark' as const
  static override props = markShapeProps
  static override migrations = markShapeMigrations

  getDefaultProps(): MarkShape['props'] {
    throw new Error('the server lays marks')
  }

  getGeometry({ props }: MarkShape): Rectangle2d {
    return new Rectangle2d({ width: props.w, height: props.h, isFilled: false })
  }

  override canBind({ bindingType }: { readonly bindingType: string }): boolean {
    return bindingType === 'arrow'
  }
  override canEdit(): boolean {
    return false
  }
  override canResize(): boolean {
    return false
  }

  component(shape: MarkShape) {
    return <MarkView shape={shape} />
  }

  indicator(): null {
    return null
  }
}

function MarkView({ shape }: { readonly shape: MarkShape }) {
  const { language } = useBoardContext()
  const { w, h, form, label } = shape.props
  const words = label[language]
  switch (form) {
    case 'slot':
      return (
        <div className="mark-slot" style={{ width: w, height: h }}>
          <span>{words}</span>
        </div>
      )
    case 'arrow':
      return (
        <svg className="mark-line" width={w} height={h} viewBox={`0 0 ${w} ${h}`} aria-hidden="true">
          <path d={`M${w / 2} 2V${h - 4}M${w / 2 - 9} ${h - 14}L${w / 2} ${h - 4}L${w / 2 + 9} ${h - 14}`} />
        </svg>
      )
    case 'line':
      return (
        <svg className="mark-line" data-form="line" width={w} height={h} aria-hidden="true">
          {w > h ? <path d={`M0 ${h / 2}H${w}`} /> : <path d={`M${w / 2} 0V${h}`} />}
        </svg>
      )
    default:
      return unreachable(form)
  }
}
