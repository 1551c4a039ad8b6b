import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { StoreError } from '../../../../server/core/ports.ts'
import { behindBytes } from '../../../../server/core/connection.ts'
import { writeDiff } from '../../../../shared/board/layout.ts'
import type { BoardRecord } from '../../../../shared/board/schema.ts'
import type { TrajectoryId } from '../../../../shared/ids.ts'
import { boardId, otherBoardId, sessionId, trajectoryId } from '../../../support/store-rows.ts'
import { RoomTable, rows } from '../../../support/room-table.ts'
import { note, notes, people } from '../../../support/room-world.ts'

const by = (name: 'ana' | 'piet' | 'noor', id = `note-by-${name}`) =>
  note(id, `van ${name}`, people[name], { x: 300, y: 40 })
function put(before: BoardRecord | null, after: BoardRecord | null) {
  return (records: Y.Map<Y.Map<unknown>>) => writeDiff(records, before, after)
}

describe('joining', () => {
  test('[RM1] welcome is the first frame, and says who you are and what you may', async () => {
    await using table = await RoomTable.lay()
    const piet = await table.enters(rows.piet)
    expect(piet.frames[0]?.type).toBe('control')
    expect(piet.heard('welcome')).toEqual([
      {
        type: 'welcome',
        participantId: rows.piet.id,
        role: 'participant',
        mayWrite: true,
        epoch: 1,
        protocol: 3,
        session: { id: sessionId, seq: 2, status: 'live', currentBoard: boardId },
      },
    ])
    expect((await table.enters(rows.olga)).heard('welcome')).toMatchObject([
      { role: 'observer', mayWrite: false },
    ])
  })

  test('[RM2] a newcomer gets the board as it is on disk; what is under way comes after its commit', async () => {
    await using table = await RoomTable.lay()
    const piet = await table.enters(rows.piet)
    table.store.hold()
    piet.write(put(null, by('piet')))
    await table.settle()
    const noor = await table.enters(rows.noor)
    expect([noor.hasSynced, noor.records.has(by('piet').id)]).toEqual([true, false])
    table.store.release()
    await table.settle()
    expect(noor.records.get(by('piet').id)).toEqual(by('piet'))
  })

  test('[RM3] who comes back is answered after the commit of all that the answer holds', async () => {
    await using table = await RoomTable.lay()
    const [piet, noor] = [await table.enters(rows.piet), await table.enters(rows.noor)]
    noor.leave()
    table.store.hold()
    piet.write(put(null, by('piet')))
    await table.settle()
    noor.hasSynced = false
    noor.enter(await table.room(), rows.noor)
    piet.write(put(null, by('piet', 'note-second')))
    await table.settle()
    expect([noor.hasSynced, noor.records.has(by('piet').id)]).toEqual([false, false])
    table.store.release()
    await table.settle()
    expect(noor.hasSynced).toBe(true)
    expect(noor.records).toEqual(piet.records)
  })

  test('[RM4] the room asks for what the newcomer wrote elsewhere, and stores it', async () => {
    await using table = await RoomTable.lay()
    const piet = await table.enters(rows.piet)
    piet.leave()
    piet.write(put(null, by('piet')))
    piet.enter(await table.room(), rows.piet)
    await table.settle()
    expect((await table.onDisk()).records.has(by('piet').id)).toBe(true)
    expect(piet.heard('saved').at(-1)).toEqual({ type: 'saved', upTo: 2 })
  })

  test('[RM4] what someone writes before hearing what the room lacks is no gap: it comes with the answer', async () => {
    await using table = await RoomTable.lay()
    const piet = await table.enters(rows.piet)
    piet.leave()
    piet.write(put(null, by('piet', 'note-offline')))
    piet.enter(await table.room(), rows.piet)
    piet.write(put(null, by('piet', 'note-early')))
    await table.settle()
    expect(piet.heard('refused')).toEqual([])
    expect(piet.heard('saved').at(-1)).toEqual({ type: 'saved', upTo: 3 })
    expect((await table.onDisk()).records).toEqual(piet.records)
  })

  test('[RM5] everyone hears who is here, those who lead first; a person with two tabs is one', async () => {
    await using table = await RoomTable.lay()
    const piet = await table.enters(rows.piet)
    await table.enters(rows.piet)
    const ana = await table.enters(rows.ana)
    const names = () =>
      piet
        .heard('people')
        .at(-1)
        ?.people.map(({ name }) => name)
    expect(names()).toEqual(['Ana', 'Piet'])
    ana.leave()
    expect(names()).toEqual(['Piet'])
  })

  test.each([
    ['another epoch', { epoch: 2, protocol: null }, 'reload'],
    ['another protocol', { epoch: 1, protocol: 99 }, 'reload'],
  ] as const)('[RM6] a client of %s is told to reload', async (_, asked, reason) => {
    await using table = await RoomTable.lay()
    const closed: string[] = []
    const wire = { send: () => {}, close: (why: string) => void closed.push(why), bufferedBytes: () => 0 }
    expect(await table.rooms.connect(wire, boardId, rows.piet, asked)).toBeNull()
    expect(closed).toEqual([reason])
  })
})

