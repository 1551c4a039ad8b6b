/** What templates laid lies under all that people make: a note below it would be gone for good. */
import { isShape, pageId, type BoardRecord, type BoardShape } from './schema.ts'
import { templateShapeTypes } from './vocabulary.ts'

const laid = new Set<string>(templateShapeTypes)

/** The place in the stacking order of the highest part of a template; null without any. */
export function topOfTemplates(records: Iterable<BoardRecord>): string | null {
  let top: string | null = null
  for (const record of records) {
    if (!isShape(record) || !laid.has(record.type)) continue
    if (top === null || record.index > top) top = record.index
  }
  return top
}

/** Whether what somebody made would lie behind a template. */
export function isBuried(shape: BoardShape, top: string | null): boolean {
  if (top === null || laid.has(shape.type)) return false
  return shape.parentId === pageId && shape.index <= top
}
