import { describe, expect, test } from 'vitest'
import { recordsOf, writeDiff } from '../../../../shared/board/layout.ts'
import type { BoardRecord, ImageShape } from '../../../../shared/board/schema.ts'
import type { PictureId } from '../../../../shared/ids.ts'
import { assetOf, imageOf } from '../../../support/pictured.ts'
import { accepted, put, refused, table, type Change } from '../../../support/room-guard.ts'
import { copyOf, people } from '../../../support/room-world.ts'

const { piet, noor, ana, olga } = people
const asset = assetOf()
const other = assetOf('picture000000002' as PictureId)
const image = imageOf(piet.participantId)
const withProps = (props: Partial<ImageShape['props']>): ImageShape => ({
  ...image,
  props: { ...image.props, ...props },
})

/** A board for which two pictures were sent up; piet has laid the first. */
function pictured() {
  const board = table()
  board.doc.transact(() => {
    for (const record of [asset, other]) writeDiff(recordsOf(board.doc), null, record)
  })
  expect(board.does(piet, copyOf(board.doc, 100), put(null, image))).toEqual(accepted)
  return board
}
/** Writes whatever it is, as a client that checks nothing. */
const raw =
  (id: string, record: object): Change =>
  (records) =>
    writeDiff(records, null, { ...record, id } as BoardRecord)

describe('what a picture is', () => {
  test.each([
    ['made', put(null, assetOf('picture000000003' as PictureId))],
    [
      'made twice',
      raw('asset:picture000000004', { ...asset, props: { ...asset.props, src: asset.props.src } }),
    ],
    ['taken away', put(asset, null)],
  ])('[PC20] is %s by no client', (_name, change) => {
    for (const person of [piet, ana]) {
      expect(pictured().tries(person, change, 300)).toMatchObject({ kind: 'refused' })
    }
  })
  test.each([
    ['of another host', { src: 'https://elders.example/spoor.gif' }],
    ['without a host', { src: '//elders.example/spoor.gif' }],
    ['within itself', { src: 'data:image/svg+xml,<svg/>' }],
    ['of another picture', { src: '/api/pictures/picture000000002' }],
    ['with a way out', { src: '/api/pictures/picture000000003/../../me' }],
    ['of another kind', { mimeType: 'image/svg+xml' }],
    ['that moves', { isAnimated: true }],
    ['with a name', { name: 'IMG_2026-11-22_thuis.jpg' }],
    ['without end', { w: 1e9, h: 1e9 }],
    ['of no size', { w: 0, h: 4 }],
  ])('[PC27] a source %s is no record at all', (_name, props) => {
    const made = assetOf('picture000000003' as PictureId)
    const change = raw(made.id, { ...made, props: { ...made.props, ...props } })
    expect(pictured().tries(ana, change, 300)).toEqual(refused('invalid-record'))
  })
})

describe('where a picture lies', () => {
  test('[PC21] it shows one that the server has, of this board; any other is refused', () => {
    const board = table()
    expect(board.tries(piet, put(null, image))).toEqual(refused('invalid-record'))
    const elsewhere = imageOf(piet.participantId, {
      id: 'foto00000002',
      shows: 'picture000000009' as PictureId,
    })
    expect(pictured().tries(piet, put(null, elsewhere))).toEqual(refused('invalid-record'))
    const notAnAsset = withProps({ assetId: 'shape:note-noor' as never })
    expect(pictured().tries(piet, put(null, { ...notAnAsset, id: 'shape:foto2' as never }))).toEqual(
      refused('invalid-record'),
    )
  })
  test.each([
    ['becomes another', { assetId: other.id }],
    ['is cut', { crop: { topLeft: { x: 0.2, y: 0 }, bottomRight: { x: 1, y: 1 } } }],
    ['gets an address', { url: 'https://elders.example' }],
    ['gets a book for words', { altText: 'x'.repeat(301) }],
  ])('[PC21] no picture %s', (_name, props) => {
    expect(pictured().tries(piet, put(image, withProps(props)))).toEqual(refused('invalid-record'))
  })
  test('[PC22] its place is everyone’s, its size that of who laid it and who leads, its words its layer’s alone', () => {
    const board = pictured()
    const moved = { ...image, x: 50, rotation: 1 }
    const larger = withProps({ w: 600, h: 400 })
    const told = withProps({ altText: 'Een flip-over' })
    expect([noor, ana, olga].map((who) => board.tries(who, put(image, moved), 300).kind)).toEqual([
      'accepted',
      'accepted',
      'refused',
    ])
    expect([noor, ana].map((who) => board.tries(who, put(image, larger), 300).kind)).toEqual([
      'refused',
      'accepted',
    ])
    expect(
      [piet, noor, ana].map((who) => board.tries(who, put(image, told), 100 + (who === piet ? 0 : 200))),
    ).toEqual([accepted, refused('not-yours'), refused('not-yours')])
    expect(board.tries(noor, put(image, null), 300)).toEqual(refused('not-yours'))
    expect(board.tries(piet, put(image, null))).toEqual(accepted)
  })
  test('[PC22] it carries the name of who lays it, and no other’s nor none', () => {
    const board = pictured()
    const more = imageOf(noor.participantId, { id: 'foto00000002' })
    expect(board.tries(piet, put(null, more))).toEqual(refused('wrong-author'))
    expect(board.tries(piet, put(null, { ...more, meta: {} }))).toEqual(refused('wrong-author'))
    expect(board.tries(noor, put(null, more), 300)).toEqual(accepted)
  })
  test('[PC21] a copy on the same board shows the same picture', () => {
    const copy = imageOf(noor.participantId, { id: 'foto00000002' })
    expect(pictured().tries(noor, put(null, copy), 300)).toEqual(accepted)
  })
})
