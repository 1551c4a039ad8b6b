/**
 * The movements of the frame-rate bench: people who each drag one note among many, in circles, as a
 * hand's drag comes over the wire (ten places a second, not all at one moment). One function of time,
 * so that every page sees the same.
 */
export const notesInAll = 1_000
export const people = 20
const columns = 40
const cellPx = 220
/** How often a dragged note gets another place. */
export const stepMs = 100

export interface Spot {
  readonly x: number
  readonly y: number
}

/** Where note `n` lies at first. */
export function homeOf(n: number): Spot {
  return { x: (n % columns) * cellPx, y: Math.floor(n / columns) * cellPx }
}

/** The note that a person drags: spread over the whole board. */
export function draggedBy(person: number): number {
  return person * Math.floor(notesInAll / people) + 7
}

/** Where a person's note is after so many steps. */
export function spotAt(person: number, step: number): Spot {
  const home = homeOf(draggedBy(person))
  const turn = (step / 20 + person / people) * 2 * Math.PI
  return { x: Math.round(home.x + 300 * Math.cos(turn)), y: Math.round(home.y + 300 * Math.sin(turn)) }
}

/** People move one after the other within a step, not at the same moment. */
export function offsetOf(person: number): number {
  return (person * stepMs) / people
}
