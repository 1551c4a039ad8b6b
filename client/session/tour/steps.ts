/** What the tour of the first minute tells, in which order. Pure: pointing at it is `tour.tsx`. */
export const tourStepKeys = ['write', 'zones', 'saved', 'people', 'template', 'lead'] as const
export type TourStepKey = (typeof tourStepKeys)[number]

/** What someone may do by themselves, after which a step has nothing more to tell. */
export type Done = 'wrote' | 'opened'

export interface TourStep {
  readonly key: TourStepKey
  readonly doneBy?: Done
}

const write: TourStep = { key: 'write', doneBy: 'wrote' }
const zones: TourStep = { key: 'zones' }
const saved: TourStep = { key: 'saved' }
const people: TourStep = { key: 'people', doneBy: 'opened' }

/** A board without zones has nothing to ask yet: who leads is shown where templates are. */
export function tourSteps({
  leads,
  hasZones,
}: {
  readonly leads: boolean
  readonly hasZones: boolean
}): readonly TourStep[] {
  if (!leads) return hasZones ? [write, zones, saved] : [write, saved]
  const lead: TourStep = { key: 'lead', doneBy: 'opened' }
  if (hasZones) return [write, zones, saved, people, lead]
  return [{ key: 'template', doneBy: 'opened' }, write, saved, people, lead]
}

/** What the device remembers: that this tour was seen, as a leader, as a participant, or in one example. */
export function tourMemory({
  leads,
  example,
}: {
  readonly leads: boolean
  /** The trajectory that is an example; null on a board of people's own. */
  readonly example: string | null
}): string {
  if (example !== null) return `leerbord.tour.${example}`
  return `leerbord.tour.${leads ? 'lead' : 'join'}`
}