describe('commit before show', () => {
  test('[RM7] nobody sees a change, and nobody is told it is saved, before it is on disk', async () => {
    await using table = await RoomTable.lay()
    const [piet, noor] = [await table.enters(rows.piet), await table.enters(rows.noor)]
    table.store.hold()
    piet.write(put(null, by('piet')))
    await table.settle()
    expect([noor.updates, piet.heard('saved').at(-1)?.upTo]).toEqual([[], 2])
    table.store.release()
    await table.settle()
    expect(noor.records.get(by('piet').id)).toEqual(by('piet'))
    expect(piet.heard('saved').at(-1)?.upTo).toBe(3)
  })

  test('[RM8] while one commit is under way the next gathers, over all boards: one frame, one write', async () => {
    await using table = await RoomTable.lay()
    const [piet, noor] = [await table.enters(rows.piet), await table.enters(rows.noor)]
    const elsewhere = await table.enters(rows.ana, otherBoardId)
    table.store.hold()
    piet.write(put(null, by('piet', 'note-0')))
    await table.settle()
    for (const count of [1, 2, 3]) piet.write(put(null, by('piet', `note-${count}`)))
    elsewhere.write(put(null, by('ana')))
    await table.settle()
    expect(table.store.held).toBe(1)
    table.store.release(1)
    await table.settle()
    expect(table.store.held).toBe(1)
    table.store.release()
    await table.settle()
    expect(noor.updates.length).toBe(2)
    expect(noor.records).toEqual(piet.records)
  })

  test('[RM9] at once when the room was quiet, then at most one frame per 16 ms', async () => {
    await using table = await RoomTable.lay()
    const [piet, noor] = [await table.enters(rows.piet), await table.enters(rows.noor)]
    table.clock.pass(1_000)
    const turns = async () => {
      for (let turn = 0; turn < 40; turn += 1) await Promise.resolve()
    }
    piet.write(put(null, by('piet', 'note-0')))
    await turns()
    expect(noor.updates.length).toBe(1)
    for (const count of [1, 2, 3]) {
      piet.write(put(null, by('piet', `note-${count}`)))
      await turns()
    }
    expect(noor.updates.length).toBe(1)
    table.clock.pass(16)
    expect(noor.updates.length).toBe(2)
  })

  test('[RM71] in a busy room a writer hears saved once for all that is shown with it', async () => {
    await using table = await RoomTable.lay()
    const [piet, noor] = [await table.enters(rows.piet), await table.enters(rows.noor)]
    table.clock.pass(1_000)
    const turns = async () => {
      for (let turn = 0; turn < 40; turn += 1) await Promise.resolve()
    }
    const before = piet.heard('saved').length
    piet.write(put(null, by('piet', 'note-0')))
    await turns()
    expect(piet.heard('saved').length).toBe(before + 1)
    for (const count of [1, 2, 3]) {
      piet.write(put(null, by('piet', `note-${count}`)))
      await turns()
    }
    expect(piet.heard('saved').length).toBe(before + 1)
    table.clock.pass(16)
    expect([piet.heard('saved').length, noor.updates.length]).toEqual([before + 2, 2])
    expect(piet.heard('saved').at(-1)?.upTo).toBe((piet.heard('saved').at(-2)?.upTo ?? 0) + 3)
  })

  test('[RM10] who wrote all of a frame does not get it back', async () => {
    await using table = await RoomTable.lay()
    const piet = await table.enters(rows.piet)
    piet.write(put(null, by('piet')))
    await table.settle()
    expect(piet.updates).toEqual([])
  })

  test('[RM11] a commit that fails: nothing of it was shown, everyone is sent away for a moment, the disk is the truth', async () => {
    await using table = await RoomTable.lay()
    const [piet, noor] = [await table.enters(rows.piet), await table.enters(rows.noor)]
    table.store.failNext('disk-full')
    piet.write(put(null, by('piet')))
    await table.settle()
    expect([piet.closed, noor.closed]).toEqual(['storeUnavailable', 'storeUnavailable'])
    expect(noor.updates).toEqual([])
    // Piet's page comes back by itself and has it still.
    piet.leave()
    piet.enter(await table.room(), rows.piet)
    await table.settle()
    expect((await table.onDisk()).records.has(by('piet').id)).toBe(true)
  })

  test('[RM12] the failure of one board is not that of another', async () => {
    await using table = await RoomTable.lay()
    const piet = await table.enters(rows.piet)
    const ana = await table.enters(rows.ana, otherBoardId)
    const room = await table.room()
    await table.store.commit(
      [],
      [{ add: 'receipt', row: { scope: 's', key: 'k', bodyHash: '', answer: '', at: 0 } }],
    )
    const conflict = room.write(() => ({
      facts: [{ add: 'receipt', row: { scope: 's', key: 'k', bodyHash: '', answer: '', at: 0 } }],
      answer: null,
    }))
    ana.write(put(null, by('ana')))
    await expect(conflict).rejects.toThrow(StoreError)
    await table.settle()
    expect([piet.closed, ana.closed]).toEqual(['storeUnavailable', null])
    expect((await table.onDisk(otherBoardId)).records.has(by('ana').id)).toBe(true)
  })
})

