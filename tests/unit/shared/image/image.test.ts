import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { imageTypeOf, lookAtImage } from '../../../../shared/image/image.ts'
import { big32, bytesOf, little32, pngChunk, pngOf, samples, segment } from '../../../support/images.ts'

const types = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  webpAlpha: 'image/webp',
  webpLossless: 'image/webp',
  gif: 'image/gif',
} as const
const all = Object.entries(samples) as [keyof typeof samples, Uint8Array<ArrayBuffer>][]

function whyNot(bytes: Uint8Array): string {
  const looked = lookAtImage(bytes)
  return looked.ok ? 'fine' : looked.why
}
function strippedOf(bytes: Uint8Array): Uint8Array {
  const looked = lookAtImage(bytes)
  if (!looked.ok) throw new Error(looked.why)
  return looked.image.bytes
}
/** The JPEG with more segments behind its head. */
const jpegWith = (...segments: Uint8Array[]) =>
  bytesOf(samples.jpeg.subarray(0, 20), ...segments, samples.jpeg.subarray(20))
const webpOf = (...chunks: [string, Uint8Array][]) => {
  const body = bytesOf(
    'WEBP',
    ...chunks.map(([type, content]) =>
      bytesOf(type, little32(content.length), content, new Uint8Array(content.length % 2)),
    ),
  )
  return bytesOf('RIFF', little32(body.length), body)
}
const vp8 = samples.webp.subarray(Buffer.from(samples.webp).indexOf('VP8 ') + 8)
const vp8x = (flags: number, w = 6, h = 4) => Uint8Array.of(flags, 0, 0, 0, w - 1, 0, 0, h - 1, 0, 0)
const gifPicture = samples.gif.subarray(27, -1)

