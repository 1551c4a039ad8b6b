import { Rectangle2d, ShapeUtil } from 'tldraw'
import { markShapeMigrations, markShapeProps, type MarkShape } from '../../../shared/board/schema.ts'
import { markWords } from '../../../shared/board/picture/heading.ts'
import { markPath } from '../../../shared/board/picture/mark-path.ts'
import { slotWord } from '../../../shared/board/slots.ts'
import { unreachable } from '../../../shared/assert.ts'
import { useBoardContext } from '../board-context.tsx'

/** What a template draws inside its zones: slots, arrows, lines, axes and words. */
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

  /** Nobody can take hold of it, so Tab passes it by and screen readers don't count it. */
  override canTabTo(): boolean {
    return false
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
  const { boardLanguage } = useBoardContext()
  const { w, h, form, label } = shape.props
  switch (form) {
    case 'slot':
      return (
        <div className="mark-slot" style={{ width: w, height: h }}>
          <span style={{ left: slotWord.x, top: slotWord.y, fontSize: slotWord.size }}>
            {label[boardLanguage]}
          </span>
        </div>
      )
    case 'arrow':
    case 'axis':
    case 'line':
      return (
        <svg className="mark-line" data-form={form} width={w} height={h} aria-hidden="true">
          <path d={markPath(form, w, h)} />
        </svg>
      )
    case 'tint':
    case 'label': {
      const { set, isTurned } = markWords(shape.props, boardLanguage)
      return (
        <div className="mark-label" data-form={form} style={{ width: w, height: h, fontSize: set.size }}>
          <span data-turned={isTurned}>{label[boardLanguage]}</span>
        </div>
      )
    }
    default:
      return unreachable(form)
  }
}
