import {
  BaseBoxShapeUtil,
  HTMLContainer,
  imageShapeMigrations,
  imageShapeProps,
  useEditor,
  useValue,
} from 'tldraw'
import { pictureIdOf, type ImageShape } from '../../../shared/board/schema.ts'
import { pictureSource } from '../../../shared/wire/picture-path.ts'
import { useCanvasWords } from '../board-context.tsx'
import './pictures.css'

/** A picture as it is: no cropping, no playing, from our own host alone. */
export class PictureUtil extends BaseBoxShapeUtil<ImageShape> {
  static override type = 'image' as const
  static override props = imageShapeProps
  static override migrations = imageShapeMigrations

  getDefaultProps(): ImageShape['props'] {
    return {
      w: 1,
      h: 1,
      playing: true,
      url: '',
      assetId: null,
      crop: null,
      flipX: false,
      flipY: false,
      altText: '',
    }
  }

  override isAspectRatioLocked(): boolean {
    return true
  }
  override getAriaDescriptor(shape: ImageShape): string | undefined {
    return shape.props.altText || undefined
  }
  override getText(shape: ImageShape): string | undefined {
    return shape.props.altText || undefined
  }

  component(shape: ImageShape) {
    return <PictureView shape={shape} />
  }

  indicator({ props: { w, h } }: ImageShape) {
    return <rect width={w} height={h} />
  }
}

function PictureView({ shape }: { readonly shape: ImageShape }) {
  const editor = useEditor()
  const say = useCanvasWords()
  const { w, h, assetId, altText, flipX, flipY } = shape.props
  const isThere = useValue('is there', () => editor.getAssets().some(({ id }) => id === assetId), [
    editor,
    assetId,
  ])
  const pictureId = isThere ? pictureIdOf(assetId) : null
  return (
    <HTMLContainer className="picture" style={{ width: w, height: h }}>
      {pictureId === null ? (
        <p className="picture-gone">{altText || say('pictureGone')}</p>
      ) : (
        <img
          src={pictureSource(pictureId)}
          alt={altText || say('pictureUntold')}
          draggable={false}
          decoding="async"
          style={{ transform: `scale(${flipX ? -1 : 1}, ${flipY ? -1 : 1})` }}
        />
      )}
    </HTMLContainer>
  )
}
