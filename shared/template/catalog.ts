/** All templates we offer, newest version of each. A board keeps the version it was laid with. */
import { problemMap } from './catalog/problem-map.ts'
import type { Template } from './template.ts'

export const templates: readonly Template[] = [problemMap]

export function templateByKey(key: string): Template | null {
  return templates.find((template) => template.key === key) ?? null
}
