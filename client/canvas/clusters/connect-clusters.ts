/**
 * Where the editor's own ways would treat a cluster as a group of things, it is treated as what it is:
 * its notes are people's, and outlive it.
 */
import type { Editor, TLShape, TLShapeId } from 'tldraw'
import { isNote } from '../editor/board-on.ts'
import { isTemplatePart } from '../editor/rights.ts'
import { endWritingByKeys } from '../notes/ending-keys.ts'
import { mayMake } from './cluster-actions.ts'
import { isChip, isCluster, nameOf, partsOf } from './clusters-on.ts'
import { makeCluster, takeApart, tidy } from './make-clusters.ts'
import { settleNudgedNotes } from './nudged-notes.ts'

type Shapes = TLShapeId[] | TLShape[]

/** After all else that changes how the editor deletes, copies and erases. */
export function connectClusters(editor: Editor): void {
  groupNotesAsClusters(editor)
  takeApartOnDelete(editor)
  copyAsClusters(editor)
  settleNudgedNotes(editor)
  endWritingByKeys(editor)
}

/** In a zone for clusters grouping means a cluster; nowhere does a group hold clusters or chips. */
function groupNotesAsClusters(editor: Editor): void {
  const group = editor.groupShapes.bind(editor)
  editor.groupShapes = (shapes: Shapes, options) => {
    const asked = shapesOf(editor, shapes).filter((shape) => !isTemplatePart(shape))
    if (mayMake(editor, asked)) {
      if (!editor.isIn('select.idle')) editor.cancel()
      return editor.run(() => void editor.select(makeCluster(editor, asked)))
    }
    return group(
      asked.filter((shape) => !isCluster(shape) && !isChip(shape)),
      options,
    )
  }
  const ungroup = editor.ungroupShapes.bind(editor)
  editor.ungroupShapes = (shapes: Shapes, options) => {
    const asked = shapesOf(editor, shapes)
    return editor.run(() => {
      for (const cluster of asked.filter(isCluster)) takeApart(editor, cluster.id)
      ungroup(
        asked.filter((shape) => !isCluster(shape)),
        options,
      )
    })
  }
}

/** A cluster is taken apart, its notes stay; the eraser passes over it. */
function takeApartOnDelete(editor: Editor): void {
  const remove = editor.deleteShapes.bind(editor)
  editor.deleteShapes = (shapes: Shapes) => {
    const asked = shapesOf(editor, shapes)
    return editor.run(() => {
      const isCrowded = asked.some((shape) => isNote(shape) && isCluster(editor.getShapeParent(shape)))
      for (const cluster of asked.filter(isCluster)) takeApart(editor, cluster.id)
      const others = asked.filter((shape) => !isCluster(shape))
      if (others.length > 0) remove(others)
      if (isCrowded) tidy(editor)
    })
  }
  const erase = editor.setErasingShapes.bind(editor)
  editor.setErasingShapes = (shapes: Shapes) =>
    erase(shapesOf(editor, shapes).filter((shape) => !isCluster(shape)))
}

/** The copy of a cluster is a cluster of the copies of its parts, with the same name. */
function copyAsClusters(editor: Editor): void {
  const duplicate = editor.duplicateShapes.bind(editor)
  editor.duplicateShapes = (shapes: Shapes, offset) => {
    const asked = shapesOf(editor, shapes)
    const clusters = asked.filter(isCluster)
    const others = asked.filter((shape) => !isCluster(shape) && !isChip(shape))
    return editor.run(() => {
      const copies: TLShapeId[] = []
      if (others.length > 0) {
        duplicate(others, offset)
        copies.push(...editor.getSelectedShapeIds())
      }
      for (const cluster of clusters) {
        editor.selectNone()
        duplicate(partsOf(editor, cluster.id), offset)
        const parts = editor.getSelectedShapes()
        if (parts.length > 0) copies.push(makeCluster(editor, parts, nameOf(cluster)))
      }
      tidy(editor)
      editor.select(...copies.filter((id) => editor.getShape(id) !== undefined))
    })
  }
}

function shapesOf(editor: Editor, shapes: Shapes): TLShape[] {
  return shapes.flatMap((shape) => editor.getShape(typeof shape === 'string' ? shape : shape.id) ?? [])
}
