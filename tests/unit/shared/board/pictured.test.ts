import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { outlineOf } from '../../../../shared/board/outline.ts'
import { pictureOf } from '../../../../shared/board/picture.ts'
import { validateRecord, type BoardRecord } from '../../../../shared/board/schema.ts'
import type { PictureId } from '../../../../shared/ids.ts'
import { arbitraryAsset } from '../../../support/board-arbitraries.ts'
import { first, noor, piet, TableBoard } from '../../../support/board-on-table.ts'
import { assetOf, imageOf, pictureId } from '../../../support/pictured.ts'
import { wordsIn, xmlFaults } from '../../../support/xml.ts'

const second = 'picture000000002' as PictureId

function boardWith(...records: readonly BoardRecord[]) {
  const board = new TableBoard().lay(first)
  for (const record of records) board.records.set(record.id, record)
  return board.records
}
const isAccepted = (record: unknown) => validateRecord(record).ok

describe('records of pictures', () => {
  test('[PC27] an asset as the server writes it is accepted', () => {
    fc.assert(fc.property(arbitraryAsset, isAccepted))
    expect(isAccepted(assetOf())).toBe(true)
  })
  test.each([
    ['props', { src: 'https://elders.example/x.png' }],
    ['props', { src: null }],
    ['props', { src: '/api/pictures/picture000000002' }],
    ['props', { src: '/api/pictures/picture000000001?x' }],
    ['props', { name: 'thuis.jpg' }],
    ['props', { mimeType: 'image/svg+xml' }],
    ['props', { mimeType: null }],
    ['props', { w: 5000 }],
    ['props', { w: 4096, h: 4096 }],
    ['props', { h: 1.5 }],
    ['props', { fileSize: 1e9 }],
    ['props', { more: 'woorden' }],
    ['meta', { author: piet }],
  ] as const)('[PC27] another is refused: %s %o', (part, change) => {
    const asset = assetOf()
    expect(isAccepted({ ...asset, [part]: { ...asset[part], ...change } })).toBe(false)
  })
  test('[PC27] a film or a bookmark is no asset here', () => {
    for (const type of ['video', 'bookmark']) expect(isAccepted({ ...assetOf(), type })).toBe(false)
  })
  test.each([
    { assetId: null },
    { assetId: 'asset:x y' },
    { crop: { topLeft: { x: 0, y: 0 }, bottomRight: { x: 1, y: 1 } } },
    { playing: false },
    { altText: 'x'.repeat(301) },
    { altText: '\ud800' },
    { url: 'https://elders.example' },
  ])('[PC27] a shape of a picture with %o is refused', (props) => {
    const image = imageOf(piet, { alt: 'x'.repeat(300) })
    expect(isAccepted(image)).toBe(true)
    expect(isAccepted({ ...image, props: { ...image.props, ...props } })).toBe(false)
  })
})

describe('pictures on a board', () => {
  test('[PC28] the outline lists them, with their words and zone; without any it has no list', () => {
    const facts = { x: 250, y: 1250 }
    const records = boardWith(
      assetOf(),
      assetOf(second),
      imageOf(piet, { id: 'onder0000000', alt: ' Een flip-over ', ...facts }),
      imageOf(noor, { id: 'boven0000000', shows: second, x: -600, y: -100 }),
      imageOf(noor, { id: 'verloren0000', shows: 'picture000000009' as PictureId }),
    )
    const size = { w: 300, h: 200 }
    expect(outlineOf(records).pictures).toEqual([
      { id: 'boven0000000', pictureId: second, alt: '', author: noor, x: -450, y: 0, ...size },
      {
        id: 'onder0000000',
        pictureId,
        alt: 'Een flip-over',
        author: piet,
        zone: `${first}/facts`,
        x: 400,
        y: 1350,
        ...size,
      },
    ])
    expect(outlineOf(boardWith(assetOf()))).not.toHaveProperty('pictures')
  })

  test('[PC29] a picture is drawn from its address on our host, with its words', () => {
    const image = imageOf(piet, { alt: 'Tafel <"&> stoel', x: 40, y: 60 })
    const svg = pictureOf(boardWith(assetOf(), image), 'nl')
    expect(xmlFaults(svg)).toEqual([])
    expect(svg).toContain(
      '<g transform="translate(40 60)"><image href="/api/pictures/picture000000001" width="300" height="200"',
    )
    expect(svg).toContain('<title>Tafel &lt;&quot;&amp;&gt; stoel</title>')
    expect(svg).toMatch(/<desc>10 vakken, 0 briefjes, 1 foto<\/desc>/)
    expect(svg.match(/href="[^"]*"/g)).toEqual(['href="/api/pictures/picture000000001"'])
  })
  test('[PC29] mirrored as on the board', () => {
    const image = imageOf(piet)
    const svg = pictureOf(boardWith(assetOf(), { ...image, props: { ...image.props, flipX: true } }), 'nl')
    expect(svg).toContain('transform="translate(300 0) scale(-1 1)"')
  })
  test('[PC29] one that isn’t there is its words in a frame, and asks for nothing', () => {
    const told = pictureOf(boardWith(imageOf(piet, { alt: 'Een flip-over' })), 'nl')
    expect([wordsIn(told).join(' ').includes('Een flip-over'), told.includes('href')]).toEqual([true, false])
    const untold = pictureOf(boardWith(imageOf(piet)), 'nl')
    expect(wordsIn(untold).join(' ')).toContain('Deze foto is er niet meer.')
  })
})
