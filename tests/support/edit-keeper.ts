/** A device's memory for unsaved work, in the test's hands. */
import type { EditKeeper, KeptEdits } from '../../client/link/edit-keeper.ts'

export class FakeEditKeeper implements EditKeeper {
  readonly lying = new Map<string, KeptEdits>()

  async read(participantId: string, boardId: string): Promise<readonly KeptEdits[]> {
    return [...this.lying.values()].filter(
      (edits) => edits.participantId === participantId && edits.boardId === boardId,
    )
  }
  async write(edits: KeptEdits): Promise<void> {
    this.lying.set(edits.key, edits)
  }
  async erase(key: string, stamp: string): Promise<void> {
    if (this.lying.get(key)?.stamp === stamp) this.lying.delete(key)
  }
  async eraseBefore(at: number): Promise<void> {
    for (const [key, { writtenAt }] of this.lying) if (writtenAt < at) this.lying.delete(key)
  }
}
