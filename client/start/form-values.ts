import { limits } from '../../shared/wire/api.ts'
import { type Perspective, perspectives } from '../../shared/session/role.ts'
import type { ClientProblemCode } from '../browser/ask.ts'

export function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

export function perspectiveOf(form: FormData, name: string): Perspective | null {
  const chosen = textOf(form, name)
  return perspectives.find((perspective) => perspective === chosen) ?? null
}

/** What is wrong with a name, as the server would say it; null when nothing is. */
export function nameProblem(name: string): ClientProblemCode | null {
  if (name === '') return 'empty-name'
  return name.length > limits.name ? 'name-too-long' : null
}

export function titleProblem(title: string): ClientProblemCode | null {
  if (title === '') return 'empty-title'
  return title.length > limits.title ? 'title-too-long' : null
}
