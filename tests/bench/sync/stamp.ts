/**
 * What every change and cursor of the load carries: who wrote it, the how many-th it is and when it
 * left. Of fixed width, so that the time is written over in bytes that were encoded long before, and
 * found by a mark in the bytes, so that nobody who receives has to decode.
 *
 * In a change it is the first point of a stroke, three numbers of eight bytes as Yjs encodes them; in
 * JSON it is a text.
 */
export interface Stamp {
  readonly writer: number
  readonly seq: number
  /** Steady seconds. */
  readonly at: number
}

/** A coordinate that no other point has. */
const markX = -7_306.123_456_789
const pointMark = Buffer.alloc(8)
pointMark.writeDoubleBE(markX)
/** From one coordinate to the next: eight bytes, a name of one letter with its length, the type. */
const step = 8 + 3
const seqs = 65_536
/** Makes it a number that no encoder writes shorter than in eight bytes. */
const unround = 0.1 / seqs

/** How a stamp is found: in a change as a point, where changes are JSON as a text; in a cursor as a text. */
export type StampForm = 'point' | 'change' | 'cursor'
const marks: Readonly<Record<StampForm, Buffer>> = {
  point: pointMark,
  change: Buffer.from('<+>'),
  cursor: Buffer.from('<~>'),
}
const [timeDigits, writerDigits, seqDigits] = [11, 4, 6]

export function stampPoint({ writer, seq, at }: Stamp): { x: number; y: number; z: number } {
  return { x: markX, y: writer + seq / seqs + unround, z: at + unround }
}

/** Where the stamp of an encoded change lies. */
export function pointAt(bytes: Buffer): number {
  return bytes.indexOf(pointMark)
}

export function writeTimeAt(bytes: Buffer, point: number, at: number): void {
  bytes.writeDoubleBE(at, point + 2 * step)
}

export function stampText(form: 'change' | 'cursor', { writer, seq, at }: Stamp): string {
  const micros = Math.floor(at * 1e6)
  const digits = (value: number, width: number) => String(value).padStart(width, '0')
  return `${marks[form].toString()}${digits(micros, timeDigits)}${digits(writer, writerDigits)}${digits(seq, seqDigits)}`
}

/** Every stamp of this form in whole bytes. */
export function stampsIn(bytes: Buffer, form: StampForm): Stamp[] {
  const mark = marks[form]
  return offsetsOf(bytes, mark).map((offset) =>
    form === 'point' ? pointStamp(bytes, offset) : textStamp(bytes, offset + mark.byteLength),
  )
}

function pointStamp(bytes: Buffer, offset: number): Stamp {
  const y = bytes.readDoubleBE(offset + step)
  const writer = Math.floor(y)
  return { writer, seq: Math.floor((y - writer) * seqs), at: bytes.readDoubleBE(offset + 2 * step) }
}

function textStamp(bytes: Buffer, from: number): Stamp {
  const digits = bytes.toString('latin1', from, from + timeDigits + writerDigits + seqDigits)
  return {
    at: Number(digits.slice(0, timeDigits)) / 1e6,
    writer: Number(digits.slice(timeDigits, timeDigits + writerDigits)),
    seq: Number(digits.slice(timeDigits + writerDigits)),
  }
}

function offsetsOf(bytes: Buffer, mark: Buffer): number[] {
  const offsets: number[] = []
  for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + mark.byteLength)) {
    offsets.push(at)
  }
  return offsets
}

/** Counts stamps in a stream of chunks, also one that lies across two of them. */
export class StampCount {
  total = 0
  readonly #mark: Buffer
  #tail = Buffer.alloc(0)

  constructor(form: StampForm) {
    this.#mark = marks[form]
  }

  take(chunk: Buffer): void {
    const mark = this.#mark
    const reach = mark.byteLength - 1
    if (this.#tail.byteLength > 0) {
      if (Buffer.concat([this.#tail, chunk.subarray(0, reach)]).includes(mark)) this.total += 1
    }
    for (let at = chunk.indexOf(mark); at !== -1; at = chunk.indexOf(mark, at + mark.byteLength)) {
      this.total += 1
    }
    this.#tail = Buffer.from(
      chunk.byteLength >= reach
        ? chunk.subarray(chunk.byteLength - reach)
        : Buffer.concat([this.#tail, chunk]).subarray(-reach),
    )
  }
}
