/**
 * Structured log lines by pino. What may not be in a log can't get in: a field of prose, and a field
 * named for something private, are replaced; of an error come its name, code and place but not its
 * message, since a parser's message quotes what it was given.
 */
import pino from 'pino'
import type { Log } from '../core/ports.ts'

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

const privateFields =
  /^(text|richText|name|title|label|prompt|key|noteKey|joinKey|cookie|secret|token|body|detail|url|link|authorization)$/i
/** Ids, codes, versions, addresses: one word without spaces. */
const word = /^[\w.:/@+-]{0,120}$/
const deepestCause = 3

export function openLog(level: LogLevel, write?: (line: string) => void): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime }
  // Standard output carries the one line with the address, for whoever starts us from a script.
  const sink = pino(options, write === undefined ? pino.destination(2) : { write })
  return {
    info: (event, fields) => sink.info({ event, ...safe(fields) }),
    warn: (event, fields) => sink.warn({ event, ...safe(fields) }),
    error: (event, fields) => sink.error({ event, ...safe(fields) }),
  }
}

function safe(fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      privateFields.test(name) ? '[private]' : safeValue(value),
    ]),
  )
}

function safeValue(value: unknown): unknown {
  if (value instanceof Error) return safeError(value, 0)
  if (typeof value === 'string') return word.test(value) ? value : '[text]'
  const isPlain = value === null || ['number', 'boolean', 'undefined'].includes(typeof value)
  return isPlain ? value : '[object]'
}

function safeError(error: Error, depth: number): unknown {
  const { name, cause } = error
  return {
    name,
    ...('code' in error && { code: safeValue(error.code) }),
    ...('errcode' in error && { errcode: safeValue(error.errcode) }),
    at: placesIn(error),
    ...(cause instanceof Error && depth < deepestCause && { cause: safeError(cause, depth + 1) }),
  }
}

/** The lines of a stack after the message, which may itself look like one of them. */
function placesIn({ stack = '', message }: Error): string[] {
  const start = stack.indexOf(message)
  if (start < 0) return []
  const lines = stack.slice(start + message.length).split('\n')
  return lines.map((line) => line.trim()).filter((line) => line.startsWith('at '))
}
