/** Nobody puts what lies on a board behind its template, where no hand would find it again. */
import { isShape } from '../../../shared/board/schema.ts'
import { isBuried, topOfTemplates } from '../../../shared/board/stacking.ts'
import type { Draft } from './drafts.ts'
import type { Outcome } from './holders.ts'

/** The first shape that this update would send behind a template; null when there is none. */
export function buriedBy(drafts: readonly Draft[], { records, made, present }: Outcome): string | null {
  const restacked = drafts.filter(({ isNew, groups }) => !isNew && groups.has('index'))
  // Hardly anyone restacks: only then is the whole board looked at.
  if (restacked.length === 0) return null
  const top = topOfTemplates([...records.keys()].flatMap((id) => present(id) ?? []))
  const buried = restacked.find(({ id }) => {
    const after = made.get(id)
    return after !== undefined && isShape(after) && isBuried(after, top)
  })
  return buried?.id ?? null
}
