/** A device's memory for unsaved work, in the test's hands. */
import type { EditKeeper, KeptEdits, WhoseEdits } from '../../client/link/edit-keeper.ts'

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
  async eraseBefore(at: number, spare: WhoseEdits): Promise<void> {
    for (const [key, { writtenAt, participantId, boardId }] of this.lying) {
      const isSpared = participantId === spare.participantId && boardId === spare.boardId
      if (writtenAt < at && !isSpared) this.lying.delete(key)
    }
  }
}
