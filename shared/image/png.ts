/** PNG: chunks with a checksum each. What draws stays; words, places, profiles and later frames go. */
import { fit, joined, NotAnImage, Reader } from './reader.ts'

const signatureLength = 8
/** What a decoder draws with, beside the pixels. Each at most once, with this length at most. */
const drawing = new Map([
  ['PLTE', 768],
  ['tRNS', 256],
  ['gAMA', 4],
  ['cHRM', 32],
  ['sRGB', 1],
])
const depthsOf = new Map([
  [0, [1, 2, 4, 8, 16]],
  [2, [8, 16]],
  [3, [1, 2, 4, 8]],
  [4, [8, 16]],
  [6, [8, 16]],
])

interface Chunk {
  readonly type: string
  readonly content: Uint8Array
  /** With length, type and checksum. */
  readonly whole: Uint8Array
}

export function strippedPng(bytes: Uint8Array) {
  const reader = new Reader(bytes, signatureLength)
  const first = chunkIn(reader)
  if (first.type !== 'IHDR') throw new NotAnImage()
  const { width, height, colour } = headerIn(first.content)
  const kept = [bytes.subarray(0, signatureLength), first.whole]
  const seen = new Set<string>()
  let pixels: 'to come' | 'coming' | 'over' = 'to come'
  for (;;) {
    const { type, content, whole } = chunkIn(reader)
    if (type !== 'IDAT' && pixels === 'coming') pixels = 'over'
    if (type === 'IEND') {
      if (content.length > 0 || pixels !== 'over' || !reader.isAtEnd) throw new NotAnImage()
      if (colour === 3 && !seen.has('PLTE')) throw new NotAnImage()
      kept.push(whole)
      return { width, height, bytes: joined(kept) }
    }
    if (type === 'IDAT') {
      if (pixels === 'over') throw new NotAnImage()
      pixels = 'coming'
      kept.push(whole)
      continue
    }
    const lengthMax = drawing.get(type)
    if (lengthMax === undefined) {
      if (!isSpare(type)) throw new NotAnImage()
      continue
    }
    if (seen.has(type) || pixels !== 'to come' || content.length > lengthMax) throw new NotAnImage()
    if (type === 'PLTE' && (content.length === 0 || content.length % 3 !== 0)) throw new NotAnImage()
    seen.add(type)
    kept.push(whole)
  }
}

function headerIn(content: Uint8Array) {
  if (content.length !== 13) throw new NotAnImage()
  const reader = new Reader(content)
  const { width, height } = fit(reader.u32(), reader.u32())
  const [depth, colour] = [reader.byte(), reader.byte()]
  const [packing, filter, interlace] = [reader.byte(), reader.byte(), reader.byte()]
  const isKnown = depthsOf.get(colour)?.includes(depth) === true
  if (!isKnown || packing !== 0 || filter !== 0 || interlace > 1) throw new NotAnImage()
  return { width, height, colour }
}

function chunkIn(reader: Reader): Chunk {
  const start = reader.at
  const length = reader.u32()
  const type = reader.text(4)
  if (!/^[A-Za-z]{4}$/.test(type)) throw new NotAnImage()
  const content = reader.take(length)
  const checked = reader.bytes.subarray(start + 4, reader.at)
  if (crcOf(checked) !== reader.u32()) throw new NotAnImage()
  return { type, content, whole: reader.bytes.subarray(start, reader.at) }
}

/** A small first letter: whoever does not know the chunk may draw without it. */
function isSpare(type: string): boolean {
  return type.charCodeAt(0) >= 0x61
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ (crcTable[(crc ^ byte) & 0xff] ?? 0)
  return (crc ^ 0xffffffff) >>> 0
}