describe('refused', () => {
  test('[RM13] the writer is told, nobody else gets a byte, and it is nowhere on disk', async () => {
    await using table = await RoomTable.lay()
    const [piet, noor] = [await table.enters(rows.piet), await table.enters(rows.noor)]
    const before = noor.frames.length
    piet.write(put(notes.noor, null))
    await table.settle()
    expect(piet.heard('refused')).toEqual([{ type: 'refused', records: [notes.noor.id], code: 'not-yours' }])
    expect(noor.frames.length).toBe(before)
    expect((await table.onDisk()).records.get(notes.noor.id)).toEqual(notes.noor)
    noor.write(put(null, by('noor')))
    await table.settle()
    expect(noor.closed).toBeNull()
    expect(noor.heard('saved').at(-1)?.upTo).toBe(3)
  })

  test('[RM144] a checkpoint at whatever moment of a commit’s return is no defect', async () => {
    for (let turns = 0; turns < 12; turns += 1) {
      await using table = await RoomTable.lay()
      const piet = await table.enters(rows.piet)
      const room = await table.room()
      table.store.hold()
      piet.write(put(null, by('piet')))
      for (let turn = 0; turn < 8; turn += 1) await Promise.resolve()
      table.store.release()
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
      await room.checkpoint()
      expect([turns, table.log.events.includes('room.defect'), piet.closed]).toEqual([turns, false, null])
    }
  })

  test('[RM143] what follows a refused delete is not taken: it comes again in a fresh doc', async () => {
    await using table = await RoomTable.lay()
    const [piet, noor] = [await table.enters(rows.piet), await table.enters(rows.noor)]
    piet.write(put(notes.noor, null))
    // Sent before it has heard; a delete leaves no gap by which the rest would be refused.
    piet.write(put(null, by('piet')))
    await table.settle()
    expect(piet.heard('refused').map(({ code }) => code)).toEqual(['not-yours', 'gap'])
    expect(noor.records.has(by('piet').id)).toBe(false)
    const again = await table.enters(rows.piet)
    again.write(put(null, by('piet')))
    await table.settle()
    expect(noor.records.has(by('piet').id)).toBe(true)
  })

  test('[RM14] saved stops before a refused frame', async () => {
    await using table = await RoomTable.lay()
    const piet = await table.enters(rows.piet)
    piet.write(put(notes.noor, null))
    piet.write(put(null, by('piet')))
    await table.settle()
    expect(piet.heard('saved').at(-1)?.upTo).toBe(2)
  })

  test('[RM15] a bad frame closes its connection and no other', async () => {
    await using table = await RoomTable.lay()
    const noor = await table.enters(rows.noor)
    const bad: [Uint8Array, string][] = [
      [new Uint8Array([]), 'malformed'],
      [new Uint8Array([9]), 'malformed'],
      [new Uint8Array([0, 2, 5, 1]), 'malformed'],
      [new Uint8Array([0, 2, 3, 255, 255, 255]), 'malformed'],
      [new Uint8Array([16, 2, 123, 125]), 'malformed'],
      [new Uint8Array([1, 3, 1, 5, 1]), 'malformed'],
      [new Uint8Array([0, 2, 129, 128, 128, 1, ...new Uint8Array(2 * 1024 * 1024 + 1)]), 'tooLarge'],
    ]
    for (const [bytes, reason] of bad) {
      const piet = await table.enters(rows.piet)
      piet.sendBytes(bytes)
      expect([piet.closed, bytes.subarray(0, 4)]).toEqual([reason, bytes.subarray(0, 4)])
    }
    expect(noor.closed).toBeNull()
  })

  test('[RM16] too many frames of one person close that person, and the bucket fills again', async () => {
    await using table = await RoomTable.lay()
    const [piet, noor] = [await table.enters(rows.piet), await table.enters(rows.noor)]
    for (let count = 0; count < 700; count += 1) piet.send({ type: 'update', update: new Uint8Array([0, 0]) })
    expect([piet.closed, noor.closed]).toEqual(['tooMany', null])
    table.clock.pass(10_000)
    expect((await table.enters(rows.piet)).closed).toBeNull()
  })

  test('[RM16] asking for the board without end is too many, and nobody else waits for it', async () => {
    await using table = await RoomTable.lay()
    const [olga, noor] = [await table.enters(rows.olga), await table.enters(rows.noor)]
    const stateVector = Y.encodeStateVector(noor.doc)
    const answers = () => olga.frames.filter(({ type }) => type === 'step2').length
    for (let count = 0; count < 600; count += 1) olga.send({ type: 'step1', stateVector })
    expect([olga.closed, noor.closed]).toEqual(['tooMany', null])
    expect(answers()).toBeLessThanOrEqual(20)
    table.clock.pass(10_000)
    expect((await table.enters(rows.olga)).closed).toBeNull()
  })

  test('[RM16] one question waits for its answer at a time', async () => {
    await using table = await RoomTable.lay()
    const [piet, noor] = [await table.enters(rows.piet), await table.enters(rows.noor)]
    table.store.hold()
    piet.write(put(null, by('piet')))
    const asking = { type: 'step1', stateVector: Y.encodeStateVector(noor.doc) } as const
    noor.send(asking)
    expect(noor.closed).toBeNull()
    noor.send(asking)
    expect([noor.closed, piet.closed]).toEqual(['tooMany', null])
  })
})

