/**
 * JPEG: segments, of which the scans are followed by packed pixels. Places, cameras, profiles, small
 * pictures within and comments go; how colours are meant (Adobe's mark) stays, or they would be others.
 */
import { fit, joined, NotAnImage, Reader } from './reader.ts'

const startOfImage = 0xd8
const endOfImage = 0xd9
const startOfScan = 0xda
const tables = new Set([0xdb, 0xc4, 0xdd])
/** Baseline, extended and progressive: what every browser draws. */
const frames = new Set([0xc0, 0xc1, 0xc2])
const adobeMark = 0xee
/** A camera makes a dozen. Each may draw the whole picture once more. */
const scansMax = 32
/** The plainest head there is: no density, no small picture. */
const head = Uint8Array.of(0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0)

export function strippedJpeg(bytes: Uint8Array) {
  const reader = new Reader(bytes, 2)
  const kept: Uint8Array[] = [Uint8Array.of(0xff, startOfImage)]
  let size: ReturnType<typeof fit> | null = null
  let scans = 0
  let hasAdobe = false
  for (;;) {
    const marker = markerIn(reader)
    if (marker === endOfImage) {
      if (size === null || scans === 0 || !reader.isAtEnd) throw new NotAnImage()
      kept.push(Uint8Array.of(0xff, endOfImage))
      // Adobe's mark and this head contradict each other to some decoders.
      if (!hasAdobe) kept.splice(1, 0, head)
      return { ...size, bytes: joined(kept) }
    }
    const content = contentIn(reader)
    if (marker === startOfScan) {
      scans += 1
      if (size === null || scans > scansMax) throw new NotAnImage()
      kept.push(segment(marker, content), scanIn(reader))
    } else if (frames.has(marker)) {
      if (size !== null) throw new NotAnImage()
      size = frameSize(content)
      kept.push(segment(marker, content))
    } else if (tables.has(marker)) {
      kept.push(segment(marker, content))
    } else if (marker === adobeMark && isAdobe(content)) {
      if (!hasAdobe) kept.push(segment(marker, content.subarray(0, adobeLength)))
      hasAdobe = true
    } else if (!isSpare(marker)) {
      throw new NotAnImage()
    }
  }
}

/** Between segments any number of fill bytes may stand. */
function markerIn(reader: Reader): number {
  if (reader.byte() !== 0xff) throw new NotAnImage()
  let marker = reader.byte()
  while (marker === 0xff) marker = reader.byte()
  return marker
}

function contentIn(reader: Reader): Uint8Array {
  const length = reader.u16()
  if (length < 2) throw new NotAnImage()
  return reader.take(length - 2)
}

function frameSize(content: Uint8Array) {
  const reader = new Reader(content)
  const depth = reader.byte()
  // Height first. None here means that it comes later, which no camera does.
  const [height, width] = [reader.u16(), reader.u16()]
  const parts = reader.byte()
  if (depth !== 8 || ![1, 3, 4].includes(parts) || content.length !== 6 + 3 * parts) throw new NotAnImage()
  return fit(width, height)
}

/** The packed pixels up to the next segment: restarts and a stuffed 255 belong to them. */
function scanIn(reader: Reader): Uint8Array {
  const { bytes, at: start } = reader
  let at = start
  for (;;) {
    at = bytes.indexOf(0xff, at)
    const next = at === -1 ? undefined : bytes[at + 1]
    if (next === undefined) throw new NotAnImage()
    const isWithin = next === 0 || (next >= 0xd0 && next <= 0xd7)
    if (!isWithin && next !== 0xff) break
    at += next === 0xff ? 1 : 2
  }
  reader.at = at
  return bytes.subarray(start, at)
}

function segment(marker: number, content: Uint8Array): Uint8Array {
  const length = content.length + 2
  return joined([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), content])
}

const adobeLength = 12
function isAdobe(content: Uint8Array): boolean {
  return content.length >= adobeLength && String.fromCharCode(...content.subarray(0, 5)) === 'Adobe'
}

/** Whatever a program noted down (APPn), and comments. */
function isSpare(marker: number): boolean {
  return (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe
}
