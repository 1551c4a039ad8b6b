/**
 * What is heard of the others. Their cursors become the editor's presence records, for who wants to
 * see them and for nobody else; their views are kept for who follows.
 */
import { InstancePresenceRecordType, type Editor, type TLInstancePresence } from 'tldraw'
import type { Awareness } from 'y-protocols/awareness'
import { pageId } from '../../../shared/board/schema.ts'
import type { Role } from '../../../shared/session/role.ts'
import { presenceSchema, type Presence } from './presence-state.ts'
import { type SeenView } from './views.ts'

export interface OthersPorts {
  now(): number
  seesCursors(): boolean
  colourOf(participantId: string): string
  /** What a cursor is called: a name, and what its person does here when that matters. */
  called(name: string, role: Role): string
}

export class Others implements Disposable {
  readonly #editor: Editor
  readonly #awareness: Awareness
  readonly #ports: OthersPorts
  readonly #views = new Map<number, SeenView>()
  readonly #shown = new Map<number, TLInstancePresence['id']>()
  #changes = 0

  constructor(editor: Editor, awareness: Awareness, ports: OthersPorts) {
    this.#editor = editor
    this.#awareness = awareness
    this.#ports = ports
    awareness.on('change', this.#hear)
    this.#hear({ added: [...awareness.getStates().keys()], updated: [], removed: [] })
  }

  get views(): Iterable<SeenView> {
    return this.#views.values()
  }

  /** Whether cursors are seen, or whose colour is which, has changed. */
  redraw(): void {
    const ids = [...this.#views.keys()]
    if (this.#ports.seesCursors()) this.#draw(ids, [])
    else this.#draw([], [...this.#shown.keys()])
  }

  [Symbol.dispose](): void {
    this.#awareness.off('change', this.#hear)
    this.#draw([], [...this.#shown.keys()])
  }

  readonly #hear = ({ added, updated, removed }: Changed): void => {
    const heard: number[] = []
    for (const id of removed) this.#views.delete(id)
    for (const id of [...added, ...updated]) {
      const presence = this.#presenceOf(id)
      if (presence === null) continue
      heard.push(id)
      this.#keepView(id, presence)
    }
    this.#draw(this.#ports.seesCursors() ? heard : [], removed)
  }

  #presenceOf(id: number): Presence | null {
    if (id === this.#awareness.clientID) return null
    const parsed = presenceSchema.safeParse(this.#awareness.getStates().get(id))
    return parsed.success ? parsed.data : null
  }

  #keepView(id: number, { view = null, follows = null, user }: Presence): void {
    this.#changes += 1
    this.#views.set(id, { participantId: user.participantId, view, follows, changed: this.#changes })
  }

  #draw(ids: readonly number[], gone: readonly number[]): void {
    const removes = gone.flatMap((id) => this.#shown.get(id) ?? [])
    for (const id of gone) this.#shown.delete(id)
    const puts = ids.flatMap((id) => {
      const presence = this.#presenceOf(id)
      if (presence === null) return []
      const record = this.#recordOf(id, presence)
      this.#shown.set(id, record.id)
      return [record]
    })
    if (removes.length === 0 && puts.length === 0) return
    this.#editor.store.mergeRemoteChanges(() => {
      if (removes.length > 0) this.#editor.store.remove(removes)
      if (puts.length > 0) this.#editor.store.put(puts)
    })
  }

  #recordOf(id: number, { cursor = null, user }: Presence): TLInstancePresence {
    const ports = this.#ports
    return InstancePresenceRecordType.create({
      id: InstancePresenceRecordType.createId(String(id)),
      // Per connection: two devices of one person are two cursors.
      userId: `${user.participantId}:${id}`,
      userName: ports.called(user.name, user.role),
      color: ports.colourOf(user.participantId),
      currentPageId: pageId,
      cursor: cursor === null ? null : { ...cursor, type: 'default', rotation: 0 },
      lastActivityTimestamp: cursor === null ? null : ports.now(),
      meta: { role: user.role },
    })
  }
}

interface Changed {
  readonly added: readonly number[]
  readonly updated: readonly number[]
  readonly removed: readonly number[]
}
