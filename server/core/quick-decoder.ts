/**
 * Reads Yjs updates (V1) as Yjs does, faster where the time goes: lib0 makes a view for every number
 * and calls a text decoder for every name of one letter, and a stroke of a pen is a hundred of each.
 * Same values, same faults; an update is read twice here, once to judge it and once to take it.
 */
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'

/** Longer ones are worth a text decoder. */
const shortBytes = 16
const ascii = Array.from({ length: 0x80 }, (_, code) => String.fromCharCode(code))

/** Throws what Yjs throws. */
export function applyQuickly(doc: Y.Doc, update: Uint8Array): void {
  Y.applyUpdateV2(doc, update, undefined, QuickDecoder)
}
export function decodeQuickly(update: Uint8Array): ReturnType<typeof Y.decodeUpdate> {
  return Y.decodeUpdateV2(update, QuickDecoder)
}

class QuickDecoder extends Y.UpdateDecoderV1 {
  readonly #view: DataView

  constructor(decoder: decoding.Decoder) {
    super(decoder)
    const { buffer, byteOffset, byteLength } = decoder.arr
    this.#view = new DataView(buffer, byteOffset, byteLength)
  }

  override readString(): string {
    return readText(this.restDecoder)
  }
  override readKey(): string {
    return readText(this.restDecoder)
  }

  override readAny(): unknown {
    const decoder = this.restDecoder
    const type = decoding.peekUint8(decoder)
    switch (type) {
      case 125:
        decoder.pos += 1
        return decoding.readVarInt(decoder)
      case 124: {
        const value = this.#view.getFloat32(decoder.pos + 1)
        decoder.pos += 5
        return value
      }
      case 123: {
        const value = this.#view.getFloat64(decoder.pos + 1)
        decoder.pos += 9
        return value
      }
      case 119:
        decoder.pos += 1
        return readText(decoder)
      case 118: {
        decoder.pos += 1
        const object: { [key: string]: unknown } = {}
        for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
          const key = readText(decoder)
          object[key] = this.readAny()
        }
        return object
      }
      case 117: {
        decoder.pos += 1
        const list: unknown[] = []
        for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) list.push(this.readAny())
        return list
      }
      default:
        return decoding.readAny(decoder)
    }
  }
}

function readText(decoder: decoding.Decoder): string {
  const { arr, pos } = decoder
  const length = arr[pos] ?? shortBytes
  const end = pos + 1 + length
  if (length < shortBytes && end <= arr.length) {
    let text = ''
    for (let at = pos + 1; at < end; at += 1) {
      const letter = ascii[arr[at] ?? 0x80]
      if (letter === undefined) return decoding.readVarString(decoder)
      text += letter
    }
    decoder.pos = end
    return text
  }
  return decoding.readVarString(decoder)
}
