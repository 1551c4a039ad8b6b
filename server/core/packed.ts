/**
 * Several byte strings in one fresh buffer, to be moved to another thread rather than copied: cloning
 * a view would clone the whole buffer behind it, and that may be the buffer of a whole socket.
 */
export interface Packed {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Of each, one after the other. */
  readonly lengths: readonly number[]
}

export function pack(parts: readonly Uint8Array[]): Packed {
  const lengths = parts.map((part) => part.byteLength)
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0))
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.byteLength
  }
  return { bytes, lengths }
}

export function unpack(packed: Packed): Uint8Array[] {
  let offset = 0
  return packed.lengths.map((length) => packed.bytes.subarray(offset, (offset += length)))
}
