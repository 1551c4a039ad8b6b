/**
 * Undo takes back what was done on this canvas and nothing that others did: Yjs keeps the history of
 * our own writes, the editor says where one action ends and the next begins. The editor's own
 * history stays for what it abandons halfway (a drag ended with Escape).
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

/** The editor asks this history wherever it would ask its own: keys, menus, buttons. */
export function connectUndo(editor: Editor, own: OwnUndo): void {
  const mark = editor.markHistoryStoppingPoint.bind(editor)
  editor.markHistoryStoppingPoint = (name) => {
    own.mark()
    return mark(name)
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
