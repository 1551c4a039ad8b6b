/** Whole records as the server makes them: what a template lays, nameless and carried notes, a new board. */
import type { NoteId } from '../ids.ts'
import { richTextFrom } from './rich-text.ts'
import {
  documentId,
  pageId,
  shapeIdOf,
  toIndexKey,
  type BoardRecord,
  type CardShape,
  type ChipShape,
  type ClusterShape,
  type HeaderShape,
  type MarkShape,
  type NoteShape,
  type ZoneShape,
} from './schema.ts'
import type { ShapeMeta } from './vocabulary.ts'

/** Where a shape lies: page coordinates of its top left, and its place in the stacking order. */
export interface Place {
  readonly x: number
  readonly y: number
  readonly index: string
}

interface Laid<Props> {
  /** The record's id without `shape:`. */
  readonly id: string
  readonly at: Place
  readonly props: Props
}

export interface NewNote {
  readonly id: NoteId
  readonly at: Place
  readonly text: string
  readonly meta: ShapeMeta
}

/** The page and document records that every board has from its first moment. */
export function firstRecords(title: string): readonly BoardRecord[] {
  return [
    { typeName: 'document', id: documentId, name: title, gridSize: 10, meta: {} },
    { typeName: 'page', id: pageId, name: title, index: toIndexKey('a1'), meta: {} },
  ]
}

function onPage(id: string, at: Place) {
  return {
    typeName: 'shape' as const,
    id: shapeIdOf(id),
    parentId: pageId,
    x: at.x,
    y: at.y,
    rotation: 0,
    index: toIndexKey(at.index),
    opacity: 1,
  }
}

export const recordFactories = {
  zone: ({ id, at, props }: Laid<ZoneShape['props']>): ZoneShape => ({
    ...onPage(id, at),
    type: 'zone',
    isLocked: true,
    props,
    meta: {},
  }),
  header: ({ id, at, props }: Laid<HeaderShape['props']>): HeaderShape => ({
    ...onPage(id, at),
    type: 'header',
    isLocked: true,
    props,
    meta: {},
  }),
  mark: ({ id, at, props }: Laid<MarkShape['props']>): MarkShape => ({
    ...onPage(id, at),
    type: 'mark',
    isLocked: true,
    props,
    meta: {},
  }),
  /** Not locked: everyone types on it. The guard keeps it in its place. */
  card: ({ id, at, props }: Laid<Omit<CardShape['props'], 'richText'>>): CardShape => ({
    ...onPage(id, at),
    type: 'card',
    isLocked: false,
    props: { ...props, richText: richTextFrom('') },
    meta: {},
  }),
  /** Its notes are its children; what they need not be is on it. */
  cluster: ({ id, at, name }: { id: string; at: Place; name: string }): ClusterShape => ({
    ...onPage(id, at),
    type: 'cluster',
    isLocked: false,
    props: { richText: richTextFrom(name) },
    meta: {},
  }),
  chip: ({ id, at, props }: Laid<ChipShape['props']>): ChipShape => ({
    ...onPage(id, at),
    type: 'chip',
    isLocked: false,
    props,
    meta: {},
  }),
  /** Nameless when `meta` has no author. Its colour follows its kind, so `color` here is only what the schema wants. */
  note: ({ id, at, text, meta }: NewNote): NoteShape => ({
    ...onPage(id, at),
    type: 'note',
    isLocked: false,
    props: {
      color: 'yellow',
      labelColor: 'black',
      size: 'm',
      font: 'sans',
      fontSizeAdjustment: 0,
      align: 'middle',
      verticalAlign: 'middle',
      growY: 0,
      url: '',
      richText: mutable(richTextFrom(text)),
      scale: 1,
    },
    meta: jsonMeta(meta),
  }),
}

/** tldraw's types are of mutable lists; nobody changes a record in place. */
function mutable(richText: { readonly type: string; readonly content: readonly unknown[] }) {
  return { type: richText.type, content: [...richText.content] }
}

function jsonMeta({ author, kind, kindLog, origin }: ShapeMeta): NoteShape['meta'] {
  return {
    ...(author !== undefined && { author }),
    ...(kind !== undefined && { kind }),
    ...(kindLog !== undefined && { kindLog: kindLog.map(({ at, from }) => ({ at, from })) }),
    ...(origin !== undefined && { origin: { snapshotId: origin.snapshotId, noteId: origin.noteId } }),
  }
}
