/**
 * The version of the wire: frames, control events and the layout of a board's doc as clients write
 * it. A client of another version is told to reload (4410) before it can harm anything. Raised with
 * every change of the records' schema (`serialisedSchema`) too: the server brings boards to its own.
 *
 * 1 — first.
 * 2 — clusters, chips and fields: shapes that a client of 1 can't read; `trajectory` among the control events.
 * 3 — pictures: records that a client of 2 can't read.
 */
export const wireVersion = 3
