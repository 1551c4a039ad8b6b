/** Joins an editor to the people on its board: says where we are, shows where they are, follows. */
import type { Editor } from 'tldraw'
import type { Awareness } from 'y-protocols/awareness'
import type { Role } from '../../../shared/session/role.ts'
import type { LinkState } from '../../link/link-state.ts'
import { type Company, seesCursors } from '../../company/company.ts'
import { facesOf } from '../../company/faces.ts'
import { followViews } from './follow.ts'
import { Others } from './others.ts'
import { sayWhereIAm } from './own-presence.ts'
import type { Point, View } from './presence-state.ts'
import { viewOf } from './views.ts'

export interface PresencePorts {
  readonly company: Company
  readonly meId: string
  /** Who is here now, and what we do here. */
  people(): LinkState['people']
  role(): Role
  /** Hears when one of these two may have changed. */
  onPeople(heard: () => void): () => void
  isHidden(point: Point): boolean
  isViewHidden(view: View): boolean
  called(name: string, role: Role): string
}

/** Returns the way back. */
export function sharePresence(editor: Editor, awareness: Awareness, ports: PresencePorts): () => void {
  const { company, meId } = ports
  const followed = () => company.state().followed?.participantId ?? null
  const isShowing = () => seesCursors(company.state(), ports.role())
  let people = ports.people()
  let faces = facesOf(people)
  let wasShowing = isShowing()

  const own = sayWhereIAm(editor, awareness, {
    now: () => Date.now(),
    after: (delayMs, run) => void editor.timers.setTimeout(run, delayMs),
    isHidden: (point) => ports.isHidden(point),
    isViewHidden: (view) => ports.isViewHidden(view),
    follows: followed,
  })
  const others = new Others(editor, awareness, {
    now: () => Date.now(),
    seesCursors: isShowing,
    colourOf: (participantId) => faces.get(participantId)?.colour ?? '#495a56',
    called: (name, role) => ports.called(name, role),
  })
  const hear = (): void => {
    const isNew = people !== ports.people()
    if (isNew) {
      people = ports.people()
      faces = facesOf(people)
    }
    if (isNew || wasShowing !== isShowing()) others.redraw()
    wasShowing = isShowing()
  }
  const stops = [
    () => own.stop(),
    () => others[Symbol.dispose](),
    followViews(editor, {
      followed,
      viewOf: (participantId) => viewOf(others.views, participantId, meId),
      ownMove: () => company.stopFollowing(),
      isStill: () =>
        editor.user.getAnimationSpeed() === 0 || matchMedia('(prefers-reduced-motion: reduce)').matches,
    }),
    ports.onPeople(hear),
    company.subscribe(() => {
      hear()
      own.changed()
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
