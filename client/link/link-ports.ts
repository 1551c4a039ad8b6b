import type { Down } from '../../shared/wire/control.ts'
import type { SocketClass } from './counted-socket.ts'
import type { Keeping } from './keeping.ts'
import type { TrayMemory } from './tray.ts'

export type SessionNews = Extract<Down, { type: 'session' | 'trajectory' }>

/** What the server did not take of ours, told once its place is taken. */
export interface RefusalNews {
  readonly code: string
  /** Words of it lie in the tray, where the reason stands beside them. */
  readonly isInTray: boolean
}

/** What the link needs from the browser. */
export interface LinkPorts {
  /** `wss://host/sync` */
  readonly url: string
  readonly Socket: SocketClass
  now(): number
  /** Runs once before the screen is next painted, and soon in a hidden page too. */
  nextFrame(run: () => void): void
  /** Of this person on this board. */
  readonly trayMemory: TrayMemory
  /** Null where nothing is kept between two loads of the page. */
  readonly keeping?: Keeping | null
}
