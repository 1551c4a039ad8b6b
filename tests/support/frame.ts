/** `npm run frame -- HEX` says in words what a frame of the socket holds. */
import * as Y from 'yjs'
import { unreachable } from '../../shared/assert.ts'
import { readFrame } from '../../shared/wire/frames.ts'

/** One line for each struct and delete range of an update. */
function inWords(update: Uint8Array): string[] {
  const { structs, ds } = Y.decodeUpdate(update)
  const lines = structs.map((struct) => {
    const where = struct instanceof Y.Item ? describe(struct) : struct.constructor.name
    return `  ${struct.id.client}@${struct.id.clock}+${struct.length} ${where}`
  })
  for (const [client, ranges] of ds.clients) {
    for (const range of ranges) lines.push(`  deletes ${client}@${range.clock}+${range.len}`)
  }
  return lines.length === 0 ? ['  nothing'] : lines
}

function describe(item: Y.Item): string {
  const parent = typeof item.parent === 'string' ? item.parent : JSON.stringify(item.parent ?? item.origin)
  const content = JSON.stringify(item.content.getContent())
  return `${parent}${item.parentSub === null ? '' : `.${item.parentSub}`} = ${content}`
}

function explain(bytes: Uint8Array): string[] {
  const frame = readFrame(bytes)
  switch (frame.type) {
    case 'step1':
      return ['sync step 1: what have you that I lack?', ...states(frame.stateVector)]
    case 'step2':
      return ['sync step 2: what you lack', ...inWords(frame.update)]
    case 'update':
      return ['update', ...inWords(frame.update)]
    case 'awareness':
      return [`awareness, ${frame.entries.length} bytes`]
    case 'auth':
      return [`permission denied: ${frame.reason}`]
    case 'query-awareness':
      return ['who is here?']
    case 'control':
      return ['control', `  ${frame.json}`]
    default:
      return unreachable(frame)
  }
}

function states(vector: Uint8Array): string[] {
  return [...Y.decodeStateVector(vector)].map(([client, clock]) => `  has ${client} up to ${clock}`)
}

const hex = (process.argv[2] ?? '').replaceAll(/\s/g, '')
if (!/^([0-9a-f]{2})+$/i.test(hex)) {
  process.stderr.write('A frame as hexadecimal digits, please: npm run frame -- 00000100\n')
  process.exitCode = 2
} else {
  for (const line of explain(Buffer.from(hex, 'hex'))) process.stdout.write(`${line}\n`)
}
