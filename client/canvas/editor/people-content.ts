import type { TLContent, TLShape } from 'tldraw'
import { authorOf } from '../../../shared/board/note-meta.ts'
import { isCommonShape, isPeopleShape } from '../../../shared/session/access.ts'
import { isBoardShape } from './rights.ts'

/** What people make under their name and nothing of a template; records of pictures stay behind. */
export function ofPeople(content: TLContent): TLContent {
  const own = content.shapes.filter(isOfPeople)
  const parents = new Set<string>(own.map(({ parentId }) => parentId))
  // A cluster is everyone's: it comes along around what is someone's.
  const shapes = content.shapes.filter((shape) => isOfPeople(shape) || isClusterAmong(shape, parents))
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

export function isOfPeople(shape: TLShape): boolean {
  return isBoardShape(shape) && isPeopleShape(shape) && !isCommonShape(shape) && !isNameless(shape)
}

/** Whoever copied such a note would sign the copy: words that nobody was to know the writer of. */
export function isNameless(shape: TLShape): boolean {
  return isBoardShape(shape) && shape.type === 'note' && authorOf(shape) === null
}
