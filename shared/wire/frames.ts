/**
 * The binary frames of the socket. 0 to 3 mean what they mean to y-websocket, so that any Yjs client
 * can talk to us; 16 is ours. PROTOCOL.md is the same in words.
 *
 * Reading is strict: a frame is one message, whole, with nothing behind it. Whatever is not that is
 * a `WireError`, never a guess. What the bytes inside mean (updates, JSON) is for others to read.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** The peer sent something that is no frame of ours. */
export class WireError extends Error {
  override readonly name = 'WireError'
  readonly code: 'truncated' | 'trailing-bytes' | 'unknown-type' | 'malformed' | 'too-large'
  constructor(code: WireError['code'], options?: ErrorOptions) {
    super(`wire: ${code}`, options)
    this.code = code
  }
}

export type SyncFrame =
  | { readonly type: 'step1'; readonly stateVector: Uint8Array }
  | { readonly type: 'step2'; readonly update: Uint8Array }
  | { readonly type: 'update'; readonly update: Uint8Array }

export type Frame =
  | SyncFrame
  | { readonly type: 'awareness'; readonly entries: Uint8Array }
  | { readonly type: 'auth'; readonly reason: string }
  | { readonly type: 'query-awareness' }
  | { readonly type: 'control'; readonly json: string }

const frameTypes = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, control: 16 } as const
const syncTypes = { step1: 0, step2: 1, update: 2 } as const
const permissionDenied = 0

export function isSync(frame: Frame): frame is SyncFrame {
  return frame.type === 'step1' || frame.type === 'step2' || frame.type === 'update'
}

export function writeFrame(frame: Frame): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder()
  switch (frame.type) {
    case 'step1':
      encoding.writeVarUint(encoder, frameTypes.sync)
      encoding.writeVarUint(encoder, syncTypes.step1)
      encoding.writeVarUint8Array(encoder, frame.stateVector)
      break
    case 'step2':
    case 'update':
      encoding.writeVarUint(encoder, frameTypes.sync)
      encoding.writeVarUint(encoder, syncTypes[frame.type])
      encoding.writeVarUint8Array(encoder, frame.update)
      break
    case 'awareness':
      encoding.writeVarUint(encoder, frameTypes.awareness)
      encoding.writeVarUint8Array(encoder, frame.entries)
      break
    case 'auth':
      encoding.writeVarUint(encoder, frameTypes.auth)
      encoding.writeVarUint(encoder, permissionDenied)
      encoding.writeVarString(encoder, frame.reason)
      break
    case 'query-awareness':
      encoding.writeVarUint(encoder, frameTypes.queryAwareness)
      break
    case 'control':
      encoding.writeVarUint(encoder, frameTypes.control)
      encoding.writeVarString(encoder, frame.json)
      break
  }
  return encoding.toUint8Array(encoder)
}

/** Throws WireError. The byte fields are views on `bytes`, not copies. */
export function readFrame(bytes: Uint8Array): Frame {
  const decoder = decoding.createDecoder(bytes)
  const frame = whole(() => readBody(decoder))
  if (decoding.hasContent(decoder)) throw new WireError('trailing-bytes')
  return frame
}

function readBody(decoder: decoding.Decoder): Frame {
  switch (decoding.readVarUint(decoder)) {
    case frameTypes.sync:
      return readSync(decoder)
    case frameTypes.awareness:
      return { type: 'awareness', entries: readBytes(decoder) }
    case frameTypes.auth:
      if (decoding.readVarUint(decoder) !== permissionDenied) throw new WireError('unknown-type')
      return { type: 'auth', reason: readText(decoder) }
    case frameTypes.queryAwareness:
      return { type: 'query-awareness' }
    case frameTypes.control:
      return { type: 'control', json: readText(decoder) }
    default:
      throw new WireError('unknown-type')
  }
}

function readSync(decoder: decoding.Decoder): SyncFrame {
  switch (decoding.readVarUint(decoder)) {
    case syncTypes.step1:
      return { type: 'step1', stateVector: readBytes(decoder) }
    case syncTypes.step2:
      return { type: 'step2', update: readBytes(decoder) }
    case syncTypes.update:
      return { type: 'update', update: readBytes(decoder) }
    default:
      throw new WireError('unknown-type')
  }
}

/** lib0 makes a view of any length it is told, so the length is checked here. */
function readBytes(decoder: decoding.Decoder): Uint8Array {
  const length = decoding.readVarUint(decoder)
  if (length > decoder.arr.byteLength - decoder.pos) throw new WireError('truncated')
  return decoding.readUint8Array(decoder, length)
}

function readText(decoder: decoding.Decoder): string {
  const length = decoding.peekVarUint(decoder)
  if (length > decoder.arr.byteLength - decoder.pos) throw new WireError('truncated')
  return decoding.readVarString(decoder)
}

/** lib0 reports the end of the bytes, and a number out of range, with plain errors. */
function whole<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof WireError) throw cause
    throw new WireError('truncated', { cause })
  }
}
