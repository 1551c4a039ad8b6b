/**
 * Ids are opaque: sixteen characters from a URL-safe alphabet, minted from bytes that the caller
 * brings (chance is an argument). A brand keeps a board's id from being passed as a session's.
 */
declare const brand: unique symbol
type Id<Name extends string> = string & { readonly [brand]: Name }

export type TrajectoryId = Id<'trajectory'>
export type ParticipantId = Id<'participant'>
export type SessionId = Id<'session'>
export type BoardId = Id<'board'>
export type SnapshotId = Id<'snapshot'>
export type TemplateInstanceId = Id<'templateInstance'>
/** A note's id: its tldraw shape id without the `shape:` in front. */
export type NoteId = Id<'note'>
/** A picture that people put on a board: its record in the doc is `asset:` and this. */
export type PictureId = Id<'picture'>
/** A link by which people join: one per role of a trajectory, or a personal one for a second device. */
export type LinkId = Id<'link'>

export type AnyId =
  | TrajectoryId
  | ParticipantId
  | SessionId
  | BoardId
  | SnapshotId
  | TemplateInstanceId
  | NoteId
  | PictureId
  | LinkId

const alphabet = '0123456789abcdefghijkmnpqrstuvwxyz'
const idLength = 16

/** Bytes → text in the id alphabet, one character a byte. 34 letters: the bias (256 mod 34) is harmless. */
export function textFromBytes(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += alphabet[byte % alphabet.length]
  return text
}

/** Mints an id of the asked kind from at least sixteen random bytes. */
export function mintId<T extends AnyId>(randomBytes: (count: number) => Uint8Array): T {
  return textFromBytes(randomBytes(idLength)) as T
}

/** True for text that could be an id of ours; says nothing about whether it exists. */
export function looksLikeId(text: string): boolean {
  return /^[0-9a-zA-Z_-]{8,40}$/.test(text)
}

/** The one place where outside text becomes an id; null when it can't be one. */
export function parseId<T extends AnyId>(text: string): T | null {
  return looksLikeId(text) ? (text as T) : null
}
