/** All templates we offer, newest version of each, in the order of a trajectory. A board keeps the version it was laid with. */
import { assumptionCheck } from './catalog/assumption-check.ts'
import { batesonPyramid } from './catalog/bateson-pyramid.ts'
import { ideaClusters } from './catalog/idea-clusters.ts'
import { problemMap } from './catalog/problem-map.ts'
import type { Template } from './template.ts'

export const templates: readonly Template[] = [problemMap, assumptionCheck, batesonPyramid, ideaClusters]

export function templateByKey(key: string): Template | null {
  return templates.find((template) => template.key === key) ?? null
}
