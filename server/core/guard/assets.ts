/** A shape shows a picture that the server has, of this board: its asset lies in this doc, where only the server writes one. */
import { isShape } from '../../../shared/board/schema.ts'
import type { Draft } from './drafts.ts'
import type { Outcome } from './holders.ts'

/** The first new shape that would show a picture which isn't there; null when there is none. */
export function withoutAsset(drafts: readonly Draft[], { made, memory }: Outcome): string | null {
  const lost = drafts.find(({ id, isNew, isRemoved }) => {
    const after = isNew && !isRemoved ? made.get(id) : undefined
    if (after === undefined || !isShape(after) || after.type !== 'image') return false
    return after.props.assetId === null || memory.known(after.props.assetId) === null
  })
  return lost?.id ?? null
}
