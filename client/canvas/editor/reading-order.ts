/** The order in which shapes are read out and counted. */
import { isPageId, type Editor } from 'tldraw'

/**
 * A note that lies in a cluster is counted among those of its cluster: the editor counts what lies
 * loose alone, and would say of such a note that it is number 0.
 */
export function countWithinClusters(editor: Editor): void {
  const onPage = editor.getCurrentPageShapesInReadingOrder.bind(editor)
  editor.getCurrentPageShapesInReadingOrder = () => {
    const only = editor.getOnlySelectedShape()
    if (only === null || isPageId(only.parentId)) return onPage()
    const members = editor.getSortedChildIdsForParent(only.parentId).flatMap((id) => {
      const [shape, box] = [editor.getShape(id), editor.getShapePageBounds(id)]
      return shape === undefined || box === undefined ? [] : [{ shape, box }]
    })
    return members.toSorted((a, b) => a.box.y - b.box.y || a.box.x - b.box.x).map(({ shape }) => shape)
  }
}
