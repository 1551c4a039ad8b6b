import type { ParticipantId, TrajectoryId } from '../../../shared/ids.ts'
import { roles, type Role } from '../../../shared/session/role.ts'
import type { Desks } from '../../core/desks.ts'
import type { RoleLink } from '../../core/join-desk.ts'
import { answerOnce } from '../../core/once.ts'
import { doneOrRefuse, orRefuse, type Ask } from './ask.ts'
import { idIn, trajectoryOf } from './lookup.ts'
import { Refused } from './problems.ts'
import { receipts } from './receipts.ts'
import { done, type Routes, type Settings } from './route.ts'

export function peopleRoutes(
  { ports, trajectories, joining }: Desks,
  settings: Settings,
): Pick<
  Routes,
  | 'settings'
  | 'start'
  | 'invitation'
  | 'join'
  | 'me'
  | 'trajectory'
  | 'changeTrajectory'
  | 'changeMyself'
  | 'links'
  | 'renewLink'
  | 'withdrawLink'
  | 'linkDevice'
  | 'removePerson'
> {
  const { store } = ports
  return {
    // Both are a page's first call where another server gives the pages.
    settings: (ask) => {
      ask.device()
      return Promise.resolve({ answer: settings })
    },
    async me(ask) {
      ask.device()
      return { answer: { trajectories: await trajectories.mine(ask.deviceHash) } }
    },

    async start(ask) {
      const { title, name, perspective = null, language = 'nl' } = ask.body
      const { hash } = ask.device()
      const { value, isReplay } = doneOrRefuse(
        await answerOnce(
          ports,
          ask.once,
          (stored) => receipts.started.parse(stored),
          (receiptFor) => trajectories.start(hash, { title, name, perspective, language }, receiptFor),
        ),
      )
      // Links are shown anew each time and lie in no receipt.
      const links = await linksByRole(value.trajectoryId, ask.joinLink)
      return { answer: { ...value, role: 'facilitator', links }, isReplay }
    },

    async invitation(ask) {
      return { answer: orRefuse(await joining.look(ask.deviceHash, ask.body.key)) }
    },
    async join(ask) {
      const { value, isReplay } = doneOrRefuse(
        await answerOnce(
          ports,
          ask.once,
          (stored) => receipts.joined.parse(stored),
          async (receiptFor) => {
            // A key that opens nothing leaves no cookie behind.
            orRefuse(await joining.look(ask.deviceHash, ask.body.key))
            return joining.join(ask.device().hash, ask.body, receiptFor)
          },
        ),
      )
      return { answer: value, isReplay }
    },

    async trajectory(ask) {
      const { trajectory, me } = await trajectoryOf(store, ask)
      return { answer: await trajectories.show(trajectory, me) }
    },
    async changeTrajectory(ask) {
      const { me } = await trajectoryOf(store, ask)
      orRefuse(await trajectories.change(me, ask.body))
      return done
    },
    async changeMyself(ask) {
      const { me } = await trajectoryOf(store, ask)
      return { answer: orRefuse(await trajectories.changeMyself(me, ask.body)) }
    },
    async removePerson(ask) {
      const { me } = await trajectoryOf(store, ask)
      orRefuse(await trajectories.removePerson(me, idIn<ParticipantId>(ask, 'participantId')))
      return done
    },

    async links(ask) {
      const { me } = await trajectoryOf(store, ask)
      const links = orRefuse(await joining.links(me))
      return { answer: { links: links.map((link) => shown(link, ask.joinLink)) } }
    },
    async renewLink(ask) {
      const { me } = await trajectoryOf(store, ask)
      return { answer: shown(orRefuse(await joining.renew(me, roleIn(ask))), ask.joinLink) }
    },
    async withdrawLink(ask) {
      const { me } = await trajectoryOf(store, ask)
      orRefuse(await joining.withdraw(me, roleIn(ask)))
      return done
    },
    async linkDevice(ask) {
      const { me } = await trajectoryOf(store, ask)
      const { key, expiresAt } = orRefuse(await joining.linkDevice(me))
      return { answer: { link: ask.joinLink(key), expiresAt } }
    },
  }

  async function linksByRole(trajectoryId: TrajectoryId, joinLink: (key: string) => string) {
    const links = new Map<Role, string>()
    for (const { role, key } of await joining.allLinks(trajectoryId)) {
      links.set(role, key === null ? '' : joinLink(key))
    }
    const linkOf = (role: Role) => links.get(role) ?? ''
    return {
      facilitator: linkOf('facilitator'),
      coFacilitator: linkOf('coFacilitator'),
      participant: linkOf('participant'),
      observer: linkOf('observer'),
    }
  }
}

function shown({ role, key }: RoleLink, joinLink: (key: string) => string) {
  return { role, link: key === null ? null : joinLink(key) }
}

function roleIn(ask: Pick<Ask<'renewLink'>, 'param'>): Role {
  const role = roles.find((known) => known === ask.param('role'))
  if (role === undefined) throw new Refused('not-found')
  return role
}
