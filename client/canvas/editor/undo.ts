/**
 * Undo takes back what was done on this canvas and nothing that others did: Yjs keeps the history of
 * our own writes, the editor says where one action ends and the next begins. What the editor abandons
 * halfway (a drag ended with Escape) it puts back by whole records, with what others changed in them
 * meanwhile; so there too only our own part of the history is taken back.
 */
import { atom, type Editor } from 'tldraw'
import * as Y from 'yjs'
import { recordsOf } from '../../../shared/board/layout.ts'
import type { CanvasBinding } from '../binding/canvas-binding.ts'

/** Yjs joins what follows within this time; only `stopCapturing` may separate. */
const foreverMs = 1_000_000_000

export class OwnUndo implements Disposable {
  readonly #binding: CanvasBinding
  readonly #version = atom('undo', 0)
  readonly #stop: () => void
  #history: Y.UndoManager

  constructor(binding: CanvasBinding) {
    this.#binding = binding
    this.#history = this.#start(binding.doc)
    // Another doc has another history: what was done in the old one can't be taken back in this.
    this.#stop = binding.onDoc((doc) => {
      this.#history.destroy()
      this.#history = this.#start(doc)
      this.#changed()
    })
  }

  readonly undo = (): void => {
    this.#binding.flush()
    this.#history.undo()
  }
  readonly redo = (): void => {
    this.#binding.flush()
    this.#history.redo()
  }
  /** How many actions there are; what comes next is another. */
  readonly depth = (): number => {
    this.mark()
    return this.#history.undoStack.length
  }
  /**
   * Takes back what came after there were `depth` actions, for good. `abandon` is the editor's own way
   * of it: it counts for all but the board's records.
   */
  readonly takeBack = (depth: number, abandon: () => void): void => {
    this.#binding.unwritten(() => {
      abandon()
      const { undoStack } = this.#history
      if (undoStack.length <= depth) return
      // Out of reach meanwhile: where there is nothing left to undo, Yjs goes on with what came before.
      const earlier = undoStack.splice(0, depth)
      while (undoStack.length > 0) this.#history.undo()
      undoStack.push(...earlier)
      this.#history.clear(false, true)
    })
    this.mark()
  }
  readonly canUndo = (): boolean => {
    this.#version.get()
    return this.#history.undoStack.length > 0
  }
  readonly canRedo = (): boolean => {
    this.#version.get()
    return this.#history.redoStack.length > 0
  }
  /** What comes next is another action. */
  readonly mark = (): void => {
    this.#binding.flush()
    this.#history.stopCapturing()
  };

  [Symbol.dispose](): void {
    this.#stop()
    this.#history.destroy()
  }

  #start(doc: Y.Doc): Y.UndoManager {
    const history = new Y.UndoManager(recordsOf(doc), {
      trackedOrigins: new Set([this.#binding.origin]),
      captureTimeout: foreverMs,
    })
    history.on('stack-item-added', this.#changed)
    history.on('stack-item-popped', this.#changed)
    history.on('stack-cleared', this.#changed)
    return history
  }

  readonly #changed = (): void => {
    this.#version.update((version) => version + 1)
  }
}

/** Only an action that is going on is abandoned: older marks may be forgotten. */
const marksKept = 64

function remember(depths: Map<string, number>, id: string, depth: number): void {
  depths.set(id, depth)
  for (const oldest of depths.keys()) {
    if (depths.size <= marksKept) return
    depths.delete(oldest)
  }
}

/** The editor asks this history wherever it would ask its own: keys, menus, buttons. */
export function connectUndo(editor: Editor, own: OwnUndo): void {
  const mark = editor.markHistoryStoppingPoint.bind(editor)
  const [bail, bailToMark] = [editor.bail.bind(editor), editor.bailToMark.bind(editor)]
  /** How deep our history was at each mark, oldest first. */
  const depths = new Map<string, number>()
  editor.markHistoryStoppingPoint = (name) => {
    const depth = own.depth()
    const id = mark(name)
    remember(depths, id, depth)
    return id
  }
  editor.bailToMark = (id) => {
    const depth = depths.get(id)
    if (depth === undefined) return bailToMark(id)
    own.takeBack(depth, () => bailToMark(id))
    depths.delete(id)
    return editor
  }
  editor.bail = () => {
    const last = [...depths].at(-1)
    if (last === undefined) return bail()
    own.takeBack(last[1], bail)
    depths.delete(last[0])
    return editor
  }
  editor.undo = () => {
    editor.complete()
    own.undo()
    own.mark()
    return editor
  }
  editor.redo = () => {
    editor.complete()
    own.redo()
    own.mark()
    return editor
  }
  editor.getCanUndo = own.canUndo
  editor.getCanRedo = own.canRedo
}
