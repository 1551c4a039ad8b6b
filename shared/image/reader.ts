/** Reading bytes in order, where what isn't there is a picture that is not whole. */
import { imageAreaMax, imageSideMax } from '../wire/bounds.ts'

export class NotAnImage extends Error {
  override readonly name = 'NotAnImage'
  readonly why: 'broken' | 'moves' | 'too-large'
  constructor(why: NotAnImage['why'] = 'broken') {
    super(`image: ${why}`)
    this.why = why
  }
}

export class Reader {
  readonly bytes: Uint8Array
  at: number
  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes
    this.at = at
  }

  get isAtEnd(): boolean {
    return this.at === this.bytes.length
  }

  /** The next bytes, as a view. */
  take(count: number): Uint8Array {
    const end = this.at + count
    if (end > this.bytes.length) throw new NotAnImage()
    const taken = this.bytes.subarray(this.at, end)
    this.at = end
    return taken
  }
  byte(): number {
    return this.take(1)[0] ?? 0
  }
  /** High byte first. */
  u16(): number {
    return this.byte() * 256 + this.byte()
  }
  u32(): number {
    return this.u16() * 65_536 + this.u16()
  }
  /** Low byte first. */
  u16le(): number {
    return this.byte() + this.byte() * 256
  }
  u24le(): number {
    return this.u16le() + this.byte() * 65_536
  }
  u32le(): number {
    return this.u16le() + this.u16le() * 65_536
  }
  text(length: number): string {
    return String.fromCharCode(...this.take(length))
  }
}

/** Throws for more to draw than a phone can hold, and for nothing to draw. */
export function fit(width: number, height: number): { readonly width: number; readonly height: number } {
  if (width < 1 || height < 1) throw new NotAnImage()
  if (width > imageSideMax || height > imageSideMax || width * height > imageAreaMax) {
    throw new NotAnImage('too-large')
  }
  return { width, height }
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
