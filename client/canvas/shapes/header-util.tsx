import { Rectangle2d, ShapeUtil, useEditor } from 'tldraw'
import { stripGap } from '../../../shared/board/picture/heading.ts'
import { headerShapeMigrations, headerShapeProps, type HeaderShape } from '../../../shared/board/schema.ts'
import { useBoardContext, useBoardWords } from '../board-context.tsx'
import { showInstance } from '../editor/camera.ts'
import { useIsFar } from './far.ts'
import { useTap } from './use-tap.ts'

/** The strip above a template: what it is called, what it is for, where it belongs. */
export class HeaderUtil extends ShapeUtil<HeaderShape> {
  static override type = 'header' as const
  static override props = headerShapeProps
  static override migrations = headerShapeMigrations

  getDefaultProps(): HeaderShape['props'] {
    throw new Error('the server lays headers')
  }

  getGeometry({ props }: HeaderShape): Rectangle2d {
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

  component(shape: HeaderShape) {
    return <HeaderView shape={shape} />
  }

  indicator(): null {
    return null
  }
}

function HeaderView({ shape }: { readonly shape: HeaderShape }) {
  const { boardLanguage: language } = useBoardContext()
  const say = useBoardWords()
  const isFar = useIsFar()
  const editor = useEditor()
  const { instance, w, h, title, purpose, phases, steps } = shape.props
  const tap = useTap(() => showInstance(editor, instance))
  return (
    <div
      className="template-header"
      data-far={isFar}
      style={{ width: w, height: h - stripGap }}
      {...(isFar && tap)}
    >
      <div className="template-words">
        <div className="template-title">{title[language]}</div>
        <div className="template-purpose">{purpose[language]}</div>
      </div>
      <div className="template-badges">
        {phases.map((phase) => (
          <span key={`phase-${phase}`} className="template-badge" data-of="phase">
            {`${say('phase')} ${phase}`}
          </span>
        ))}
        {steps.map((step) => (
          <span key={`step-${step}`} className="template-badge">
            {`${say('step')} ${step}`}
          </span>
        ))}
      </div>
    </div>
  )
}
