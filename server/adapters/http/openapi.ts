/** The description of the HTTP side, made from the same table and schemas that the routes run on. */
import * as z from 'zod/mini'
import { imageTypes } from '../../../shared/image/image.ts'
import { calls, type Call } from '../../../shared/wire/calls.ts'
import { problemSchema } from '../../../shared/wire/problem.ts'

let made: object | null = null

/** Made once, at the first question: it costs some milliseconds and most servers are never asked. */
export function openApi(): object {
  made ??= describe()
  return made
}

function describe(): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const [name, call] of Object.entries<Call>(calls)) {
    const path = call.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [call.method.toLowerCase()]: operation(name, call) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Leerbord',
      version: '1',
      description: 'Refusals are application/problem+json with a `code`.',
    },
    paths,
  }
}

function operation(name: string, call: Call): object {
  const inPath = [...call.path.matchAll(/:(\w+)/g)].map(([, part]) => ({
    name: part,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const header = (headerName: string, description: string) => ({
    name: headerName,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  })
  const parameters = [
    ...inPath,
    ...(call.once === true
      ? [header('Idempotency-Key', 'The same key and body again: the same answer, with 200.')]
      : []),
    ...(name.endsWith('Note') && call.method !== 'POST' ? [header('Note-Key', 'Of a nameless note.')] : []),
  ]
  return {
    operationId: name,
    summary: call.summary,
    ...(parameters.length > 0 && { parameters }),
    ...(call.bytesMax !== undefined && {
      requestBody: { required: true, content: Object.fromEntries(imageTypes.map((type) => [type, {}])) },
    }),
    ...(call.body !== undefined && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: jsonSchema(call.body) } },
      },
    }),
    responses: {
      [call.status]: {
        description: call.summary,
        ...(call.answer !== undefined && {
          content: { 'application/json': { schema: jsonSchema(call.answer) } },
        }),
        ...(call.type !== undefined && { content: { [call.type]: {} } }),
      },
      default: {
        description: 'A refusal or an error',
        content: { 'application/problem+json': { schema: jsonSchema(problemSchema) } },
      },
    },
  }
}

/** As it goes over the wire: what our schemas make of it (a brand, a trimmed name) is nobody else's. */
function jsonSchema(schema: z.ZodMiniType): object {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
}
