/** All desks of one server, over the same ports. */
import type { DeskPorts } from './desk.ts'
import { DemoDesk } from './demo-desk.ts'
import { JoinDesk } from './join-desk.ts'
import { NoteDesk } from './note-desk.ts'
import { PictureDesk } from './picture-desk.ts'
import { RecordDesk } from './record-desk.ts'
import { SessionDesk } from './session-desk.ts'
import { SnapshotDesk } from './snapshot-desk.ts'
import { TemplateDesk } from './template-desk.ts'
import { TrajectoryDesk } from './trajectory-desk.ts'

export interface Desks {
  readonly ports: DeskPorts
  readonly trajectories: TrajectoryDesk
  readonly demos: DemoDesk
  readonly joining: JoinDesk
  readonly sessions: SessionDesk
  readonly templates: TemplateDesk
  readonly notes: NoteDesk
  readonly pictures: PictureDesk
  readonly snapshots: SnapshotDesk
  readonly records: RecordDesk
}

export function openDesks(ports: DeskPorts): Desks {
  const sessions = new SessionDesk(ports)
  return {
    ports,
    sessions,
    trajectories: new TrajectoryDesk(ports),
    demos: new DemoDesk(ports),
    joining: new JoinDesk(ports),
    templates: new TemplateDesk(ports),
    notes: new NoteDesk(ports),
    pictures: new PictureDesk(ports),
    snapshots: new SnapshotDesk(ports, sessions),
    records: new RecordDesk(ports),
  }
}
