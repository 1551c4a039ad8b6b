import { expect, test } from 'vitest'
import { openLog, type LogLevel } from '../../../../server/adapters/log.ts'
import { StoreError } from '../../../../server/core/ports.ts'

function logged(level: LogLevel = 'info') {
  const lines: string[] = []
  return { log: openLog(level, (line) => lines.push(line)), lines }
}

function lineOf(fields: Record<string, unknown>): Record<string, unknown> {
  const { log, lines } = logged()
  log.info('something', fields)
  return JSON.parse(lines[0] ?? '')
}

test('[LG1] ids, numbers and codes are logged as they are', () => {
  const { time, ...line } = lineOf({
    boardId: 'b1-_x',
    count: 3,
    mayWrite: true,
    lockedAt: null,
    at: 'http://127.0.0.1:3000',
  })
  expect(line).toEqual({
    level: 30,
    event: 'something',
    boardId: 'b1-_x',
    count: 3,
    mayWrite: true,
    lockedAt: null,
    at: 'http://127.0.0.1:3000',
  })
  expect(new Date(String(time)).getTime()).not.toBeNaN()
})

test('[LG1] prose, private fields and whole objects are not', () => {
  const line = lineOf({
    what: 'het gaat niet goed',
    name: 'Piet',
    cookie: 'c',
    noteKey: 'k',
    text: 't',
    row: { id: 1 },
  })
  expect(line).toMatchObject({
    what: '[text]',
    name: '[private]',
    cookie: '[private]',
    noteKey: '[private]',
    text: '[private]',
    row: '[object]',
  })
})

test('[LG1] an error says what and where, never what it was given', () => {
  const cause = parseFailure('geheim briefje')
  const line = lineOf({ error: new StoreError('corrupt', { cause }) })
  expect(JSON.stringify(line)).not.toContain('geheim')
  expect(line).toMatchObject({
    error: { name: 'StoreError', code: 'corrupt', cause: { name: 'SyntaxError' } },
  })
  expect(JSON.stringify(line)).toContain('log.test.ts')
})

test('[LG1] a message of several lines that looks like a place in the code is left out too', () => {
  const line = lineOf({ error: new Error('begin\n    at mijn geheim') })
  expect(JSON.stringify(line)).not.toContain('geheim')
})

test('[LG1] lines below the level are not written', () => {
  const { log, lines } = logged('warn')
  log.info('quiet')
  log.warn('heard', {})
  log.error('heard too')
  expect(lines.map((line) => JSON.parse(line).event)).toEqual(['heard', 'heard too'])
})

function parseFailure(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    return cause
  }
}