describe('pictures by their content', () => {
  test.each(all)('[PC1] %s is known by its first bytes', (name, bytes) => {
    expect(imageTypeOf(bytes)).toBe(types[name])
  })
  test.each([
    ['nothing', ''],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['HTML', '<!doctype html><script>alert(1)</script>'],
    ['HEIC', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
    ['AVIF', '\0\0\0\x18ftypavif\0\0\0\0mif1avif'],
    ['PDF', '%PDF-1.7'],
    ['a film', 'RIFF\0\0\0\0AVI LIST'],
    ['a bitmap', 'BM\x36\0\0\0'],
    ['half a signature', '\x89PNG'],
  ])('[PC1] %s is unknown', (_name, text) => {
    expect(whyNot(bytesOf(text))).toBe('unknown')
  })

  test.each(all)('[PC2] %s comes out with its size, and the same once more', (name, bytes) => {
    const looked = lookAtImage(bytes)
    expect(looked).toMatchObject({ ok: true, image: { type: types[name], width: 6, height: 4 } })
    expect(lookAtImage(strippedOf(bytes))).toEqual(looked)
  })
  test('[PC2] colours that a mark of Adobe changes keep it', () => {
    const adobe = segment(0xee, bytesOf('Adobe', [0, 100, 0, 0, 0, 0, 1], 'meer woorden'))
    const text = Buffer.from(strippedOf(jpegWith(adobe))).toString('latin1')
    expect([text.includes('Adobe'), text.includes('meer')]).toEqual([true, false])
  })

  test.each([
    ['a PNG', pngOf(6, 4, { before: [pngChunk('tEXt', bytesOf('Comment\0Geheim'))] })],
    ['a place in a PNG', pngOf(6, 4, { before: [pngChunk('eXIf', bytesOf('MM\0*Geheim'))] })],
    ['a profile in a PNG', pngOf(6, 4, { before: [pngChunk('iCCP', bytesOf('Geheim\0\0'))] })],
    ['the end of a PNG', pngOf(6, 4, { after: [pngChunk('zTXt', bytesOf('Geheim\0\0'))] })],
    ['a place in a JPEG', jpegWith(segment(0xe1, bytesOf('Exif\0\0MM\0*Geheim')))],
    ['a comment in a JPEG', jpegWith(segment(0xfe, bytesOf('Geheim')))],
    ['words of a program in a JPEG', jpegWith(segment(0xed, bytesOf('Photoshop 3.0\0Geheim')))],
    [
      'a place in a WebP',
      webpOf(
        ['VP8X', vp8x(0x08)],
        ['VP8 ', vp8],
        ['EXIF', bytesOf('MM\0*Geheim')],
        ['XMP ', bytesOf('Geheim')],
      ),
    ],
    [
      'a comment in a GIF',
      bytesOf(samples.gif.subarray(0, 19), [0x21, 0xfe, 6], 'Geheim', [0], samples.gif.subarray(19)),
    ],
    [
      'words of a program in a GIF',
      bytesOf(samples.gif.subarray(0, -1), [0x21, 0xff, 6], 'Geheim', [0], [0x3b]),
    ],
  ])('[PC3] of %s nothing is left', (_name, bytes) => {
    expect(Buffer.from(bytes).includes('Geheim')).toBe(true)
    expect(Buffer.from(strippedOf(bytes)).includes('Geheim')).toBe(false)
  })
  test.each(all)('[PC3] no profile is left in %s', (_name, bytes) => {
    expect(Buffer.from(strippedOf(bytes)).includes('Google')).toBe(false)
  })
  test('[PC3] an animated PNG keeps its one still picture', () => {
    const control = pngChunk('acTL', bytesOf(big32(2), big32(0)))
    const later = pngChunk('fdAT', bytesOf(big32(1), 'Geheim'))
    expect(strippedOf(pngOf(6, 4, { before: [control], after: [later] }))).toEqual(pngOf(6, 4))
  })

  test.each(all)('[PC4] %s is broken when cut short anywhere, or with a byte behind it', (_name, bytes) => {
    for (let end = 12; end < bytes.length; end += 1) {
      expect([end, whyNot(bytes.subarray(0, end))]).toEqual([end, 'broken'])
    }
    expect(whyNot(bytesOf(bytes, [0]))).toBe('broken')
    expect(whyNot(bytesOf(bytes, '<script>alert(1)</script>'))).toBe('broken')
  })
  test.each([
    ['a wrong checksum', bytesOf(pngOf(6, 4).subarray(0, 30), [1], pngOf(6, 4).subarray(31))],
    ['no pixels', bytesOf(pngOf(6, 4).subarray(0, 33), pngChunk('IEND'))],
    ['a chunk that must be known', pngOf(6, 4, { before: [pngChunk('IVAN')] })],
    ['a second head', pngOf(6, 4, { before: [pngOf(6, 4).subarray(8, 33)] })],
    ['pixels in two places', pngOf(6, 4, { after: [pngChunk('tIME'), pngChunk('IDAT')] })],
    ['two palettes', pngOf(6, 4, { before: [0, 1].map(() => pngChunk('PLTE', new Uint8Array(3))) })],
    ['arithmetic coding', jpegWith(segment(0xc9, new Uint8Array(15)))],
    ['no frame', bytesOf([0xff, 0xd8, 0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9])],
    ['a canvas of another size', webpOf(['VP8X', vp8x(0, 7)], ['VP8 ', vp8])],
    ['two pictures', webpOf(['VP8 ', vp8], ['VP8 ', vp8])],
    ['a wrong length', bytesOf('RIFF', little32(4), samples.webp.subarray(8))],
    ['no picture in a GIF', bytesOf(samples.gif.subarray(0, 19), [0x3b])],
    [
      'a picture beside its GIF',
      bytesOf(
        samples.gif.subarray(0, 27),
        gifPicture.map((byte, at) => (at === 1 ? 3 : byte)),
        [0x3b],
      ),
    ],
  ])('[PC4] %s is broken', (_name, bytes) => {
    expect(whyNot(bytes)).toBe('broken')
  })

  test.each([
    ['PNG', pngOf(4097, 1)],
    ['PNG of a large area', pngOf(4096, 2049)],
    ['GIF', bytesOf('GIF89a', [0xff, 0xff, 0xff, 0xff, 0, 0, 0], samples.gif.subarray(19))],
    ['JPEG', jpegWith(segment(0xc2, bytesOf([8, 0xff, 0xff, 0xff, 0xff, 1, 1, 0x11, 0])))],
    ['WebP', webpOf(['VP8X', Uint8Array.of(0, 0, 0, 0, 255, 255, 255, 255, 255, 255)], ['VP8 ', vp8])],
  ])('[PC5] a giant %s is too large', (_name, bytes) => {
    expect(whyNot(bytes)).toBe('too-large')
  })
  test('[PC5] as large as may be is fine, and nothing is not', () => {
    expect(['fine', 'fine', 'broken']).toEqual(
      [pngOf(4096, 2048), pngOf(2048, 4096), pngOf(0, 4)].map(whyNot),
    )
  })

  test.each([
    ['a GIF', bytesOf(samples.gif.subarray(0, -1), gifPicture, [0x3b])],
    ['a WebP', webpOf(['VP8X', vp8x(0x02)], ['ANIM', new Uint8Array(6)], ['ANMF', new Uint8Array(16)])],
  ])('[PC6] %s of several pictures moves', (_name, bytes) => {
    expect(whyNot(bytes)).toBe('moves')
  })

  test('[PC7] a JPEG of many scans is broken', () => {
    const at = samples.jpeg.lastIndexOf(0xda) - 1
    const scan = samples.jpeg.subarray(at, -2)
    const many = (count: number) =>
      bytesOf(samples.jpeg.subarray(0, at), ...Array.from({ length: count }, () => scan), [0xff, 0xd9])
    expect([many(32), many(33)].map(whyNot)).toEqual(['fine', 'broken'])
  })
  test('[PC7] any bytes, and pictures with any byte changed, get an answer that holds', () => {
    const holds = (bytes: Uint8Array) => {
      const looked = lookAtImage(bytes)
      if (looked.ok) expect(lookAtImage(looked.image.bytes)).toEqual(looked)
    }
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), holds))
    const changed = fc.record({
      of: fc.constantFrom(...all.map(([, bytes]) => bytes)),
      at: fc.nat(700),
      by: fc.uint8Array({ minLength: 1, maxLength: 4 }),
    })
    const wrecked = changed.map(({ of, at, by }) => {
      const bytes = of.slice()
      bytes.set(by, Math.min(at % bytes.length, bytes.length - by.length))
      return bytes
    })
    fc.assert(fc.property(wrecked, holds), { numRuns: 3000 })
  })
})
