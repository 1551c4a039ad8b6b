/** Where being somewhere would tell who writes without a name. Pure. */
import { isInside } from '../../../shared/board/geometry.ts'
import { areaAt, namelessIn, type ZoneArea } from '../../../shared/board/outline.ts'
import type { SessionKind } from '../../../shared/session/session.ts'
import type { Point, View } from './presence-state.ts'

/** True for a point in a nameless zone. */
export function hidesPoint(zones: readonly ZoneArea[], kind: SessionKind | null, point: Point): boolean {
  const zone = areaAt(zones, point)
  return zone !== null && namelessIn(zone, kind)
}

/**
 * True for a view with its middle in a nameless zone, as every view has of which such a zone fills more
 * than half. On a touch screen nothing points, and to open such a zone tells as much.
 */
export function hidesView(zones: readonly ZoneArea[], kind: SessionKind | null, view: View): boolean {
  const middle = { x: view.x + view.w / 2, y: view.y + view.h / 2 }
  return zones.some((zone) => isInside(zone, middle) && namelessIn(zone, kind))
}
