/**
 * What a hand does on a canvas, as the editor's tools would do it to the store: one action, one undo
 * step. Now and then a hand that asks nobody whether it may: the server must.
 */
import type { TLRecord } from 'tldraw'
import { recordFactories } from '../../../shared/board/factories.ts'
import { authorOf } from '../../../shared/board/note-meta.ts'
import { keysAbove } from '../../../shared/board/order.ts'
import {
  bindingIdOf,
  isBinding,
  isShape,
  pageId,
  shapeIdOf,
  toIndexKey,
  validateRecord,
  type BoardBinding,
  type BoardRecord,
  type BoardShape,
} from '../../../shared/board/schema.ts'
import type { NoteId } from '../../../shared/ids.ts'
import { isPeopleShape, mayChange } from '../../../shared/session/access.ts'
import type { Actor } from '../../../shared/session/role.ts'
import type { Dice } from './dice.ts'
import { letterOf, lettersIn, stroke, type Edit } from './letters.ts'
import type { Screen } from './screen.ts'

/** What an action would do, in records; the words are for people. */
interface Deed {
  readonly say: string
  readonly puts?: readonly BoardRecord[]
  readonly removes?: readonly string[]
  /** Letters that this writes. */
  readonly letters?: readonly { readonly letter: string; readonly on: string }[]
  /** Letters that this writes a second time. */
  readonly copied?: readonly string[]
}

export interface Done {
  readonly say: string
  readonly letters: readonly { readonly letter: string; readonly on: string }[]
  readonly copied: readonly string[]
  /** The same hand, had it asked, would have been told no, for ever. */
  readonly isForbidden: boolean
}

/** Numbers that are used once: of shapes and of letters. */
export class Counter {
  #count = 0
  next(): number {
    this.#count += 1
    return this.#count
  }
}

type Shapes = readonly BoardShape[]

export class Hand {
  readonly #screen: Screen
  readonly #dice: Dice
  readonly #counter: Counter

  constructor(screen: Screen, dice: Dice, counter: Counter) {
    this.#screen = screen
    this.#dice = dice
    this.#counter = counter
  }

  /** Does one thing, or nothing when there is nothing to do it with. */
  act(isBold: boolean): Done | null {
    const { canvas } = this.#screen
    if (canvas === null) return null
    const deed = this.#deed()
    if (deed === null) return null
    const verdict = this.#verdict(deed)
    if (verdict !== null && !isBold) return null
    for (const put of deed.puts ?? []) if (!validateRecord(put).ok) return null
    canvas.undo.mark()
    const { store } = this.#screen
    store.put([...(deed.puts ?? [])] as TLRecord[])
    store.remove([...(deed.removes ?? [])] as TLRecord['id'][])
    return {
      say: deed.say,
      letters: deed.letters ?? [],
      copied: deed.copied ?? [],
      isForbidden: verdict === 'not-yours' || verdict === 'nameless' || verdict === 'wrong-author',
    }
  }

