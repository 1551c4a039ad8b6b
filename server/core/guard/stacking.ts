/** Nobody puts what lies on a board behind its template, where no hand would find it again. */
import { isShape } from '../../../shared/board/schema.ts'
import { isBuried } from '../../../shared/board/stacking.ts'
import type { Draft } from './drafts.ts'
import type { Outcome } from './holders.ts'

/** The first shape that this update would send behind a template; null when there is none. */
export function buriedBy(drafts: readonly Draft[], { made, memory }: Outcome): string | null {
  const restacked = drafts.filter(({ isNew, groups }) => !isNew && groups.has('index'))
  if (restacked.length === 0) return null
  const top = memory.topOfTemplates
  const buried = restacked.find(({ id }) => {
    const after = made.get(id)
    return after !== undefined && isShape(after) && isBuried(after, top)
  })
  return buried?.id ?? null
}
