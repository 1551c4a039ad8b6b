/**
 * Who points where. Our own cursor goes out a dozen times a second at most, only while somebody else
 * is there and this page is seen, and never over a nameless zone. The others' are made into the
 * editor's presence records here; name and role are the server's stamp.
 */
import { InstancePresenceRecordType, react, TLPOINTER_ID, type Editor, type TLInstancePresence } from 'tldraw'
import type { Awareness } from 'y-protocols/awareness'
import * as z from 'zod/mini'
import { roles, type Role } from '../../../shared/session/role.ts'
import { pageId } from '../../../shared/board/schema.ts'

/** What travels: the place of a cursor. The server adds `user`. */
const stateSchema = z.object({
  cursor: z.nullable(z.object({ x: z.number(), y: z.number() })),
  user: z.object({ participantId: z.string(), name: z.string(), role: z.enum(roles) }),
})
type Shown = z.infer<typeof stateSchema>

const everyMs = 80

export interface PresencePorts {
  now(): number
  after(delayMs: number, run: () => void): void
  /** True where a cursor would tell who writes nameless. */
  isHidden(point: { readonly x: number; readonly y: number }): boolean
  /** What a cursor is called: a name, and what its person does here when that matters. */
  called(name: string, role: Role): string
}

export function sharePresence(editor: Editor, awareness: Awareness, ports: PresencePorts): () => void {
  const shown = new Map<number, TLInstancePresence['id']>()
  let isWaiting = false
  let hasMoved = false
  let sentAt = -everyMs

  const showOthers = ({ added, updated, removed }: Changed): void => {
    const puts: TLInstancePresence[] = []
    const removes = removed.flatMap((id) => shown.get(id) ?? [])
    for (const id of removed) shown.delete(id)
    for (const id of [...added, ...updated]) {
      if (id === awareness.clientID) continue
      const parsed = stateSchema.safeParse(awareness.getStates().get(id))
      if (!parsed.success) continue
      const record = presenceOf(id, parsed.data, ports)
      shown.set(id, record.id)
      puts.push(record)
    }
    editor.store.mergeRemoteChanges(() => {
      if (removes.length > 0) editor.store.remove(removes)
      if (puts.length > 0) editor.store.put(puts)
    })
  }

  const send = (): void => {
    isWaiting = false
    if (document.hidden || isAlone(awareness)) return
    const { x, y } = editor.inputs.currentPagePoint
    const point = { x: Math.round(x), y: Math.round(y) }
    sentAt = ports.now()
    const cursor = ports.isHidden(point) ? null : point
    if (isSameCursor(awareness.getLocalState()?.['cursor'], cursor)) return
    awareness.setLocalState({ cursor })
  }
  const stopFollowing = react('own cursor', () => {
    editor.store.get(TLPOINTER_ID)
    // The first run is no movement: nobody has pointed at anything yet.
    if (!hasMoved || isWaiting) {
      hasMoved = true
      return
    }
    isWaiting = true
    ports.after(Math.max(0, sentAt + everyMs - ports.now()), send)
  })

  awareness.on('change', showOthers)
  showOthers({ added: [...awareness.getStates().keys()], updated: [], removed: [] })
  awareness.setLocalState({ cursor: null })
  const hide = (): void => {
    if (document.hidden) awareness.setLocalState({ cursor: null })
  }
  document.addEventListener('visibilitychange', hide)
  return () => {
    stopFollowing()
    awareness.off('change', showOthers)
    document.removeEventListener('visibilitychange', hide)
  }
}

function isAlone(awareness: Awareness): boolean {
  return [...awareness.getStates().keys()].every((id) => id === awareness.clientID)
}

interface Changed {
  readonly added: readonly number[]
  readonly updated: readonly number[]
  readonly removed: readonly number[]
}

function isSameCursor(before: unknown, after: { readonly x: number; readonly y: number } | null): boolean {
  if (typeof before !== 'object' || before === null || after === null) return before === after
  return 'x' in before && 'y' in before && before.x === after.x && before.y === after.y
}

function presenceOf(clientId: number, { cursor, user }: Shown, ports: PresencePorts): TLInstancePresence {
  return InstancePresenceRecordType.create({
    id: InstancePresenceRecordType.createId(String(clientId)),
    // Per connection: two devices of one person are two cursors.
    userId: `${user.participantId}:${clientId}`,
    userName: ports.called(user.name, user.role),
    color: colourOf(user.participantId),
    currentPageId: pageId,
    cursor: cursor === null ? null : { ...cursor, type: 'default', rotation: 0 },
    lastActivityTimestamp: cursor === null ? null : ports.now(),
    meta: { role: user.role },
  })
}

/** Dark enough for white letters on it. */
const colours = ['#1d6f8f', '#9a3b6b', '#3f6b2a', '#7a4fb0', '#a3501c', '#2b5fb3', '#8a2f3d', '#4d5a16']

function colourOf(participantId: string): string {
  let sum = 0
  for (const letter of participantId) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 100_003
  return colours[sum % colours.length] ?? '#1d6f8f'
}
