/** What a template looks like before anyone wrote on it, in small: laid on an empty board and drawn as any board is. */
import { must } from '../assert.ts'
import { pictureOf } from '../board/picture.ts'
import { parseId, type TemplateInstanceId } from '../ids.ts'
import type { Language } from '../language.ts'
import { instantiate } from './instantiate.ts'
import type { Template } from './template.ts'

const previewId = must(parseId<TemplateInstanceId>('templatepicture0'), 'an id of its form')

export function pictureOfTemplate(template: Template, language: Language): string {
  const parts = instantiate(template, { instanceId: previewId, at: { x: 0, y: 0 }, records: new Map() })
  return pictureOf(new Map(parts.map((part) => [part.id, part])), language, {
    isFar: true,
    title: template.name[language],
  })
}