describe('rights and people change', () => {
  test('[RM17] a locked board tells everyone and refuses everyone; what was under way is stored', async () => {
    await using table = await RoomTable.lay()
    const ana = await table.enters(rows.ana)
    ana.write(put(null, by('ana')))
    const room = await table.room()
    room.lock()
    expect(ana.heard('rights')).toEqual([{ type: 'rights', role: 'facilitator', mayWrite: false }])
    ana.write(put(null, by('ana', 'note-late')))
    await table.settle()
    expect(ana.heard('refused')).toMatchObject([{ code: 'locked' }])
    const { records } = await table.onDisk()
    expect([records.has(by('ana').id), records.has('shape:note-late')]).toEqual([true, false])
  })

  test('[RM18] a new role is told and counts from then on; a removed person is sent away and stays out', async () => {
    await using table = await RoomTable.lay()
    const piet = await table.enters(rows.piet)
    table.fanout.publish({
      type: 'participant-changed',
      participant: { ...rows.piet, role: 'coFacilitator' },
    })
    await table.settle()
    expect(piet.heard('rights')).toEqual([{ type: 'rights', role: 'coFacilitator', mayWrite: true }])
    table.fanout.publish({ type: 'participant-changed', participant: { ...rows.piet, removedAt: 1 } })
    await table.settle()
    expect(piet.closed).toBe('notAMember')
    const closed: string[] = []
    const wire = { send: () => {}, close: (why: string) => void closed.push(why), bufferedBytes: () => 0 }
    await table.rooms.connect(wire, boardId, rows.piet, { epoch: null, protocol: null })
    expect(closed).toEqual(['notAMember'])
  })

  test('[RM19] events of the session come down in order, missed ones too', async () => {
    await using table = await RoomTable.lay()
    const piet = await table.enters(rows.piet)
    const shown = (seq: number, id: typeof boardId) =>
      ({ seq, at: 5, event: { type: 'board-shown', boardId: id, by: rows.ana.id } }) as const
    for (const stored of [shown(3, otherBoardId), shown(4, boardId)]) {
      await table.store.commit([], [{ add: 'event', row: { sessionId, ...stored } }])
    }
    table.fanout.publish({ type: 'session-event', sessionId, stored: shown(4, boardId) })
    await table.settle()
    expect(piet.heard('session').map(({ seq }) => seq)).toEqual([3, 4])
    expect((await table.enters(rows.noor)).heard('welcome')).toMatchObject([{ session: { seq: 4 } }])
  })

  test('[RM61] a new title or language is told on every board of the trajectory, and on no other', async () => {
    await using table = await RoomTable.lay()
    const piet = await table.enters(rows.piet)
    table.fanout.publish({ type: 'trajectory-changed', trajectoryId: 'another' as TrajectoryId })
    await table.settle()
    expect(piet.heard('trajectory')).toEqual([])
    table.fanout.publish({ type: 'trajectory-changed', trajectoryId })
    await table.settle()
    expect(piet.heard('trajectory')).toEqual([{ type: 'trajectory' }])
  })

  test('[RM20] a silent line hears a tick every 20 s', async () => {
    await using table = await RoomTable.lay()
    const piet = await table.enters(rows.piet)
    table.clock.pass(41_000)
    expect(piet.heard('tick').length).toBe(2)
  })
})

