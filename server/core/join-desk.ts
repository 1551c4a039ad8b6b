/**
 * Getting in: what a key opens, joining by it, and the links themselves. A key is derived from its
 * link's id and generation, so renewing is one number more and withdrawing one instant.
 */
import { must } from '../../shared/assert.ts'
import { mintId, type LinkId, type ParticipantId, type TrajectoryId } from '../../shared/ids.ts'
import { higherRole, leads, roles, type Perspective, type Role } from '../../shared/session/role.ts'
import type { Outcome } from '../../shared/wire/problem.ts'
import { answered, hasExpired, refused, retryOnConflict, type DeskPorts } from './desk.ts'
import type { ReceiptFor } from './once.ts'
import type { Fact, LinkRow, ParticipantRow } from './ports.ts'

const personalLinkMs = 24 * 60 * 60 * 1000

export interface JoinWish {
  readonly key: string
  readonly name?: string | undefined
  readonly perspective?: Perspective | null | undefined
  readonly asSomeoneElse?: boolean | undefined
}
export interface Joined {
  readonly trajectoryId: TrajectoryId
  readonly participantId: ParticipantId
  readonly role: Role
}
/** A role's link; `key` is null when it was withdrawn. */
export interface RoleLink {
  readonly role: Role
  readonly key: string | null
}

export class JoinDesk {
  readonly #ports: DeskPorts
  constructor(ports: DeskPorts) {
    this.#ports = ports
  }

  /** What a key opens and who this device already is there. */
  async look(deviceHash: string | null, key: string) {
    const { store } = this.#ports
    const link = await this.#openLink(key)
    if (link === null) return refused('unknown-key')
    const trajectory = await store.trajectory(link.trajectoryId)
    if (trajectory === null) return refused('unknown-key')
    const known = deviceHash === null ? null : await store.participantOf(deviceHash, trajectory.id)
    const owner = link.participantId === null ? null : await store.participant(link.participantId)
    return answered({
      trajectoryId: trajectory.id,
      title: trajectory.title,
      language: trajectory.language,
      role: owner?.role ?? link.role,
      personal: owner === null ? null : { participantId: owner.id, name: owner.name },
      me:
        known === null || known.removedAt !== null
          ? null
          : { participantId: known.id, name: known.name, role: known.role },
    })
  }

