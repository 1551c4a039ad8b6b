/**
 * What the server would refuse isn't offered: the same table that the server's guard reads
 * (`mayChange`) answers every change a hand tries to make on this canvas. A change it forbids never
 * reaches the store, so nothing flickers and nothing has to be taken back.
 */
import { atom, type Atom, type Editor, type TLRecord, type TLShape, type TLShapeId } from 'tldraw'
import { isSameJson } from '../../../shared/board/json.ts'
import { isCommonShape, isPeopleShape, mayChange, mayWrite } from '../../../shared/session/access.ts'
import type { BoardShape } from '../../../shared/board/schema.ts'
import { isBuried, topOfTemplates } from '../../../shared/board/stacking.ts'
import { peopleShapeTypes, templateShapeTypes } from '../../../shared/board/vocabulary.ts'
import type { Actor } from '../../../shared/session/role.ts'
import type { BoardRules } from '../../../shared/session/session.ts'
import { withoutLayout } from '../binding/fitted.ts'

export class CanvasRights {
  readonly #present

  constructor(actor: Actor, rules: BoardRules) {
    this.#present = atom('rights', { actor, rules })
  }

  get actor(): Actor {
    return this.#present.get().actor
  }

  set(actor: Actor, rules: BoardRules): void {
    this.#present.set({ actor, rules })
  }

  mayWrite(): boolean {
    const { actor, rules } = this.#present.get()
    return mayWrite(actor.role, rules)
  }

  allows(before: BoardShape | null, after: BoardShape | null): boolean {
    const { actor, rules } = this.#present.get()
    return mayChange(actor, before, after, rules) === null
  }

  /** May this person change the words of this shape? */
  mayWriteOn(shape: TLShape): boolean {
    if (!isBoardShape(shape)) return false
    const { actor, rules } = this.#present.get()
    return mayChange(actor, shape, shape, rules, true) === null
  }

  mayDelete(editor: Editor, shape: TLShape): boolean {
    if (!isBoardShape(shape) || !this.allows(shape, null)) return false
    // A group takes its members with it; those of a cluster have left it by then.
    if (shape.type !== 'group') return true
    const members = editor.getSortedChildIdsForParent(shape.id).flatMap((id) => editor.getShape(id) ?? [])
    return members.every((member) => this.mayDelete(editor, member))
  }
}

/** Atoms: what is shown before an editor has its rights is shown anew once it has them. */
const rightsByEditor = new WeakMap<Editor, Atom<CanvasRights | null>>()

/** Null on a board that is only looked at. */
export function rightsOf(editor: Editor): CanvasRights | null {
  return seatFor(editor).get()
}

function seatFor(editor: Editor): Atom<CanvasRights | null> {
  const known = rightsByEditor.get(editor)
  if (known !== undefined) return known
  const seat = atom<CanvasRights | null>('rights of the editor', null)
  rightsByEditor.set(editor, seat)
  return seat
}

/** Keeps a canvas to what its person may do; returns the disposer. */
export function keepRights(editor: Editor, rights: CanvasRights): () => void {
  seatFor(editor).set(rights)
  // The editor's own shapes with words; ours ask for themselves.
  for (const type of ['text', 'geo', 'arrow']) {
    editor.getShapeUtil(type).canEdit = (shape) => rights.mayWriteOn(shape)
  }
  stayOutOfForeignWords(editor)
  const { sideEffects } = editor
  const stop = [
    sideEffects.registerBeforeCreateHandler('shape', (shape, source) =>
      source === 'user' ? ownShape(shape, rights.actor) : shape,
    ),
    sideEffects.registerAfterCreateHandler('shape', (shape, source) => {
      if (source !== 'user') return
      // Copied parts of a template, pasted pictures, frames: there is no place for them here.
      if (!isBoardShape(shape) || !isPeopleShape(shape) || !rights.mayWrite()) removeNow(editor, shape)
    }),
    sideEffects.registerBeforeChangeHandler('shape', (before, after, source) => {
      if (source !== 'user') return after
      if (before.index !== after.index && isBehindTemplate(editor, after)) return before
      return isCarried(editor, before, after) || isAllowedChange(rights, before, after) ? after : before
    }),
    sideEffects.registerBeforeDeleteHandler('shape', (shape, source) => {
      if (source !== 'user' || isDiscarded(shape)) return undefined
      return rights.mayDelete(editor, shape) ? undefined : false
    }),
    sideEffects.registerBeforeDeleteHandler('page', (_page, source) =>
      source === 'user' ? false : undefined,
    ),
  ]
  return () => {
    for (const one of stop) one()
    seatFor(editor).set(null)
  }
}

/**
 * The editor asks `canEdit` when a shape is to be edited, yet goes on as if the answer had been yes
 * in two places (a click on a label), and then fails for want of a shape. Without one, it is idle.
 */
function stayOutOfForeignWords(editor: Editor): void {
  const setTool = editor.setCurrentTool.bind(editor)
  editor.setCurrentTool = (id, info) =>
    setTool(id === 'select.editing_shape' && editor.getEditingShapeId() === null ? 'select.idle' : id, info)
  const setEditing = editor.setEditingShape.bind(editor)
  editor.setEditingShape = (shape) => {
    setEditing(shape)
    if (editor.getEditingShapeId() === null && editor.isIn('select.editing_shape')) setTool('select.idle')
    return editor
  }
}

/** A cluster under a hand: it puts itself back at once and moves its notes instead. */
function isCarried(editor: Editor, before: TLShape, after: TLShape): boolean {
  if (before.type !== 'cluster' || !editor.isIn('select.translating')) return false
  return isSameJson({ ...before, x: 0, y: 0 }, { ...after, x: 0, y: 0 })
}

/** The server would refuse it: from there nobody could bring it back. */
function isBehindTemplate(editor: Editor, shape: TLShape): boolean {
  return (
    isBoardShape(shape) && isBuried(shape, topOfTemplates(editor.getCurrentPageShapes().filter(isBoardShape)))
  )
}

function isAllowedChange(rights: CanvasRights, before: TLShape, after: TLShape): boolean {
  if (!isBoardShape(before) || !isBoardShape(after)) return false
  const [was, is] = [withoutLayout(before), withoutLayout(after)]
  if (was.typeName !== 'shape' || is.typeName !== 'shape') return false
  return rights.allows(was, is)
}

/** Whoever makes a shape is its author, but for what is everyone's; what it was copied from had another one. */
function ownShape(shape: TLShape, actor: Actor): TLShape {
  if (isBoardShape(shape) && isCommonShape(shape)) return { ...shape, meta: {} }
  const { kind } = shape.meta
  return { ...shape, meta: { author: actor.participantId, ...(kind !== undefined && { kind }) } }
}

const discarded = new Set<TLShapeId>()
function isDiscarded(shape: TLShape): boolean {
  return discarded.has(shape.id)
}

function removeNow(editor: Editor, shape: TLShape): void {
  discarded.add(shape.id)
  editor.store.remove([shape.id])
  discarded.delete(shape.id)
}

const boardTypes = new Set<string>([...peopleShapeTypes, ...templateShapeTypes])

/** A shape that has a place on a board. */
export function isBoardShape(shape: TLRecord): shape is TLShape & BoardShape {
  return shape.typeName === 'shape' && boardTypes.has(shape.type)
}

export function isTemplatePart(shape: TLShape): boolean {
  return !isBoardShape(shape) || !isPeopleShape(shape)
}
