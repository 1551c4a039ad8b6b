/**
 * The version of the wire: frames, control events and the layout of a board's doc as clients write
 * it. A client of another version is told to reload (4410) before it can harm anything.
 *
 * 1 — first.
 * 2 — clusters, chips and fields: shapes that a client of 1 can't read; `trajectory` among the control events.
 */
export const wireVersion = 2
