/** WebP: one RIFF with chunks. The picture and its see-through part stay; profiles, places and words go. */
import { fit, joined, NotAnImage, Reader } from './reader.ts'

const hasAlpha = 0x10
const isAnimated = 0x02

interface Chunk {
  readonly type: string
  readonly content: Uint8Array
}

export function strippedWebp(bytes: Uint8Array) {
  const reader = new Reader(bytes, 4)
  if (reader.u32le() !== bytes.length - 8) throw new NotAnImage()
  reader.take(4)
  const chunks: Chunk[] = []
  while (!reader.isAtEnd) {
    const type = reader.text(4)
    const length = reader.u32le()
    chunks.push({ type, content: reader.take(length) })
    if (length % 2 === 1 && reader.byte() !== 0) throw new NotAnImage()
  }
  const [first] = chunks
  if (first === undefined) throw new NotAnImage()
  if (first.type !== 'VP8X') {
    if (chunks.length > 1) throw new NotAnImage()
    return { ...sizeOf(first), bytes: riff([first]) }
  }
  return extended(first, chunks.slice(1))
}

/** One picture, perhaps with its see-through part before it, on a canvas of its own size. */
function extended({ content }: Chunk, chunks: readonly Chunk[]) {
  const header = new Reader(content)
  const flags = header.byte()
  if (content.length !== 10) throw new NotAnImage()
  if ((flags & isAnimated) !== 0 || chunks.some(({ type }) => type === 'ANIM' || type === 'ANMF'))
    throw new NotAnImage('moves')
  header.take(3)
  const [width, height] = [header.u24le() + 1, header.u24le() + 1]
  const canvas = fit(width, height)
  const drawn = chunks.filter(({ type }) => type === 'VP8 ' || type === 'VP8L')
  const [alpha, ...more] = chunks.filter(({ type }) => type === 'ALPH')
  const [picture] = drawn
  if (picture === undefined || drawn.length > 1 || more.length > 0) throw new NotAnImage()
  const size = sizeOf(picture)
  if (size.width !== canvas.width || size.height !== canvas.height) throw new NotAnImage()
  // What packs without loss says itself what is seen through.
  if (alpha === undefined || picture.type === 'VP8L') return { ...size, bytes: riff([picture]) }
  if (chunks.indexOf(alpha) > chunks.indexOf(picture)) throw new NotAnImage()
  const plain = content.slice()
  plain.fill(0, 1, 4)
  plain[0] = hasAlpha
  return { ...size, bytes: riff([{ type: 'VP8X', content: plain }, alpha, picture]) }
}

function sizeOf({ type, content }: Chunk) {
  const reader = new Reader(content)
  if (type === 'VP8 ') {
    // A key frame that is shown.
    const isShownKey = (reader.u24le() & 0x11) === 0x10
    const isStart = reader.byte() === 0x9d && reader.byte() === 0x01 && reader.byte() === 0x2a
    if (!isShownKey || !isStart) throw new NotAnImage()
    return fit(reader.u16le() & 0x3fff, reader.u16le() & 0x3fff)
  }
  if (type !== 'VP8L' || reader.byte() !== 0x2f) throw new NotAnImage()
  const bits = reader.u32le()
  if (bits >>> 29 !== 0) throw new NotAnImage()
  return fit((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1)
}

function riff(chunks: readonly Chunk[]): Uint8Array<ArrayBuffer> {
  const body = joined(
    chunks.flatMap(({ type, content }) => [
      ascii(type),
      little32(content.length),
      content,
      new Uint8Array(content.length % 2),
    ]),
  )
  return joined([ascii('RIFF'), little32(body.length + 4), ascii('WEBP'), body])
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
}
function little32(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24)
}
