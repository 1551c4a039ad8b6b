import type { TLShape } from 'tldraw'
import type { ImageShape } from '../../../shared/board/schema.ts'

export function isPictureShape(shape: TLShape): shape is ImageShape {
  return shape.type === 'image'
}
