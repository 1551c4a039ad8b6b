/**
 * The version of the wire: frames, control events and the layout of a board's doc as clients write
 * it. A client of another version is told to reload (4410) before it can harm anything.
 *
 * 1 — first.
 */
export const wireVersion = 1