  /** A hand that drags: the same shape again and again, with nothing else between. */
  drag(): string | null {
    const { canvas, store } = this.#screen
    const shape = this.#near(this.#movable())
    if (canvas === null || shape === undefined) return null
    const moved = this.#moved(shape)
    if (this.#verdict({ say: '', puts: [moved] }) !== null) return null
    if (!this.#screen.isHandDown) canvas.undo.mark()
    this.#screen.isHandDown = true
    store.put([moved] as TLRecord[])
    return `drags ${shape.id}`
  }
  letGo(): void {
    this.#screen.canvas?.binding.flush()
    this.#screen.isHandDown = false
  }

  // ---- what may be done -------------------------------------------------------------------------

  #verdict({ puts = [], removes = [] }: Deed): string | null {
    const { records, link } = this.#screen
    const { me } = link.state()
    if (me?.mayWrite !== true) return 'not-allowed'
    const actor: Actor = { participantId: this.#screen.row.id, role: me.role }
    const rules = { board: 'open' as const }
    for (const put of puts) {
      const verdict = mayChange(actor, records.get(put.id) ?? null, put, rules)
      if (verdict !== null) return verdict
    }
    for (const id of removes) {
      const verdict = mayChange(actor, records.get(id) ?? null, null, rules)
      if (verdict !== null) return verdict
    }
    return null
  }

  // ---- what lies there --------------------------------------------------------------------------

  get #me() {
    return this.#screen.row.id
  }
  #all(): BoardShape[] {
    return [...this.#screen.records.values()].filter(isShape)
  }
  #bindings(): BoardBinding[] {
    return [...this.#screen.records.values()].filter(isBinding)
  }
  #of(...types: readonly string[]): BoardShape[] {
    return this.#all().filter(({ type }) => types.includes(type))
  }
  /** Hands meet on what came last: that is where they get in each other's way. */
  #near<T>(all: readonly T[]): T | undefined {
    return this.#dice.pick(this.#dice.roll(3) === 0 ? all : all.slice(-4))
  }
  #movable(): Shapes {
    return this.#all().filter((shape) => isPeopleShape(shape) && shape.type !== 'cluster')
  }
  #childrenOf(id: string): Shapes {
    return this.#all().filter(({ parentId }) => parentId === id)
  }
  #fresh(): string {
    return `${this.#screen.name.toLowerCase()}${String(this.#counter.next()).padStart(10, '0')}`
  }
  #top() {
    const highest =
      this.#all()
        .map(({ index }) => String(index))
        .toSorted()
        .at(-1) ?? null
    return toIndexKey(keysAbove(highest, 1)[0] ?? 'a1')
  }
  #letter(): string {
    return letterOf(this.#counter.next())
  }
  #at() {
    return { x: this.#dice.roll(900), y: this.#dice.roll(900) }
  }

  // ---- deeds ------------------------------------------------------------------------------------

  #deed(): Deed | null {
    const what = this.#dice.roll(100)
    if (what < 12) return this.#newNote()
    if (what < 22) return this.#move()
    if (what < 46) return this.#write()
    if (what < 54) return this.#remove()
    if (what < 62) return this.#group()
    if (what < 66) return this.#ungroup()
    if (what < 72) return this.#reparent()
    if (what < 78) return this.#cluster()
    if (what < 81) return this.#takeApart()
    if (what < 89) return this.#arrow()
    if (what < 92) return this.#rebind()
    if (what < 96) return this.#duplicate()
    if (what < 98) return this.#restack()
    return this.#meddle()
  }

  #newNote(): Deed {
    const [id, letter] = [this.#fresh(), this.#letter()]
    const made = recordFactories.note({
      id: id as NoteId,
      at: { ...this.#at(), index: this.#top() },
      text: letter,
      meta: { author: this.#me, kind: 'fact' },
    })
    return { say: `makes ${made.id} with ${letter}`, puts: [made], letters: [{ letter, on: made.id }] }
  }

  #move(): Deed | null {
    const shape = this.#near(this.#movable())
    return shape === undefined ? null : { say: `moves ${shape.id}`, puts: [this.#moved(shape)] }
  }
  #moved(shape: BoardShape): BoardShape {
    return { ...shape, ...this.#at() }
  }

  #write(): Deed | null {
    const shape = this.#near(this.#of('note', 'note', 'card', 'cluster'))
    if (shape === undefined || !('richText' in shape.props)) return null
    const edit = this.#dice.pick<Edit>(['type', 'type', 'type', 'type', 'bold', 'erase', 'split']) ?? 'type'
    const letters: { letter: string; on: string }[] = []
    let text: unknown = shape.props.richText
    for (let strokes = 1 + this.#dice.roll(3); strokes > 0; strokes -= 1) {
      const letter = this.#letter()
      const next = stroke(text, edit, letter, this.#dice)
      if (next === null) return null
      text = next
      if (edit === 'type') letters.push({ letter, on: shape.id })
    }
    const after = { ...shape, props: { ...shape.props, richText: text } } as BoardShape
    return {
      say: `${edit}s ${letters.map(({ letter }) => letter).join('')} on ${shape.id}`,
      puts: [after],
      letters,
    }
  }

  /** What hangs on it goes too; what lies in a cluster stays. */
  #remove(): Deed | null {
    const shape = this.#near(this.#of('note', 'note', 'arrow', 'group', 'cluster'))
    if (shape === undefined) return null
    if (shape.type === 'cluster') return this.#without(shape)
    return this.#gone(this.#withAllBelow(shape), `removes ${shape.id}`)
  }
  #withAllBelow(shape: BoardShape, seen = new Set<string>()): BoardShape[] {
    if (seen.has(shape.id)) return []
    seen.add(shape.id)
    return [shape, ...this.#childrenOf(shape.id).flatMap((child) => this.#withAllBelow(child, seen))]
  }
  #gone(shapes: Shapes, say: string): Deed {
    const ids = new Set<string>(shapes.map(({ id }) => id))
    const hung = this.#bindings().filter(({ fromId, toId }) => ids.has(fromId) || ids.has(toId))
    return { say, removes: [...ids, ...hung.map(({ id }) => id)] }
  }

  #group(): Deed | null {
    const loose = this.#of('note', 'arrow', 'group').filter(({ parentId }) => parentId === pageId)
    const members = new Set([this.#near(loose), this.#near(loose), this.#near(loose)])
    members.delete(undefined)
    if (members.size < 2) return null
    const [note] = this.#of('note')
    if (note === undefined) return null
    const id = shapeIdOf(this.#fresh())
    const { x, y } = this.#at()
    const made = {
      ...note,
      id,
      type: 'group',
      parentId: pageId,
      x,
      y,
      rotation: 0,
      index: this.#top(),
      props: {},
      meta: { author: this.#me },
    } as unknown as BoardShape
    const moved = [...members].flatMap((shape) =>
      shape === undefined ? [] : [{ ...shape, parentId: id, x: shape.x - x, y: shape.y - y }],
    )
    return { say: `groups ${moved.map((one) => one.id).join(' ')} as ${id}`, puts: [made, ...moved] }
  }

  #ungroup(): Deed | null {
    const group = this.#near(this.#of('group'))
    return group === undefined ? null : this.#without(group)
  }
  /** What lay in it lies where it hung. */
  #without(holder: BoardShape): Deed {
    const freed = this.#childrenOf(holder.id).map((child) => ({
      ...child,
      parentId: holder.parentId,
      x: child.x + holder.x,
      y: child.y + holder.y,
    }))
    const gone = this.#gone([holder], `takes ${holder.id} apart`)
    return { ...gone, puts: freed }
  }

  /** Into a group, or out of it: one left alone makes no group. */
  #reparent(): Deed | null {
    const shape = this.#near(this.#of('note', 'group', 'arrow'))
    if (shape === undefined) return null
    const inside = new Set(this.#withAllBelow(shape).map(({ id }) => id))
    const groups = this.#of('group').filter(({ id }) => !inside.has(id))
    const to = this.#dice.roll(3) === 0 ? undefined : this.#near(groups)
    const parentId = to?.id ?? pageId
    if (parentId === shape.parentId) return null
    const puts: BoardShape[] = [{ ...shape, parentId }]
    const removes: string[] = []
    const before = this.#screen.records.get(shape.parentId)
    if (before !== undefined && isShape(before) && before.type === 'group') {
      const left = this.#childrenOf(before.id).filter(({ id }) => id !== shape.id)
      if (left.length <= 1 && before.id !== parentId) {
        puts.push(...left.map((one) => ({ ...one, parentId: before.parentId })))
        removes.push(...(this.#gone([before], '').removes ?? []))
      }
    }
    return { say: `hangs ${shape.id} in ${parentId}`, puts, removes }
  }

  #cluster(): Deed | null {
    const notes = this.#of('note').filter(({ parentId }) => parentId === pageId)
    const note = this.#near(notes)
    if (note === undefined) return null
    const known = this.#near(this.#of('cluster'))
    if (known !== undefined && this.#dice.roll(2) === 0) {
      return { say: `lays ${note.id} in ${known.id}`, puts: [{ ...note, parentId: known.id }] }
    }
    const other = this.#near(notes.filter(({ id }) => id !== note.id))
    if (other === undefined) return null
    const made = recordFactories.cluster({
      id: this.#fresh(),
      at: { x: 0, y: 0, index: this.#top() },
      name: '',
    })
    const members = [note, other].map((one) => ({ ...one, parentId: made.id }))
    return { say: `clusters ${note.id} ${other.id} as ${made.id}`, puts: [made, ...members] }
  }

  #takeApart(): Deed | null {
    const cluster = this.#near(this.#of('cluster'))
    return cluster === undefined ? null : this.#without(cluster)
  }

  #arrow(): Deed | null {
    const held = this.#of('note', 'group')
    const [from, to] = [this.#near(held), this.#near(held)]
    if (from === undefined || to === undefined || from.id === to.id) return null
    const id = this.#fresh()
    const arrow = {
      ...recordFactories.note({
        id: id as NoteId,
        at: { ...this.#at(), index: this.#top() },
        text: '',
        meta: { author: this.#me },
      }),
      type: 'arrow',
      props: {
        labelColor: 'black',
        color: 'black',
        fill: 'none',
        dash: 'draw',
        size: 'm',
        font: 'sans',
        scale: 1,
        text: '',
        start: { x: 0, y: 0 },
        end: { x: 100, y: 100 },
        bend: 0,
        kind: 'arc',
        arrowheadStart: 'none',
        arrowheadEnd: 'arrow',
        labelPosition: 0.5,
        elbowMidPoint: 0.5,
      },
    } as unknown as BoardShape
    const ends = [this.#tie(`${id}s`, arrow, from, 'start'), this.#tie(`${id}e`, arrow, to, 'end')]
    return { say: `ties ${arrow.id} from ${from.id} to ${to.id}`, puts: [arrow, ...ends] }
  }
  #tie(id: string, from: BoardShape, to: BoardShape, terminal: 'start' | 'end'): BoardBinding {
    return {
      typeName: 'binding',
      id: bindingIdOf(id),
      type: 'arrow',
      fromId: from.id,
      toId: to.id,
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

  #rebind(): Deed | null {
    const binding = this.#near(this.#bindings())
    const to = this.#near(this.#of('note'))
    if (binding === undefined || to === undefined) return null
    if (this.#dice.roll(3) === 0) return { say: `loosens ${binding.id}`, removes: [binding.id] }
    return { say: `hangs ${binding.id} on ${to.id}`, puts: [{ ...binding, toId: to.id }] }
  }

  #duplicate(): Deed | null {
    const note = this.#near(this.#of('note').filter((shape) => authorOf(shape) !== null))
    if (note === undefined) return null
    const copy = {
      ...note,
      id: shapeIdOf(this.#fresh()),
      parentId: pageId,
      index: this.#top(),
      ...this.#at(),
      meta: { author: this.#me, kind: 'fact' },
    } as BoardShape
    return { say: `copies ${note.id} as ${copy.id}`, puts: [copy], copied: lettersIn(JSON.stringify(copy)) }
  }

  #restack(): Deed | null {
    const shape = this.#near(this.#of('note', 'arrow'))
    return shape === undefined
      ? null
      : { say: `brings ${shape.id} to the front`, puts: [{ ...shape, index: this.#top() }] }
  }

  /** What no canvas offers. */
  #meddle(): Deed | null {
    const zone = this.#near(this.#of('zone', 'header'))
    if (zone !== undefined && this.#dice.roll(2) === 0) {
      return { say: `pushes ${zone.id}`, puts: [this.#moved(zone)] }
    }
    const note = this.#near(this.#of('note'))
    return note === undefined || zone === undefined
      ? null
      : { say: `hangs ${note.id} in ${zone.id}`, puts: [{ ...note, parentId: zone.id }] }
  }
}
