import { StateNode, type TLStateNodeConstructor } from 'tldraw'
import { writeAt } from './write-note.ts'

/** The tool for writing: point, and write. What comes there depends on the place. */
export class BoardNoteTool extends StateNode {
  static override id = 'note'
  static override initial = 'idle'
  static override children(): TLStateNodeConstructor[] {
    return [Idle, Pointing]
  }
  override shapeType = 'note'
}

class Idle extends StateNode {
  static override id = 'idle'

  override onEnter(): void {
    this.editor.setCursor({ type: 'cross', rotation: 0 })
  }
  override onPointerDown(): void {
    this.parent.transition('pointing')
  }
  override onCancel(): void {
    this.editor.setCurrentTool('select')
  }
}

class Pointing extends StateNode {
  static override id = 'pointing'

  override onPointerUp(): void {
    this.parent.transition('idle')
    writeAt(this.editor, this.editor.inputs.currentPagePoint)
  }
  override onCancel(): void {
    this.parent.transition('idle')
  }
  override onInterrupt(): void {
    this.parent.transition('idle')
  }
}
