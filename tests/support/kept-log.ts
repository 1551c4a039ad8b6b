import type { Log } from '../../server/core/ports.ts'

export interface Line {
  readonly level: 'info' | 'warn' | 'error'
  readonly event: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** A log that keeps its lines for the test to look at. */
export class KeptLog implements Log {
  readonly lines: Line[] = []

  info(event: string, fields = {}): void {
    this.lines.push({ level: 'info', event, fields })
  }
  warn(event: string, fields = {}): void {
    this.lines.push({ level: 'warn', event, fields })
  }
  error(event: string, fields = {}): void {
    this.lines.push({ level: 'error', event, fields })
  }

  /** Names of the events, in order. */
  get events(): readonly string[] {
    return this.lines.map(({ event }) => event)
  }
}
