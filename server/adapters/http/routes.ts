/** All routes of one server: each finds what is asked about and hands it to a desk. */
import type { Desks } from '../../core/desks.ts'
import { boardRoutes } from './board-routes.ts'
import { demoRoutes } from './demo-routes.ts'
import { peopleRoutes } from './people-routes.ts'
import { pictureRoutes } from './picture-routes.ts'
import type { Routes, Settings } from './route.ts'
import { sessionRoutes } from './session-routes.ts'
import { snapshotRoutes } from './snapshot-routes.ts'
import { templateRoutes } from './template-routes.ts'

export function openRoutes(desks: Desks, settings: Settings): Routes {
  return {
    ...peopleRoutes(desks, settings),
    ...demoRoutes(desks),
    ...sessionRoutes(desks),
    ...boardRoutes(desks),
    ...pictureRoutes(desks),
    ...snapshotRoutes(desks),
    ...templateRoutes(),
  }
}
