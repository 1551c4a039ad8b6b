/** An arrow that hangs on two shapes, as a person would have drawn it: the shape and its two ends. */
import type { Point } from '../board/geometry.ts'
import {
  bindingIdOf,
  pageId,
  shapeIdOf,
  toIndexKey,
  type BoardRecord,
  type ShapeId,
} from '../board/schema.ts'
import type { ParticipantId } from '../ids.ts'

interface End {
  readonly shape: ShapeId
  readonly centre: Point
}

export interface NewArrow {
  /** The record's id without `shape:`. */
  readonly id: string
  readonly from: End
  readonly to: End
  readonly index: string
  readonly author: ParticipantId
}

export function arrowBetween({ id, from, to, index, author }: NewArrow): readonly BoardRecord[] {
  const arrow: BoardRecord = {
    typeName: 'shape',
    id: shapeIdOf(id),
    type: 'arrow',
    parentId: pageId,
    x: from.centre.x,
    y: from.centre.y,
    rotation: 0,
    index: toIndexKey(index),
    opacity: 1,
    isLocked: false,
    props: {
      kind: 'arc',
      labelColor: 'black',
      color: 'grey',
      fill: 'none',
      dash: 'solid',
      size: 's',
      font: 'sans',
      scale: 1,
      arrowheadStart: 'none',
      arrowheadEnd: 'arrow',
      start: { x: 0, y: 0 },
      end: { x: to.centre.x - from.centre.x, y: to.centre.y - from.centre.y },
      bend: 0,
      text: '',
      labelPosition: 0.5,
      elbowMidPoint: 0.5,
    },
    meta: { author },
  }
  return [arrow, bound(id, from.shape, 'start'), bound(id, to.shape, 'end')]
}

function bound(arrow: string, to: ShapeId, terminal: 'start' | 'end'): BoardRecord {
  return {
    typeName: 'binding',
    id: bindingIdOf(`${arrow}-${terminal}`),
    type: 'arrow',
    fromId: shapeIdOf(arrow),
    toId: to,
    props: {
      terminal,
      normalizedAnchor: { x: 0.5, y: 0.5 },
      isExact: false,
      isPrecise: false,
      snap: 'none',
    },
    meta: {},
  }
}
