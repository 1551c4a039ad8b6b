/** What the drawing functions of all shapes share: the records, the language, where everything lies. */
import type { ParticipantId } from '../../ids.ts'
import type { Language } from '../../language.ts'
import type { SessionKind } from '../../session/session.ts'
import {
  isBinding,
  isPictureAsset,
  isShape,
  pageId,
  type BoardBinding,
  type BoardRecord,
  type BoardShape,
  type PictureAsset,
} from '../schema.ts'
import { pageFrame, within, type Frame } from './frame.ts'

export interface Setting {
  readonly language: Language
  /** In a mixed session sensitive zones are nameless, and say so. */
  readonly sessionKind: SessionKind | null
  /** What to write under a note; null for nobody. */
  readonly nameOf: (id: ParticipantId) => string | null
  /** The picture will be small: only large words are drawn. */
  readonly isFar: boolean
  /** Every shape that can be reached from the page, lowest first, with where it lies. */
  readonly placed: ReadonlyMap<string, PlacedShape>
  /** The pictures that the server has. */
  readonly assets: ReadonlyMap<string, PictureAsset>
  readonly bindingsOf: ReadonlyMap<string, readonly BoardBinding[]>
}

export interface PlacedShape {
  readonly shape: BoardShape
  /** The shape's own coordinates on the page. */
  readonly frame: Frame
}

export function settingOf(
  records: ReadonlyMap<string, BoardRecord>,
  language: Language,
  sessionKind: SessionKind | null,
  nameOf: (id: ParticipantId) => string | null,
  isFar: boolean,
): Setting {
  const bindings = [...records.values()].filter(isBinding).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return {
    language,
    sessionKind,
    nameOf,
    isFar,
    placed: placedShapes(records),
    assets: new Map([...records.values()].filter(isPictureAsset).map((asset) => [asset.id, asset])),
    bindingsOf: Map.groupBy(bindings, (binding) => binding.fromId),
  }
}

/** Walks down from the page, so that what hangs in a cycle or on nothing is left out and nothing hangs. */
function placedShapes(records: ReadonlyMap<string, BoardRecord>): Map<string, PlacedShape> {
  const children = Map.groupBy([...records.values()].filter(isShape), (shape) => shape.parentId)
  const placed = new Map<string, PlacedShape>()
  const place = (parentId: BoardShape['parentId'], outer: Frame) => {
    const shapes = children.get(parentId) ?? []
    for (const shape of shapes.toSorted(byIndex)) {
      const frame = within(outer, shape)
      placed.set(shape.id, { shape, frame })
      place(shape.id, frame)
    }
  }
  place(pageId, pageFrame)
  return placed
}

function byIndex(a: BoardShape, b: BoardShape): number {
  if (a.index !== b.index) return a.index < b.index ? -1 : 1
  return a.id < b.id ? -1 : 1
}
