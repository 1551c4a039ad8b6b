/** Shapes and docs as a version wrote them whose tldraw had no rich text yet, nor elbows. */
import * as Y from 'yjs'
import type { Loose } from '../../shared/board/groups.ts'
import { plainText } from '../../shared/board/rich-text.ts'
import { serialisedSchema, type BoardShape } from '../../shared/board/schema.ts'

const versions = { note: 7, text: 2, geo: 9, arrow: 4 }

/** What that version wrote in `meta`. */
export const oldSchema: string = (() => {
  const { sequences, ...rest } = JSON.parse(serialisedSchema)
  const older = Object.fromEntries(
    Object.entries(versions).map(([type, version]) => [`com.tldraw.shape.${type}`, version]),
  )
  return JSON.stringify({ ...rest, sequences: { ...sequences, ...older } })
})()

/** What each of them did not have yet. */
const later: { readonly [type: string]: readonly string[] } = {
  note: ['richText', 'labelColor'],
  text: ['richText'],
  geo: ['richText'],
  arrow: ['scale', 'kind', 'elbowMidPoint'],
}

/** The shape as that version had it: its words in `text`. */
export function oldForm(shape: BoardShape): Loose {
  const names = later[shape.type]
  if (names === undefined) return { ...shape }
  const props = Object.fromEntries(Object.entries(shape.props).filter(([name]) => !names.includes(name)))
  const words = 'richText' in shape.props ? { text: plainText(shape.props.richText) } : {}
  return { ...shape, props: { ...props, ...words } }
}

/** Lays them as that version did; `isChanged`: made otherwise first, and each prop changed since. */
export function layOld(doc: Y.Doc, shapes: readonly Loose[], isChanged: boolean): void {
  doc.transact(() => {
    doc.getMap('meta').set('schema', oldSchema)
    for (const shape of shapes) {
      const parts = new Y.Map<unknown>()
      doc.getMap('records').set(String(shape['id']), parts)
      parts.set('base', isChanged ? { ...shape, x: 7, y: 8 } : shape)
      if (!isChanged) continue
      parts.set('pos', [shape['parentId'], shape['x'], shape['y'], shape['rotation']])
      const { text, font } = shape['props'] as { text?: string; font?: string }
      if (text !== undefined) parts.set(shape['type'] === 'arrow' ? 'label' : 'text', text)
      if (font !== undefined) parts.set('font', font)
    }
  })
}
