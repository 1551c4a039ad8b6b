/** What every keeper of unsaved work must do. Rules in `client/SPEC.md`. */
import { describe, expect, test } from 'vitest'
import type { EditKeeper, KeptEdits } from '../../client/link/edit-keeper.ts'

const [piet, noor] = ['piet00000000', 'noor00000000']
const [board, other] = ['board0000000', 'other0000000']

function edits(key: string, stamp: string, more: Partial<KeptEdits> = {}): KeptEdits {
  return {
    key,
    participantId: piet,
    boardId: board,
    epoch: 1,
    stamp,
    writtenAt: 1_000,
    update: Uint8Array.of(1, 2, 255),
    touched: [
      ['shape:een', 'whole'],
      ['shape:twee', ['x', 'text']],
    ],
    ...more,
  }
}

/** `open` gives an empty keeper. */
export function editKeeperContract(name: string, open: () => Promise<EditKeeper>): void {
  describe(`${name} keeps the contract of a keeper of unsaved work`, () => {
    test('[LK30] what was written is read as it was, the latest of each page, also when it has grown', async () => {
      const keeper = await open()
      await keeper.write(edits('tab1', 'a'))
      await keeper.write(edits('tab2', 'b', { epoch: 2 }))
      const later = edits('tab1', 'c', { update: new Uint8Array(300_000).fill(7), touched: [] })
      await keeper.write(later)
      const read = await keeper.read(piet, board)
      expect(read.toSorted((a, b) => a.key.localeCompare(b.key))).toEqual([
        later,
        edits('tab2', 'b', { epoch: 2 }),
      ])
    })

    test('[LK31] nobody reads what another wrote, nor of another board', async () => {
      const keeper = await open()
      await keeper.write(edits('tab1', 'a'))
      await keeper.write(edits('tab2', 'b', { participantId: noor }))
      await keeper.write(edits('tab3', 'c', { boardId: other }))
      const keys = async (person: string, on: string) => (await keeper.read(person, on)).map(({ key }) => key)
      expect([await keys(piet, board), await keys(noor, board), await keys(piet, other)]).toEqual([
        ['tab1'],
        ['tab2'],
        ['tab3'],
      ])
    })

    test('[LK32] only what still has this stamp is erased', async () => {
      const keeper = await open()
      await keeper.write(edits('tab1', 'a'))
      await keeper.write(edits('tab1', 'b'))
      await keeper.erase('tab1', 'a')
      await keeper.erase('tab2', 'b')
      expect(await keeper.read(piet, board)).toEqual([edits('tab1', 'b')])
      await keeper.erase('tab1', 'b')
      await keeper.erase('tab1', 'b')
      expect(await keeper.read(piet, board)).toEqual([])
    })

    test('[LK35] what was last written before a moment goes, but not of who is here; the rest stays', async () => {
      const keeper = await open()
      await keeper.write(edits('tab1', 'a', { writtenAt: 999 }))
      await keeper.write(edits('tab2', 'b', { writtenAt: 999, participantId: noor }))
      await keeper.write(edits('tab3', 'c', { writtenAt: 999, boardId: other }))
      await keeper.write(edits('tab4', 'd', { boardId: other }))
      await keeper.eraseBefore(1_000, { participantId: piet, boardId: board })
      expect([
        await keeper.read(piet, board),
        await keeper.read(noor, board),
        await keeper.read(piet, other),
      ]).toEqual([[edits('tab1', 'a', { writtenAt: 999 })], [], [edits('tab4', 'd', { boardId: other })]])
    })
  })
}
