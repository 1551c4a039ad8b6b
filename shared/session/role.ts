import type { ParticipantId } from '../ids.ts'

/** Roles from lowest to highest; joining again keeps the higher one. */
export const roles = ['observer', 'participant', 'coFacilitator', 'facilitator'] as const
export type Role = (typeof roles)[number]

/** Whoever acts: a person in a trajectory with the role that counts right now. */
export interface Actor {
  readonly participantId: ParticipantId
  readonly role: Role
}

export function higherRole(a: Role, b: Role): Role {
  return roles.indexOf(a) >= roles.indexOf(b) ? a : b
}

/** True for those who lead: facilitator and co-facilitator. */
export function leads(role: Role): boolean {
  return role === 'facilitator' || role === 'coFacilitator'
}

/** What someone brings from their own life (domain: perspective). Never colour, never sorting. */
export const perspectives = [
  'director',
  'manager',
  'professional',
  'resident',
  'relative',
  'volunteer',
  'government',
  'education',
  'other',
] as const
export type Perspective = (typeof perspectives)[number]
