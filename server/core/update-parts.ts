/**
 * Where the parts of a Yjs update (V1) lie in its bytes: which structs of which client, and what it
 * deletes. Walks over the contents without making anything of them. For updates that Yjs has read
 * before; a form that it doesn't know is null, and then the caller asks Yjs.
 */

/** The structs of one client: from `clock` up to `end`, encoded in `bytes`. */
export interface Section {
  readonly client: number
  readonly clock: number
  readonly end: number
  readonly count: number
  readonly bytes: Uint8Array
}
export interface DeletedRange {
  readonly clock: number
  readonly length: number
}
export interface UpdateParts {
  readonly sections: readonly Section[]
  readonly deletes: ReadonlyMap<number, readonly DeletedRange[]>
}

export function partsOf(update: Uint8Array): UpdateParts | null {
  const bytes = new Walker(update)
  const sections: Section[] = []
  let isKnown = true
  bytes.each(() => {
    const count = bytes.number()
    const [client, clock] = [bytes.number(), bytes.number()]
    const from = bytes.at
    let end = clock
    for (let left = count; left > 0 && isKnown && bytes.isWithin; left -= 1) {
      const length = passStruct(bytes)
      isKnown = length !== null
      end += length ?? 0
    }
    sections.push({ client, clock, end, count, bytes: update.subarray(from, bytes.at) })
  })
  const deletes = readDeletes(bytes)
  return isKnown && bytes.at === update.byteLength ? { sections, deletes } : null
}

function readDeletes(bytes: Walker): Map<number, DeletedRange[]> {
  const deletes = new Map<number, DeletedRange[]>()
  bytes.each(() => {
    const client = bytes.number()
    const ranges = deletes.get(client) ?? []
    deletes.set(client, ranges)
    bytes.each(() => ranges.push({ clock: bytes.number(), length: bytes.number() }))
  })
  return deletes
}

/** Bits of a struct's first byte, as Yjs sets them. */
const hasLeft = 0x80
const hasRight = 0x40
const hasKey = 0x20
const kindBits = 0x1f
const [collected, skipped] = [0, 10]

/** How many clocks the struct takes; null for one of another form. */
function passStruct(bytes: Walker): number | null {
  const info = bytes.byte()
  const kind = info & kindBits
  if (info === skipped) return null
  if (kind === collected) return bytes.number()
  if ((info & hasLeft) !== 0) bytes.passId()
  if ((info & hasRight) !== 0) bytes.passId()
  if ((info & (hasLeft | hasRight)) === 0) {
    if (bytes.number() === 1) bytes.passText()
    else bytes.passId()
    if ((info & hasKey) !== 0) bytes.passText()
  }
  return passContent(bytes, kind)
}

function passContent(bytes: Walker, kind: number): number | null {
  switch (kind) {
    case 1: // deleted
      return bytes.number()
    case 2: // JSON
      return bytes.each(() => bytes.passText())
    case 3: // bytes
    case 5: // embed
      bytes.passText()
      return 1
    case 4: // letters
      return bytes.passLetters()
    case 6: // format
      bytes.passText()
      bytes.passText()
      return 1
    case 7: // type; an element and a hook have a name
      if ([3, 5].includes(bytes.number())) bytes.passText()
      return 1
    case 8: // any values
      return bytes.each(() => bytes.passAny())
    default:
      return null
  }
}

/** Beyond the end it finds zeros, and no list goes on: the caller sees that it went too far. */
class Walker {
  at = 0
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get isWithin(): boolean {
    return this.at < this.#bytes.byteLength
  }

  byte(): number {
    const byte = this.#bytes[this.at] ?? 0
    this.at += 1
    return byte
  }

  number(): number {
    let byte = this.byte()
    let number = byte & 0x7f
    for (let unit = 0x80; byte >= 0x80; unit *= 0x80) {
      byte = this.byte()
      number += (byte & 0x7f) * unit
    }
    return number
  }

  /** As often as the number here says; that number. */
  each(pass: () => unknown): number {
    const count = this.number()
    for (let left = count; left > 0 && this.isWithin; left -= 1) pass()
    return count
  }

  #passNumber(): void {
    while (this.byte() >= 0x80);
  }

  passId(): void {
    this.#passNumber()
    this.#passNumber()
  }

  /** Also bytes with their length in front. */
  passText(): void {
    const length = this.number()
    this.at += length
  }

  /** As many as Yjs counts: units of UTF-16, of which a letter of four bytes has two. */
  passLetters(): number {
    const end = this.number() + this.at
    let count = 0
    for (; this.at < end; this.at += 1) {
      const byte = this.#bytes[this.at] ?? 0
      if ((byte & 0xc0) !== 0x80) count += byte >= 0xf0 ? 2 : 1
    }
    return count
  }

  /** A value as lib0 encodes it. */
  passAny(): void {
    switch (this.byte()) {
      case 125: // a whole number
        return this.#passNumber()
      case 124: // of four bytes
        this.at += 4
        return
      case 123: // of eight
      case 122:
        this.at += 8
        return
      case 119: // text
      case 116: // bytes
        return this.passText()
      case 118: // object
        this.each(() => {
          this.passText()
          this.passAny()
        })
        return
      case 117: // list
        this.each(() => this.passAny())
    }
  }
}
