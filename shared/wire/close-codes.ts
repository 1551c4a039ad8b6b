/**
 * Why a socket was closed, as a number a page can read. 44xx is terminal: y-websocket stops.
 * 1012 and 45xx are transient: it comes back by itself.
 */
export const closeCodes = {
  malformed: 4400,
  noIdentity: 4401,
  notAMember: 4403,
  noSuchBoard: 4404,
  tooLarge: 4409,
  reload: 4410,
  restart: 1012,
  storeUnavailable: 4503,
  tooSlow: 4508,
  tooMany: 4529,
} as const
export type CloseReason = keyof typeof closeCodes

/** The WebSocket's own word for a message beyond what its other end reads at all. */
const messageTooBig = 1009

/** Terminal codes end the link; the page says why and what to do. */
export function isTerminal(code: number): boolean {
  return (code >= 4400 && code < 4500) || code === messageTooBig
}

/** The reason behind a code; null for a code that isn't ours. */
export function reasonOf(code: number): CloseReason | null {
  if (code === messageTooBig) return 'tooLarge'
  for (const reason of Object.keys(closeCodes)) {
    if (isReason(reason) && closeCodes[reason] === code) return reason
  }
  return null
}

function isReason(text: string): text is CloseReason {
  return text in closeCodes
}
