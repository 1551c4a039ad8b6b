import type { SessionKind } from '../session/session.ts'
import type { ZoneAttribution } from './vocabulary.ts'

/** Whether notes in this zone are nameless in a session of this kind. */
export function namelessIn(
  zone: { readonly attribution: ZoneAttribution },
  sessionKind: SessionKind | null,
): boolean {
  return zone.attribution === 'nameless' || (zone.attribution === 'sensitive' && sessionKind === 'mixed')
}
