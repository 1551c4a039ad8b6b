/** What a pointer takes where things lie close together. */
import { Group2d, type Editor, type TLShape } from 'tldraw'

/**
 * The editor takes a filled shape from a few pixels beside it as well, before what lies right under
 * the pointer but lower: from afar the notes of a cluster would leave nothing of its name to press.
 */
export function takeWhatIsUnder(editor: Editor): void {
  const nearest = editor.getShapeAtPoint.bind(editor)
  editor.getShapeAtPoint = (point, options) => {
    const near = nearest(point, options)
    if (near === undefined || !isFilled(editor, near) || isUnder(editor, near, point)) return near
    const under = nearest(point, { ...options, margin: 0 })
    return under !== undefined && isFilled(editor, under) ? under : near
  }
}

function isFilled(editor: Editor, shape: TLShape): boolean {
  const geometry = editor.getShapeGeometry(shape)
  // A note is a group of its paper and its words.
  return (geometry instanceof Group2d ? geometry.children[0] : geometry)?.isFilled === true
}

function isUnder(editor: Editor, shape: TLShape, point: Parameters<Editor['getShapeAtPoint']>[0]): boolean {
  return editor.isPointInShape(shape, point, { margin: 0, hitInside: true })
}