describe('the server writes', () => {
  test('[RM21] update and facts are one commit; everyone sees it after that, the answer comes then', async () => {
    await using table = await RoomTable.lay()
    const piet = await table.enters(rows.piet)
    const room = await table.room()
    table.store.hold()
    let answer: string | null = null
    const nameless = note('note-server', 'van niemand', null)
    const writing = room.write((records) => {
      expect(records.get(notes.piet.id)).toEqual(notes.piet)
      return { puts: [nameless], removes: [notes.nameless.id], answer: 'done' }
    })
    void writing.then((value) => void (answer = value))
    await table.settle()
    expect([answer, piet.records.has(nameless.id)]).toEqual([null, false])
    table.store.release()
    await table.settle()
    expect([answer, piet.records.get(nameless.id)]).toEqual(['done', nameless])
    expect(piet.records.has(notes.nameless.id)).toBe(false)
    expect((await table.onDisk()).records).toEqual(piet.records)
  })

  test('[RM22] a snapshot holds all that was accepted by then, once it is on disk', async () => {
    await using table = await RoomTable.lay()
    const piet = await table.enters(rows.piet)
    const room = await table.room()
    table.store.hold()
    piet.write(put(null, by('piet')))
    let bytes: Uint8Array | null = null
    void room.snapshotBytes().then((taken) => void (bytes = taken))
    piet.write(put(null, by('piet', 'note-later')))
    await table.settle()
    expect(bytes).toBeNull()
    table.store.release()
    await table.settle()
    const doc = new Y.Doc()
    Y.applyUpdate(doc, bytes ?? new Uint8Array())
    expect([doc.getMap('records').has(by('piet').id), doc.getMap('records').has('shape:note-later')]).toEqual(
      [true, false],
    )
    expect(await room.stored()).toEqual(piet.records)
  })
})

