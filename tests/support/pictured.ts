/** A picture as it lies on a board: what the server writes of it, and the shape that someone lays. */
import {
  assetIdOf,
  pageId,
  shapeIdOf,
  toIndexKey,
  type ImageShape,
  type PictureAsset,
} from '../../shared/board/schema.ts'
import type { ParticipantId, PictureId } from '../../shared/ids.ts'
import { pictureSource } from '../../shared/wire/picture-path.ts'

export const pictureId = 'picture000000001' as PictureId

export function assetOf(id: PictureId = pictureId): PictureAsset {
  return {
    typeName: 'asset',
    id: assetIdOf(id),
    type: 'image',
    props: {
      w: 600,
      h: 400,
      src: pictureSource(id),
      mimeType: 'image/jpeg',
      fileSize: 1000,
      name: '',
      isAnimated: false,
    },
    meta: {},
  }
}

export function imageOf(
  author: ParticipantId,
  { id = 'foto00000001', shows = pictureId, alt = '', x = 0, y = 0 } = {},
): ImageShape {
  return {
    typeName: 'shape',
    id: shapeIdOf(id),
    type: 'image',
    parentId: pageId,
    x,
    y,
    rotation: 0,
    index: toIndexKey('a5'),
    opacity: 1,
    isLocked: false,
    props: {
      w: 300,
      h: 200,
      playing: true,
      url: '',
      assetId: assetIdOf(shows),
      crop: null,
      flipX: false,
      flipY: false,
      altText: alt,
    },
    meta: { author },
  }
}
