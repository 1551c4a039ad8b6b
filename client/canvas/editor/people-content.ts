import type { TLContent, TLShape } from 'tldraw'
import { authorOf } from '../../../shared/board/note-meta.ts'
import { isCommonShape, isPeopleShape } from '../../../shared/session/access.ts'
import { isBoardShape } from './rights.ts'

/**
 * What people make under their name and nothing of a template. A picture comes along where the board
 * has it: what it is, is the server's to write.
 */
export function ofPeople(content: TLContent, hasPicture: (assetId: string) => boolean): TLContent {
  const isOwn = (shape: TLShape): boolean => isOfPeople(shape) && !showsOther(shape, hasPicture)
  const own = content.shapes.filter(isOwn)
  const parents = new Set<string>(own.map(({ parentId }) => parentId))
  // A cluster is everyone's: it comes along around what is someone's.
  const shapes = content.shapes.filter((shape) => isOwn(shape) || isClusterAmong(shape, parents))
  const ids = new Set<string>(shapes.map((shape) => shape.id))
  const bindings = (content.bindings ?? []).filter(({ fromId, toId }) => ids.has(fromId) && ids.has(toId))
  const roots = content.rootShapeIds.filter((id) => ids.has(id))
  // A member of something that stays behind stands on its own.
  const orphans = shapes.filter((shape) => !ids.has(shape.parentId) && !roots.includes(shape.id))
  return {
    ...content,
    shapes,
    bindings,
    assets: [],
    rootShapeIds: [...roots, ...orphans.map(({ id }) => id)],
  }
}

function isClusterAmong(shape: TLShape, parents: ReadonlySet<string>): boolean {
  return shape.type === 'cluster' && parents.has(shape.id)
}

function showsOther(shape: TLShape, hasPicture: (assetId: string) => boolean): boolean {
  if (!isBoardShape(shape) || shape.type !== 'image') return false
  return shape.props.assetId === null || !hasPicture(shape.props.assetId)
}

export function isOfPeople(shape: TLShape): boolean {
  return isBoardShape(shape) && isPeopleShape(shape) && !isCommonShape(shape) && !isNameless(shape)
}

/** Whoever copied such a note would sign the copy: words that nobody was to know the writer of. */
export function isNameless(shape: TLShape): boolean {
  return isBoardShape(shape) && shape.type === 'note' && authorOf(shape) === null
}
