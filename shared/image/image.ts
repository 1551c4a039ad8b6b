/**
 * The bytes of a picture that people put on a board, looked at as bytes: which of the four formats
 * it is, how large it is drawn, and the same picture without anything that draws nothing. Nothing is
 * decompressed. Invariants:
 * 1. What comes out holds only parts that a decoder needs to draw one still picture: no place, no
 *    camera, no words, nothing behind the end.
 * 2. What comes out goes in again and comes out the same.
 * 3. Never throws, whatever the bytes; its cost is that of reading them once.
 */
import { strippedGif } from './gif.ts'
import { strippedJpeg } from './jpeg.ts'
import { strippedPng } from './png.ts'
import { NotAnImage } from './reader.ts'
import { strippedWebp } from './webp.ts'

export const imageTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const
export type ImageType = (typeof imageTypes)[number]

export interface Size {
  readonly width: number
  readonly height: number
}
export interface StrippedImage extends Size {
  readonly type: ImageType
  readonly bytes: Uint8Array<ArrayBuffer>
}

export type Looked =
  | { readonly ok: true; readonly image: StrippedImage }
  /**
   * `unknown`: none of the four. `broken`: not whole, or with something in it that no camera and no
   * canvas makes. `moves`: more than one picture. `too-large`: more to draw than a phone can hold.
   */
  | { readonly ok: false; readonly why: 'unknown' | 'broken' | 'moves' | 'too-large' }

/** The format that the first bytes say. */
export function imageTypeOf(bytes: Uint8Array): ImageType | null {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (startsWith(bytes, asciiBytes('RIFF')) && startsWith(bytes.subarray(8), asciiBytes('WEBP')))
    return 'image/webp'
  if (startsWith(bytes, asciiBytes('GIF87a')) || startsWith(bytes, asciiBytes('GIF89a'))) return 'image/gif'
  return null
}

const strippers = {
  'image/png': strippedPng,
  'image/jpeg': strippedJpeg,
  'image/webp': strippedWebp,
  'image/gif': strippedGif,
} as const satisfies { [T in ImageType]: (bytes: Uint8Array) => Size & { bytes: Uint8Array } }

export function lookAtImage(bytes: Uint8Array): Looked {
  const type = imageTypeOf(bytes)
  if (type === null) return { ok: false, why: 'unknown' }
  try {
    return { ok: true, image: { type, ...strippers[type](bytes) } }
  } catch (cause) {
    if (cause instanceof NotAnImage) return { ok: false, why: cause.why }
    throw cause
  }
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte)
}
function asciiBytes(text: string): number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
}
