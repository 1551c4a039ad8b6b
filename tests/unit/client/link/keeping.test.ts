import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Keeping } from '../../../../client/link/keeping.ts'
import { recordFactories } from '../../../../shared/board/factories.ts'
import { readRecord, recordsOf, writeDiff } from '../../../../shared/board/layout.ts'
import { plainText } from '../../../../shared/board/rich-text.ts'
import { parseId, type NoteId } from '../../../../shared/ids.ts'
import { must } from '../../../../shared/assert.ts'
import { closeCodes } from '../../../../shared/wire/close-codes.ts'
import { FakeEditKeeper } from '../../../support/edit-keeper.ts'
import { Host } from './host.ts'

const [piet, board] = ['piet00000000', 'board0000000']
const [one, two] = ['note00000001', 'note00000002']

async function page(device: FakeEditKeeper, participantId = piet) {
  const keeping = new Keeping({
    keeper: device,
    participantId,
    role: 'participant',
    boardId: board,
    found: await device.read(participantId, board),
    newKey: () => `k${(keys += 1)}`,
    now: () => 0,
    after: (_ms, run) => queueMicrotask(run),
  })
  return { host: new Host({ keeping }), keeping }
}
let keys = 0

function put(doc: Y.Doc, id: string, text: string): void {
  const note = must(parseId<NoteId>(id), 'an id')
  const after = recordFactories.note({ id: note, at: { x: 0, y: 0, index: 'a1' }, text, meta: {} })
  doc.transact(() => writeDiff(recordsOf(doc), readRecord(recordsOf(doc), after.id), after))
}

function words(doc: Y.Doc): string[] {
  return [...recordsOf(doc).keys()].flatMap((id) => {
    const record = readRecord(recordsOf(doc), id)
    return record?.typeName === 'shape' && record.type === 'note' ? [plainText(record.props.richText)] : []
  })
}

/** Piet wrote without a line, and his page went. */
async function left(device: FakeEditKeeper, ...notes: [string, string][]): Promise<void> {
  const { host, keeping } = await page(device)
  host.open()
  host.socket.cut(1012)
  for (const [id, text] of notes) put(host.link.doc, id, text)
  keeping.writeNow()
  await keeping.settled()
}

test('[LK20] what is not saved lies on the device, the latest once, and is gone when saved', async () => {
  const device = new FakeEditKeeper()
  const { host, keeping } = await page(device)
  host.open()
  put(host.link.doc, one, 'eten')
  put(host.link.doc, two, 'slapen')
  keeping.writeNow()
  await keeping.settled()
  expect(
    [...device.lying.values()].map(({ participantId, boardId, epoch }) => [participantId, boardId, epoch]),
  ).toEqual([[piet, board, 1]])
  host.save()
  await keeping.settled()
  expect(device.lying.size).toBe(0)
  host[Symbol.dispose]()
})

test('[LK21] left work arrives once, also when it was taken up twice', async () => {
  const device = new FakeEditKeeper()
  await left(device, [one, 'eten'], [two, 'slapen'])
  const first = await page(device)
  first.host.open()
  const again = await page(device)
  again.host.open()
  again.host.save()
  await again.keeping.settled()
  expect(words(again.host.doc).toSorted()).toEqual(['eten', 'slapen'])
  expect(again.host.link.state().saving).toBe(false)
  first.host.save()
  await first.keeping.settled()
  expect(words(first.host.doc).toSorted()).toEqual(['eten', 'slapen'])
  expect(device.lying.size).toBe(0)
})

test('[LK21] refused after it was taken up: the rest is written again, its words are in the tray', async () => {
  const device = new FakeEditKeeper()
  await left(device, [one, 'eten'], [two, 'slapen'])
  const { host, keeping } = await page(device)
  host.open()
  host.down({ type: 'refused', records: [`shape:${one}`], code: 'not-allowed' })
  host.open()
  host.save()
  await keeping.settled()
  expect(words(host.doc)).toEqual(['slapen'])
  expect(host.link.notPlaced().map(({ text }) => text)).toEqual(['eten'])
  expect(device.lying.size).toBe(0)
})

test('[LK22] under another cookie nothing is shown or sent; back with its owner it arrives', async () => {
  const device = new FakeEditKeeper()
  await left(device, [one, 'van piet'])
  const noor = await page(device, 'noor00000000')
  noor.host.open({ participantId: 'noor00000000' })
  noor.host.save()
  await noor.keeping.settled()
  expect([words(noor.host.doc), words(noor.host.link.doc)]).toEqual([[], []])

  const changed = await page(device)
  changed.host.open({ participantId: 'noor00000000' })
  expect(
    changed.host.socket.sync().filter((frame) => frame.type !== 'step1' && frame.update.length > 2),
  ).toEqual([])
  expect(changed.host.link.notPlaced()).toEqual([])
  expect(words(changed.host.link.doc)).toEqual([])

  const back = await page(device)
  back.host.open()
  back.host.save()
  await back.keeping.settled()
  expect([words(back.host.doc), device.lying.size]).toEqual([['van piet'], 0])
})