describe('slow readers and quiet rooms', () => {
  test("[RM23] who can't keep up gets nothing more until drained, then all of it at once", async () => {
    await using table = await RoomTable.lay()
    const [piet, noor] = [await table.enters(rows.piet), await table.enters(rows.noor)]
    noor.buffered = behindBytes + 1
    const before = noor.updates.length
    for (let count = 0; count < 5; count += 1) {
      piet.write(put(null, by('piet', `note-${count}`)))
      await table.settle()
    }
    expect(noor.updates.length).toBe(before)
    noor.buffered = 0
    table.clock.pass(300)
    await table.settle()
    expect(noor.updates.length).toBe(before + 1)
    expect(noor.records).toEqual(piet.records)
  })

  test('[RM24] who stays behind for 30 s, or lets 8 MiB wait, is closed as too slow', async () => {
    await using table = await RoomTable.lay()
    const [piet, noor, ana] = [
      await table.enters(rows.piet),
      await table.enters(rows.noor),
      await table.enters(rows.ana),
    ]
    noor.buffered = behindBytes + 1
    ana.buffered = 9 * 1024 * 1024
    piet.write(put(null, by('piet')))
    await table.settle()
    table.clock.pass(31_000)
    expect([noor.closed, ana.closed, piet.closed]).toEqual(['tooSlow', 'tooSlow', null])
  })

  test('[RM25] a room is put away after a quiet minute, with one checkpoint instead of a tail', async () => {
    await using table = await RoomTable.lay()
    const piet = await table.enters(rows.piet)
    piet.write(put(null, by('piet')))
    await table.settle()
    piet.leave()
    table.clock.pass(61_000)
    await table.settle()
    const { stored, records } = await table.onDisk()
    expect([table.rooms.roomCount, stored.tail.length, records.has(by('piet').id)]).toEqual([0, 0, true])
    const noor = await table.enters(rows.noor)
    expect(noor.records).toEqual(records)
  })

  test('[RM26] a tail that outgrows its checkpoint becomes one while people go on writing', async () => {
    await using table = await RoomTable.lay()
    const piet = await table.enters(rows.piet)
    const text = 'woord '.repeat(1_500)
    for (let count = 0; count < 20; count += 1) {
      piet.write(put(null, note(`note-long-${count}`, text, people.piet)))
      await table.settle()
    }
    const { stored, records } = await table.onDisk()
    expect([stored.checkpoint === null, stored.tail.length < 20]).toEqual([false, true])
    expect(records).toEqual(piet.records)
    expect((await table.enters(rows.noor)).records).toEqual(records)
  })

  test('[RM27] on disposal all is stored and everyone is sent away with a restart', async () => {
    const table = await RoomTable.lay()
    const piet = await table.enters(rows.piet)
    piet.write(put(null, by('piet')))
    await table.rooms[Symbol.asyncDispose]()
    expect(piet.closed).toBe('restart')
    expect((await table.onDisk()).records.has(by('piet').id)).toBe(true)
  })

  test('[RM28] a board that is not there is null; one whose bytes are broken rejects, and others go on', async () => {
    await using table = await RoomTable.lay()
    expect(await table.rooms.open('no-such-board' as typeof boardId)).toBeNull()
    const broken = {
      boardId: otherBoardId,
      epoch: 1,
      fence: 0,
      updates: [new Uint8Array([1, 1, 9, 9, 1])],
      clients: [],
    }
    await table.store.commit([broken], [])
    await expect(table.rooms.open(otherBoardId)).rejects.toMatchObject({ code: 'corrupt' })
    expect((await table.enters(rows.piet)).hasSynced).toBe(true)
  })
})
