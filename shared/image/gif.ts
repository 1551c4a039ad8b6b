/** GIF: blocks. One picture with its colours and what is seen through; comments, words and programs' notes go. */
import { fit, joined, NotAnImage, Reader } from './reader.ts'

const extension = 0x21
const picture = 0x2c
const trailer = 0x3b
const graphicControl = 0xf9

export function strippedGif(bytes: Uint8Array) {
  const reader = new Reader(bytes, 6)
  const { width, height } = fit(reader.u16le(), reader.u16le())
  const flags = reader.byte()
  reader.take(2)
  takeColours(reader, flags)
  const kept = [bytes.subarray(0, reader.at)]
  let control: Uint8Array | null = null
  let pictures = 0
  for (;;) {
    const start = reader.at
    switch (reader.byte()) {
      case extension: {
        const label = reader.byte()
        takeBlocks(reader)
        const whole = bytes.subarray(start, reader.at)
        if (label !== graphicControl) break
        if (whole.length !== 8 || whole[2] !== 4) throw new NotAnImage()
        control = whole
        break
      }
      case picture: {
        pictures += 1
        if (pictures > 1) throw new NotAnImage('moves')
        takePicture(reader, width, height)
        if (control !== null) kept.push(control)
        kept.push(bytes.subarray(start, reader.at))
        break
      }
      case trailer:
        if (pictures === 0 || !reader.isAtEnd) throw new NotAnImage()
        kept.push(bytes.subarray(start))
        return { width, height, bytes: joined(kept) }
      default:
        throw new NotAnImage()
    }
  }
}

/** Within the screen: a decoder may take room for what lies beside it. */
function takePicture(reader: Reader, width: number, height: number): void {
  const [left, top, w, h] = [reader.u16le(), reader.u16le(), reader.u16le(), reader.u16le()]
  if (w < 1 || h < 1 || left + w > width || top + h > height) throw new NotAnImage()
  takeColours(reader, reader.byte())
  const codeSize = reader.byte()
  if (codeSize < 2 || codeSize > 8) throw new NotAnImage()
  takeBlocks(reader)
}

function takeColours(reader: Reader, flags: number): void {
  if ((flags & 0x80) !== 0) reader.take(3 * 2 ** ((flags & 7) + 1))
}

function takeBlocks(reader: Reader): void {
  for (let length = reader.byte(); length > 0; length = reader.byte()) reader.take(length)
}
