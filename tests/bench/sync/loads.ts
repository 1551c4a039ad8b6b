/** The loads, as data. All writers send in step with the clock, each with a phase of its own. */
export interface Load {
  readonly words: string
  readonly rooms: number
  /** In each room, those who measure included. */
  readonly clients: number
  /** Strokes of a pen a second and client, about 600 bytes each. */
  readonly changes: number
  /** Places of a cursor a second and client. */
  readonly cursors: number
}

export const loads: Readonly<Record<string, Load>> = {
  S: {
    words: 'one room, 50 clients, 40 changes a second each',
    rooms: 1,
    clients: 50,
    changes: 40,
    cursors: 0,
  },
  W: {
    words: 'one room, 50 clients, 20 cursors a second each',
    rooms: 1,
    clients: 50,
    changes: 0,
    cursors: 20,
  },
  X: {
    words: 'one room, 50 clients, 20 cursors and 2 changes a second each',
    rooms: 1,
    clients: 50,
    changes: 2,
    cursors: 20,
  },
  R: {
    words: '100 rooms, 5 clients, 10 changes a second each',
    rooms: 100,
    clients: 5,
    changes: 10,
    cursors: 0,
  },
  H: {
    words: 'one room, 200 clients, 2 cursors and half a change a second each',
    rooms: 1,
    clients: 200,
    changes: 0.5,
    cursors: 2,
  },
}