test('[LK23] without a line the board opens from the device, and may be written in', async () => {
  const device = new FakeEditKeeper()
  await left(device, [one, 'eten'])
  const { host } = await page(device)
  host.socket.cut(1006)
  expect([host.link.isSynced, host.link.state().me?.mayWrite, words(host.link.doc)]).toEqual([
    true,
    true,
    ['eten'],
  ])
})

test('[LK24] of a board built anew only the words are left, in the tray', async () => {
  const device = new FakeEditKeeper()
  await left(device, [one, 'eten'])
  const { host, keeping } = await page(device)
  host.open({ epoch: 2 })
  await keeping.settled()
  expect([words(host.link.doc), host.link.notPlaced().map(({ text }) => text)]).toEqual([[], ['eten']])
  expect(device.lying.size).toBe(0)
})

test('[LK24, RM88] a page told to reload keeps its words, and the next one has them in the tray, once', async () => {
  const device = new FakeEditKeeper()
  const asleep = await page(device)
  asleep.host.open()
  put(asleep.host.link.doc, one, 'eten')
  asleep.keeping.writeNow()
  await asleep.keeping.settled()
  asleep.host.socket.cut(closeCodes.reload)
  await asleep.keeping.settled()
  expect(asleep.host.link.state().connection).toEqual({ status: 'refused', reason: 'reload' })
  expect(device.lying.size).toBe(1)
  const next = await page(device)
  next.host.open({ epoch: 2 })
  await next.keeping.settled()
  expect([words(next.host.link.doc), next.host.link.notPlaced().map(({ text }) => text)]).toEqual([
    [],
    ['eten'],
  ])
  expect(device.lying.size).toBe(0)
})

test('[LK25] what another page wrote on meanwhile stays', async () => {
  const device = new FakeEditKeeper()
  await left(device, [one, 'eten'])
  const { host, keeping } = await page(device)
  const [key, edits] = must([...device.lying].at(0), 'what was left')
  host.open()
  device.lying.set(key, { ...edits, stamp: 'later' })
  host.save()
  await keeping.settled()
  expect([...device.lying.values()].map(({ stamp }) => stamp)).toEqual(['later'])
})

test('[LK26] unsaved work that lies on the device needs no warning; where nothing is kept it does', async () => {
  const device = new FakeEditKeeper()
  const kept = await page(device)
  device.write = () => Promise.reject(new Error('a private window'))
  const lost = await page(device)
  for (const { host } of [kept, lost]) host.open()
  put(lost.host.link.doc, one, 'eten')
  lost.keeping.writeNow()
  await lost.keeping.settled()
  expect(lost.host.link.holdsUnsaved).toBe(true)
  Reflect.deleteProperty(device, 'write')
  put(kept.host.link.doc, one, 'eten')
  kept.keeping.writeNow()
  await kept.keeping.settled()
  expect(kept.host.link.holdsUnsaved).toBe(false)
})

test('[LK27] a page that dies while it writes leaves what was written before, and that arrives', async () => {
  const device = new FakeEditKeeper()
  const { host, keeping } = await page(device)
  host.open()
  host.socket.cut(1012)
  put(host.link.doc, one, 'eten')
  keeping.writeNow()
  await keeping.settled()
  const begun = Promise.withResolvers<void>()
  device.write = () => {
    begun.resolve()
    return new Promise(() => {})
  }
  put(host.link.doc, two, 'slapen')
  keeping.writeNow()
  await begun.promise
  expect(host.link.holdsUnsaved).toBe(true)
  Reflect.deleteProperty(device, 'write')

  const after = await page(device)
  after.host.open()
  after.host.save()
  await after.keeping.settled()
  expect([words(after.host.doc), device.lying.size]).toEqual([['eten'], 0])
})

test('[LK26] where the device stops keeping, the page hears of it, and of its return', async () => {
  const device = new FakeEditKeeper()
  const { host, keeping } = await page(device)
  host.open()
  let told: boolean[] = []
  host.link.subscribe(() => told.push(host.link.keepsUnsaved()))
  device.write = () => Promise.reject(new Error('the disk is full'))
  put(host.link.doc, one, 'eten')
  keeping.writeNow()
  await keeping.settled()
  expect(told.at(-1)).toBe(false)
  told = []
  Reflect.deleteProperty(device, 'write')
  put(host.link.doc, two, 'slapen')
  keeping.writeNow()
  await keeping.settled()
  expect(told.at(-1)).toBe(true)
})

