import type { TLContent, TLShape } from 'tldraw'
import { expect, test } from 'vitest'
import { ofPeople as ofPeopleWith } from '../../../../client/canvas/editor/people-content.ts'
import { boardSchema } from '../../../../shared/board/schema.ts'
import type { ParticipantId } from '../../../../shared/ids.ts'
import { assetOf, imageOf } from '../../../support/pictured.ts'
import { aNote } from './board.ts'

const note = (id: string, parent = 'page:page') =>
  ({ ...aNote(id, 0, 'woorden'), parentId: parent, meta: { author: 'piet00000001' } }) as unknown as TLShape
const nameless = (id: string) => ({ ...note(id), meta: {} }) as TLShape
const foreign = (id: string, type: string) => ({ ...aNote(id, 0, ''), type }) as unknown as TLShape

const ofPeople = (pasted: TLContent) => ofPeopleWith(pasted, () => false)

function content(shapes: TLShape[], roots = shapes): TLContent {
  return {
    shapes,
    bindings: [],
    rootShapeIds: roots.map(({ id }) => id),
    assets: [],
    schema: boardSchema.serialize(),
  }
}

test('[CV15] parts of a template, frames and pictures of elsewhere stay behind', () => {
  const image = imageOf('piet00000001' as ParticipantId) as unknown as TLShape
  const all = [note('note00000001'), foreign('zone00000001', 'zone'), image]
  const kept = ofPeople(content([...all, foreign('card00000001', 'card'), foreign('frame0000001', 'frame')]))
  expect(kept.shapes.map(({ id }) => id)).toEqual(['shape:note00000001'])
  expect(kept.rootShapeIds).toEqual(['shape:note00000001'])
})

test('[PC30] a picture that the board has comes along', () => {
  const image = imageOf('piet00000001' as ParticipantId) as unknown as TLShape
  const kept = ofPeopleWith(content([image]), (assetId) => assetId === assetOf().id)
  expect(kept.shapes.map(({ id }) => id)).toEqual([image.id])
})

test('[CV15] a note in a frame comes without the frame', () => {
  const frame = foreign('frame0000001', 'frame')
  const kept = ofPeople(content([frame, note('note00000001', frame.id)], [frame]))
  expect(kept.rootShapeIds).toEqual(['shape:note00000001'])
})

test('[CV15] an arrow’s tie to something left behind is left behind', () => {
  const tie = { id: 'binding:one', fromId: 'shape:note00000001', toId: 'shape:zone00000001' }
  const pasted = { ...content([note('note00000001')]), bindings: [tie] } as unknown as TLContent
  expect(ofPeople(pasted).bindings).toEqual([])
})

test('[CV32] a note without a name stays behind', () => {
  const kept = ofPeople(content([note('note00000001'), nameless('note00000002')]))
  expect(kept.shapes.map(({ id }) => id)).toEqual(['shape:note00000001'])
})
