/** How people look in small: letters and a colour, the same on every page, and in which order. */
import type { Role } from '../../shared/session/role.ts'
import type { Person } from '../link/link-state.ts'

export interface Face {
  readonly letters: string
  readonly colour: string
}

/** White letters on each of them can be read; a test holds them to it. */
export const faceColours = [
  '#1d6f8f',
  '#9a3b6b',
  '#3f6b2a',
  '#7a4fb0',
  '#a3501c',
  '#2b5fb3',
  '#8a2f3d',
  '#4d5a16',
  '#0f6b5c',
  '#6b4a2f',
] as const

/** First letters of the first and last word, or the first two of a single one. */
export function lettersOf(name: string): string {
  const words = name
    .split(/[\s-]+/u)
    .map((word) => signsOf(word).filter((sign) => /[\p{L}\p{N}]/u.test(sign)))
    .filter((signs) => signs.length > 0)
  const [first, last] = [words[0], words.at(-1)]
  if (first === undefined || last === undefined) return signsOf(name.trim())[0] ?? '?'
  if (words.length === 1) return `${first[0]?.toLocaleUpperCase()}${first[1]?.toLocaleLowerCase() ?? ''}`
  return `${first[0]}${last[0]}`.toLocaleUpperCase()
}

/**
 * A face for each who is here. A colour follows from the person, so that it stays theirs; only who
 * would bear the letters and colour of someone else gets another one, as long as there is one.
 */
export function facesOf(people: readonly Person[]): ReadonlyMap<string, Face> {
  const faces = new Map<string, Face>()
  const taken = new Set<string>()
  // Not in order of arrival: every page must come to the same faces.
  for (const { participantId, name } of people.toSorted((a, b) =>
    compare(a.participantId, b.participantId),
  )) {
    const letters = lettersOf(name)
    const own = placeOf(participantId)
    const colours = [...faceColours.slice(own), ...faceColours.slice(0, own)]
    const colour = colours.find((each) => !taken.has(`${letters} ${each}`)) ?? faceColours[own]
    taken.add(`${letters} ${colour}`)
    faces.set(participantId, { letters, colour: colour ?? faceColours[0] })
  }
  return faces
}

const rank: Readonly<Record<Role, number>> = { facilitator: 0, coFacilitator: 1, participant: 2, observer: 3 }

/** Yourself first, then who leads, who takes part, who looks on; each by name, so that nobody hops about. */
export function inOrder(people: readonly Person[], meId: string): readonly Person[] {
  const isOther = (person: Person) => (person.participantId === meId ? 0 : 1)
  return people.toSorted(
    (a, b) =>
      isOther(a) - isOther(b) ||
      rank[a.role] - rank[b.role] ||
      a.name.localeCompare(b.name) ||
      compare(a.participantId, b.participantId),
  )
}

/** How many faces are shown when there is room for `room`, and how many are left to count. */
export function shownOf(count: number, room: number): { readonly shown: number; readonly more: number } {
  return count <= room ? { shown: count, more: 0 } : { shown: room, more: count - room }
}

/** Who came to the session and is not here now, each once. */
export function goneOf<T extends { readonly participantId: string }>(
  arrived: readonly T[],
  here: readonly Person[],
): readonly T[] {
  const present = new Set(here.map(({ participantId }) => participantId))
  return [...new Map(arrived.map((one) => [one.participantId, one])).values()].filter(
    ({ participantId }) => !present.has(participantId),
  )
}

function signsOf(text: string): readonly string[] {
  return [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment)
}

function placeOf(participantId: string): number {
  let sum = 0
  for (const letter of participantId) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 100_003
  return sum % faceColours.length
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
