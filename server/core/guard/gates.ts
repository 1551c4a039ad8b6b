/**
 * What an update must be before anyone looks into it. Cheap first: size, then the number of client
 * ids (2 µs), then decoding. An update that passes can be taken by Yjs whole: nothing of it would
 * stay pending. A pending struct is stored and sent to everyone for ever after.
 */
import * as decoding from 'lib0/decoding'
import type * as Y from 'yjs'
import { answerBytesMax, updateBytesMax } from '../../../shared/wire/bounds.ts'
import { WireError } from '../../../shared/wire/frames.ts'
import { decodeQuickly } from '../quick-decoder.ts'

/** How much one update may hold. A client that comes back after an hour offline sends more at once. */
export interface UpdateBounds {
  readonly bytesMax: number
  readonly clientsMax: number
  /** Structs and ranges of deletes together. */
  readonly partsMax: number
}
export const liveBounds: UpdateBounds = { bytesMax: updateBytesMax, clientsMax: 8, partsMax: 20_000 }
export const firstBounds: UpdateBounds = { bytesMax: answerBytesMax, clientsMax: 64, partsMax: 400_000 }

export type Struct = Y.Item | Y.GC | Y.Skip
export interface Deletes {
  readonly client: number
  readonly clock: number
  readonly length: number
}
export interface Decoded {
  readonly structs: readonly Struct[]
  readonly deletes: readonly Deletes[]
}

/** Throws WireError for bytes that are no update, or one beyond the bounds. */
export function decodeWithin(update: Uint8Array, bounds: UpdateBounds): Decoded {
  if (update.byteLength > bounds.bytesMax) throw new WireError('too-large')
  const sections = readable(() => decoding.readVarUint(decoding.createDecoder(update)))
  if (sections > bounds.clientsMax) throw new WireError('too-large')
  const { structs, ds } = readable(() => decodeQuickly(update))
  // Yjs keeps the last section of a client that comes twice; we would have judged both.
  if (sections !== new Set(structs.map(({ id }) => id.client)).size) throw new WireError('malformed')
  const deletes = deletesOf(ds.clients)
  if (structs.length + deletes.length > bounds.partsMax) throw new WireError('too-large')
  return { structs, deletes }
}

/** Ranges must ascend and not overlap, as every honest writer sends them: applying overlaps is quadratic. */
function deletesOf(clients: ReadonlyMap<number, readonly { clock: number; len: number }[]>): Deletes[] {
  const deletes: Deletes[] = []
  for (const [client, ranges] of clients) {
    let end = 0
    for (const { clock, len } of ranges) {
      if (len <= 0 || clock < end) throw new WireError('malformed')
      end = clock + len
      if (!Number.isSafeInteger(end)) throw new WireError('malformed')
      deletes.push({ client, clock, length: len })
    }
  }
  return deletes
}

/** Yjs says that bytes are no update by throwing whatever came up, also by running out of stack. */
function readable<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw new WireError('malformed', { cause })
  }
}