test('[LK37] the first change is written soon, those that follow at most once a second', async () => {
  const device = new FakeEditKeeper()
  const writing: number[] = []
  let now = 10_000
  let due: { at: number; run: () => void } | null = null
  const keeping = new Keeping({
    keeper: device,
    participantId: piet,
    role: 'participant',
    boardId: board,
    found: [],
    newKey: () => `k${(keys += 1)}`,
    now: () => now,
    after: (ms, run) => void (due = { at: now + ms, run }),
  })
  for (; now < 13_000; now += 50) {
    if (due !== null && must<{ at: number; run: () => void }>(due, 'a writing').at <= now) {
      const { run } = must<{ at: number; run: () => void }>(due, 'a writing')
      due = null
      run()
    }
    keeping.changed(() => {
      writing.push(now - 10_000)
      return { epoch: 1, update: Uint8Array.of(0, 0), touched: [] }
    })
  }
  expect(writing).toEqual([150, 1_150, 2_150])
  keeping.writeNow()
  expect(writing.at(-1)).toBe(3_000)
  await keeping.settled()
  expect(keeping.isKept).toBe(true)
})

test('[LK38] page after page without a line leaves one piece of work, with all that was written', async () => {
  const device = new FakeEditKeeper()
  await left(device, [one, 'eten'])
  const { host, keeping } = await page(device)
  host.socket.cut(1006)
  await keeping.settled()
  put(host.link.doc, two, 'slapen')
  keeping.writeNow()
  await keeping.settled()
  expect(device.lying.size).toBe(1)
  const after = await page(device)
  after.host.socket.cut(1006)
  expect(words(after.host.link.doc).toSorted()).toEqual(['eten', 'slapen'])
})

test('[LK38] where the page could not write, what it took up stays', async () => {
  const device = new FakeEditKeeper()
  await left(device, [one, 'eten'])
  device.write = () => Promise.reject(new Error('the disk is full'))
  const { host, keeping } = await page(device)
  host.socket.cut(1006)
  keeping.writeNow()
  await keeping.settled()
  expect(device.lying.size).toBe(1)
})

test('[LK39] closed for good before the board was shown: the words are in the tray, and go from the device', async () => {
  for (const code of [4403, 4404]) {
    const device = new FakeEditKeeper()
    await left(device, [one, 'eten'], [two, 'slapen'])
    const { host, keeping } = await page(device)
    host.socket.cut(code)
    await keeping.settled()
    expect(host.link.notPlaced().map(({ text }) => text)).toEqual(['eten', 'slapen'])
    expect(device.lying.size).toBe(0)
  }
})

test('[LK39] where the tab keeps no tray, the device keeps the words', async () => {
  const device = new FakeEditKeeper()
  await left(device, [one, 'eten'])
  const { host, keeping } = await page(device)
  host.keepsTray = false
  host.socket.cut(4403)
  await keeping.settled()
  expect([host.link.notPlaced().length, device.lying.size]).toEqual([1, 1])
})

/** What may befall one page after another; each begins with a note of its own. */
const fates = fc.array(fc.constantFrom('reload', 'offline', 'sent', 'saved', 'another'), {
  minLength: 1,
  maxLength: 8,
})

test('[LK21] whatever befalls page after page, each note that was kept arrives once, and nothing stays', async () => {
  await fc.assert(
    fc.asyncProperty(fates, async (befalling) => {
      using hosts = new DisposableStack()
      const device = new FakeEditKeeper()
      const server = new Y.Doc()
      const wanted: string[] = []
      for (const [at, fate] of befalling.entries()) {
        const { host, keeping } = await page(device)
        hosts.use(host)
        Y.applyUpdate(host.doc, Y.encodeStateAsUpdate(server))
        if (fate === 'another') {
          host.open({ participantId: 'noor00000000' })
          expect(words(host.link.doc)).toEqual([])
          continue
        }
        if (fate === 'offline') host.socket.cut(1006)
        else host.open()
        // Without a line a board opens from what lies there, and not at all when nothing does.
        if (host.link.isSynced) {
          put(host.link.doc, `note0000000${at}`, `briefje ${at}`)
          wanted.push(`briefje ${at}`)
        }
        if (fate === 'saved') host.save()
        else keeping.writeNow()
        await keeping.settled()
        // Sent, and the page went before it heard that it was saved.
        if (fate === 'sent') host.take()
        Y.applyUpdate(server, Y.encodeStateAsUpdate(host.doc))
      }
      const { host, keeping } = await page(device)
      hosts.use(host)
      Y.applyUpdate(host.doc, Y.encodeStateAsUpdate(server))
      host.open()
      host.save()
      await keeping.settled()
      expect(words(host.doc).toSorted()).toEqual(wanted.toSorted())
      expect(words(host.link.doc).toSorted()).toEqual(wanted.toSorted())
      expect([device.lying.size, host.link.state().saving]).toEqual([0, false])
    }),
  )
}, 60_000)
