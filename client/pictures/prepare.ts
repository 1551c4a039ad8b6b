/**
 * A photo as it goes up: drawn anew on this device, upright, no longer than a screen needs. What a camera
 * noted down about place and person stays behind with the original, which leaves the device never.
 */
import { imageTypeOf, lookAtImage, type StrippedImage } from '../../shared/image/image.ts'
import { pictureBytesMax, pictureSideWanted } from '../../shared/wire/bounds.ts'
import type { ClientProblemCode } from '../browser/ask.ts'

export type Prepared =
  | { readonly ok: true; readonly image: StrippedImage }
  | { readonly ok: false; readonly code: ClientProblemCode }

/** A camera makes a tenth of it. Larger, a phone may run out of memory and lose the page. */
const sourceBytesMax = 60 * 1024 * 1024
/** Of letters on a screen a PNG is sharper, and often smaller; of what is larger than this it isn't. */
const sharpBytesMax = 1024 * 1024
const quality = 0.85

/** Never throws. */
export async function preparePicture(file: Blob): Promise<Prepared> {
  if (file.size > sourceBytesMax) return { ok: false, code: 'picture-too-large' }
  const type = imageTypeOf(new Uint8Array(await file.slice(0, 16).arrayBuffer()))
  if (type === null) return { ok: false, code: 'picture-unknown' }
  let bitmap: ImageBitmap | null = null
  try {
    bitmap = await createImageBitmap(file)
    return await drawnAnew(bitmap, type !== 'image/jpeg')
  } catch {
    // The browser can't make anything of it.
    return { ok: false, code: 'picture-broken' }
  } finally {
    bitmap?.close()
  }
}

async function drawnAnew(bitmap: ImageBitmap, mayBeSharp: boolean): Promise<Prepared> {
  const longest = Math.max(bitmap.width, bitmap.height)
  for (let side = pictureSideWanted; side >= pictureSideWanted / 4; side /= 2) {
    const canvas = drawn(bitmap, Math.min(1, side / longest))
    for (const blob of await packed(canvas, mayBeSharp)) {
      const looked = lookAtImage(new Uint8Array(await blob.arrayBuffer()))
      if (looked.ok && looked.image.bytes.byteLength <= pictureBytesMax)
        return { ok: true, image: looked.image }
    }
  }
  return { ok: false, code: 'picture-too-large' }
}

function drawn(bitmap: ImageBitmap, scale: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no room to draw')
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas
}

/** The best first. What is seen through stays so: in a JPEG it would be black. */
async function packed(canvas: HTMLCanvasElement, mayBeSharp: boolean): Promise<Blob[]> {
  const see = mayBeSharp && isSeenThrough(canvas)
  const sharp = mayBeSharp ? await blobOf(canvas, 'image/png') : null
  const soft = await blobOf(canvas, see ? 'image/webp' : 'image/jpeg')
  const both = [sharp, soft].filter((blob) => blob !== null)
  return sharp !== null && sharp.size <= sharpBytesMax ? both : both.toReversed()
}

function isSeenThrough(canvas: HTMLCanvasElement): boolean {
  const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] }
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true
  return false
}

/** A browser that doesn't know the type makes a PNG of it, which is fine. */
function blobOf(canvas: HTMLCanvasElement, type: string): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, type, quality))
}
