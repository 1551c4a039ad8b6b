/** What every desk works with, and the two small answers they all give. */
import { assert } from '../../shared/assert.ts'
import type { TrajectoryId } from '../../shared/ids.ts'
import type { Outcome, ProblemCode } from '../../shared/wire/problem.ts'
import type { Actor } from '../../shared/session/role.ts'
import {
  StoreError,
  type Chance,
  type Clock,
  type Fanout,
  type ParticipantRow,
  type PictureFiles,
  type Store,
  type TrajectoryRow,
} from './ports.ts'
import type { Rooms } from './rooms.ts'
import type { Seals } from './seals.ts'
import type { Turns } from './turns.ts'

export interface DeskPorts {
  readonly store: Store
  readonly files: PictureFiles
  readonly rooms: Rooms
  readonly fanout: Fanout
  readonly clock: Clock
  readonly chance: Chance
  readonly seals: Seals
  readonly turns: Turns
}

export function refused(refusal: ProblemCode): { readonly ok: false; readonly refusal: ProblemCode } {
  return { ok: false, refusal }
}
export function answered<T>(answer: T): { readonly ok: true; readonly answer: T } {
  return { ok: true, answer }
}

/** Who a device is in a trajectory that exists; `deviceHash` is null for a device without a cookie. */
export async function memberOf(
  store: Store,
  deviceHash: string | null,
  trajectoryId: TrajectoryId,
): Promise<Outcome<ParticipantRow>> {
  if (deviceHash === null) return refused('no-identity')
  const participant = await store.participantOf(deviceHash, trajectoryId)
  if (participant === null) return refused('not-a-member')
  return participant.removedAt === null ? answered(participant) : refused('removed')
}

/** What has expired is not there any more, also before it is erased. */
export function hasExpired({ expiresAt }: TrajectoryRow, now: number): boolean {
  return expiresAt !== null && expiresAt <= now
}

/** The turn in which a trajectory's own row is written or erased. */
export function turnOf(id: TrajectoryId): string {
  return `trajectory ${id}`
}

export function actorOf(participant: ParticipantRow): Actor {
  return { participantId: participant.id, role: participant.role }
}

/**
 * Runs `attempt` again when its commit met someone else's (`conflict`): it reads the present and
 * decides anew. Bounded: who loses five times in a row has met a defect, not a race.
 */
export async function retryOnConflict<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; tries < 5; tries += 1) {
    try {
      return await attempt()
    } catch (fault) {
      if (!(fault instanceof StoreError) || fault.code !== 'conflict') throw fault
    }
  }
  return attempt()
}

/** The day of an instant where the server stands, as an ISO date. */
export function dayOf(at: number): string {
  const day = new Date(at)
  assert(!Number.isNaN(day.getTime()), 'an instant')
  const two = (part: number) => String(part).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}