  /** Joining again keeps the participant; the higher role wins. */
  async join(deviceHash: string, wish: JoinWish, receiptFor: ReceiptFor<Joined>): Promise<Outcome<Joined>> {
    const link = await this.#openLink(wish.key)
    if (link === null) return refused('unknown-key')
    // In turn: a double tap on the join button must not make two people.
    return this.#ports.turns.take(`people ${link.trajectoryId}`, async () => {
      const known = await this.#ports.store.participantOf(deviceHash, link.trajectoryId)
      if (known !== null && known.removedAt !== null) return refused('removed')
      if (link.participantId !== null) return this.#joinAsOwner(deviceHash, link, known, wish, receiptFor)
      if (known === null || wish.asSomeoneElse === true)
        return this.#joinAsNew(deviceHash, link, wish, receiptFor)
      return this.#joinAgain(known, link, wish, receiptFor)
    })
  }

  async #joinAsNew(
    deviceHash: string,
    link: LinkRow,
    wish: JoinWish,
    receiptFor: ReceiptFor<Joined>,
  ): Promise<Outcome<Joined>> {
    if (wish.name === undefined) return refused('empty-name')
    const { store, clock, chance, fanout } = this.#ports
    const participant: ParticipantRow = {
      id: mintId<ParticipantId>(chance.bytes.bind(chance)),
      trajectoryId: link.trajectoryId,
      name: wish.name,
      perspective: wish.perspective ?? null,
      role: link.role,
      joinedAt: clock.now(),
      removedAt: null,
    }
    const answer = joined(participant)
    await store.commit(
      [],
      [{ put: 'participant', row: participant }, deviceFact(deviceHash, participant), ...receiptFor(answer)],
    )
    fanout.publish({ type: 'participant-changed', participant })
    return answered(answer)
  }

  async #joinAgain(
    known: ParticipantRow,
    link: LinkRow,
    wish: JoinWish,
    receiptFor: ReceiptFor<Joined>,
  ): Promise<Outcome<Joined>> {
    const participant: ParticipantRow = {
      ...known,
      name: wish.name ?? known.name,
      perspective: wish.perspective === undefined ? known.perspective : wish.perspective,
      role: higherRole(known.role, link.role),
    }
    const answer = joined(participant)
    await this.#ports.store.commit([], [{ put: 'participant', row: participant }, ...receiptFor(answer)])
    this.#ports.fanout.publish({ type: 'participant-changed', participant })
    return answered(answer)
  }

  /** A personal link makes this device one more of its owner's. It works once. */
  async #joinAsOwner(
    deviceHash: string,
    link: LinkRow,
    known: ParticipantRow | null,
    wish: JoinWish,
    receiptFor: ReceiptFor<Joined>,
  ): Promise<Outcome<Joined>> {
    const { store, clock } = this.#ports
    const owner = must(
      link.participantId === null ? null : await store.participant(link.participantId),
      'an owner',
    )
    if (owner.removedAt !== null) return refused('removed')
    if (known?.id === owner.id) return answered(joined(owner))
    if (known !== null && wish.asSomeoneElse !== true) return refused('other-person')
    // Looked at again in turn: of two devices with the same link one is later.
    const present = await store.link(link.id)
    if (present === null || present.usedAt !== null) return refused('unknown-key')
    const answer = joined(owner)
    const used: LinkRow = { ...present, usedAt: clock.now() }
    await store.commit([], [{ put: 'link', row: used }, deviceFact(deviceHash, owner), ...receiptFor(answer)])
    return answered(answer)
  }

  /** The links of a trajectory, highest role first; a co-facilitator never sees the facilitator's. */
  async links(me: ParticipantRow): Promise<Outcome<readonly RoleLink[]>> {
    if (!leads(me.role)) return refused('not-allowed')
    const links = await this.allLinks(me.trajectoryId)
    return answered(links.filter(({ role }) => me.role === 'facilitator' || role !== 'facilitator'))
  }

  /** A new key for a role: the old one stops working; a withdrawn link works again under its new key. */
  renew(me: ParticipantRow, role: Role): Promise<Outcome<RoleLink>> {
    return this.#change(me, role, (link) => ({
      ...link,
      generation: link.generation + 1,
      withdrawnAt: null,
    }))
  }

  withdraw(me: ParticipantRow, role: Role): Promise<Outcome<RoleLink>> {
    const now = this.#ports.clock.now()
    return this.#change(me, role, (link) => ({ ...link, withdrawnAt: link.withdrawnAt ?? now }))
  }

  /** A link for a second device of mine. */
  async linkDevice(me: ParticipantRow): Promise<Outcome<{ key: string; expiresAt: number }>> {
    const { store, clock, chance, seals } = this.#ports
    const expiresAt = clock.now() + personalLinkMs
    const row: LinkRow = {
      id: mintId<LinkId>(chance.bytes.bind(chance)),
      trajectoryId: me.trajectoryId,
      role: me.role,
      generation: 1,
      withdrawnAt: null,
      participantId: me.id,
      expiresAt,
      usedAt: null,
    }
    await store.commit([], [{ put: 'link', row }])
    return answered({ key: seals.signKey(row.id, row.generation), expiresAt })
  }

  async #change(
    me: ParticipantRow,
    role: Role,
    change: (link: LinkRow) => LinkRow,
  ): Promise<Outcome<RoleLink>> {
    if (me.role !== 'facilitator') return refused('not-allowed')
    const { store, turns } = this.#ports
    return turns.take(`links ${me.trajectoryId}`, () =>
      retryOnConflict(async () => {
        const present = (await store.linksOf(me.trajectoryId)).find(
          (link) => link.role === role && link.participantId === null,
        )
        const row = change(must(present, 'a trajectory has a link per role'))
        await store.commit([], [{ put: 'link', row }])
        return answered(this.#roleLink(row))
      }),
    )
  }

  /** Highest role first. Whoever calls this decides who gets to see which. */
  async allLinks(trajectoryId: TrajectoryId): Promise<RoleLink[]> {
    const links = await this.#ports.store.linksOf(trajectoryId)
    return links
      .filter(({ participantId }) => participantId === null)
      .toSorted((a, b) => roles.indexOf(b.role) - roles.indexOf(a.role))
      .map((link) => this.#roleLink(link))
  }

  #roleLink(link: LinkRow): RoleLink {
    const isOpen = link.withdrawnAt === null
    return { role: link.role, key: isOpen ? this.#ports.seals.signKey(link.id, link.generation) : null }
  }

  /** The link a key opens now. Unknown, mistyped, withdrawn, renewed, used and expired, link or trajectory, look the same. */
  async #openLink(key: string): Promise<LinkRow | null> {
    const { seals, store, clock } = this.#ports
    const named = seals.readKey(key)
    if (named === null) return null
    const link = await store.link(named.linkId)
    if (link === null || link.generation !== named.generation || link.withdrawnAt !== null) return null
    if (link.usedAt !== null || (link.expiresAt !== null && link.expiresAt <= clock.now())) return null
    const trajectory = await store.trajectory(link.trajectoryId)
    return trajectory === null || hasExpired(trajectory, clock.now()) ? null : link
  }
}

function joined({ trajectoryId, id, role }: ParticipantRow): Joined {
  return { trajectoryId, participantId: id, role }
}
function deviceFact(deviceHash: string, { trajectoryId, id }: ParticipantRow): Fact {
  return { put: 'device', row: { deviceHash, trajectoryId, participantId: id } }
}
