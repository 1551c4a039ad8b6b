import { describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import * as awarenessProtocol from 'y-protocols/awareness'
import { recordFactories } from '../../../../shared/board/factories.ts'
import { readRecord, recordsOf, writeDiff } from '../../../../shared/board/layout.ts'
import { plainText } from '../../../../shared/board/rich-text.ts'
import { shapeIdOf } from '../../../../shared/board/schema.ts'
import { parseId, type NoteId } from '../../../../shared/ids.ts'
import { updateBytesMax } from '../../../../shared/wire/bounds.ts'
import { writeFrame } from '../../../../shared/wire/frames.ts'
import type { RefusalNews } from '../../../../client/link/link-ports.ts'
import { Host } from './host.ts'

function put(doc: Y.Doc, id: string, text: string, x = 0): void {
  const note = parseId<NoteId>(id)
  if (note === null) throw new Error('no id')
  const after = recordFactories.note({ id: note, at: { x, y: 0, index: 'a1' }, text, meta: {} })
  doc.transact(() => writeDiff(recordsOf(doc), readRecord(recordsOf(doc), after.id), after))
}
function read(doc: Y.Doc, id: string): { text: string; x: number } | null {
  const record = readRecord(recordsOf(doc), shapeIdOf(id))
  if (record?.typeName !== 'shape' || record.type !== 'note') return null
  return { text: plainText(record.props.richText), x: record.x }
}
function boldAll(doc: Y.Doc, id: string): void {
  const note = readRecord(recordsOf(doc), shapeIdOf(id))
  if (note?.typeName !== 'shape' || note.type !== 'note') throw new Error('no note')
  const text = { type: 'text', text: plainText(note.props.richText), marks: [{ type: 'bold' }] }
  const richText = { type: 'doc', content: [{ type: 'paragraph', content: [text] }] }
  writeDiff(recordsOf(doc), note, { ...note, props: { ...note.props, richText } })
}
const [one, two] = ['note00000001', 'note00000002']

describe('in step', () => {
  test('[LK6] the board is there once the server has answered, and not before', () => {
    using host = new Host()
    expect(host.link.isSynced).toBe(false)
    host.open()
    expect(host.link.isSynced).toBe(true)
    expect(host.link.state().connection).toEqual({ status: 'live' })
    expect(recordsOf(host.link.doc).has('page:page')).toBe(true)
  })

  test('[TX12] what others wrote in a text at once makes a page that looks on write nothing', () => {
    using host = new Host()
    put(host.doc, one, 'samen')
    host.open()
    // One person on two devices makes the same letters bold.
    const updates = [new Y.Doc(), new Y.Doc()].map((device) => {
      Y.applyUpdate(device, Y.encodeStateAsUpdate(host.doc))
      device.transact(() => boldAll(device, one))
      return Y.encodeStateAsUpdate(device, Y.encodeStateVector(host.doc))
    })
    host.socket.sent.length = 0
    host.send({ type: 'update', update: Y.mergeUpdates(updates) })
    host.frame()
    expect(host.socket.sync()).toEqual([])
    expect(host.link.state().saving).toBe(false)
  })

  test('[LK60] a line that falls before the screen shows its answer is not called connected', () => {
    vi.useFakeTimers()
    using host = new Host()
    host.answer()
    host.socket.cut(1006)
    host.frame()
    expect([host.link.isSynced, host.link.state().connection.status]).toEqual([true, 'offline'])
    host.link.retry()
    host.open()
    expect(host.link.state().connection.status).toBe('live')
    vi.useRealTimers()
  })

  test('[LK7] a change goes up, is saving, and is saved when the server says so', () => {
    using host = new Host()
    host.open()
    put(host.link.doc, one, 'eten')
    expect(host.link.state().saving).toBe(true)
    host.save()
    expect(host.link.state().saving).toBe(false)
    expect(read(host.doc, one)).toEqual({ text: 'eten', x: 0 })
  })

  test('[LK8] written offline: kept, and sent whole when the line is back', () => {
    vi.useFakeTimers()
    using host = new Host()
    host.open()
    host.socket.cut(1012)
    expect(host.link.state().connection.status).toBe('offline')
    put(host.link.doc, one, 'in de trein')
    vi.advanceTimersByTime(5_000)
    host.open()
    host.save()
    expect([read(host.doc, one)?.text, host.link.state().saving]).toEqual(['in de trein', false])
    vi.useRealTimers()
  })

  test('[LK8] back on the line, nothing is sent ahead of the answer to the server', () => {
    using host = new Host()
    host.socket.open()
    put(host.link.doc, one, 'te vroeg')
    expect(host.socket.sync().map((frame) => frame.type)).toEqual(['step1'])
    host.open()
    expect(host.socket.sync().map((frame) => frame.type)).toEqual(['step1', 'step1', 'step2'])
    host.take()
    expect(read(host.doc, one)?.text).toBe('te vroeg')
  })

  test('[LK9] others’ changes come in once a frame, after what is held back here was written', () => {
    using host = new Host()
    host.open()
    const seen: string[] = []
    host.link.beforeRemote(() => seen.push('flush'))
    recordsOf(host.link.doc).observeDeep((_events, { local }) => seen.push(local ? 'own' : 'others'))
    for (const x of [10, 20, 30]) {
      const before = Y.encodeStateVector(host.doc)
      put(host.doc, one, 'van noor', x)
      host.send({ type: 'update', update: Y.encodeStateAsUpdate(host.doc, before) })
    }
    expect(seen).toEqual([])
    host.frame()
    expect(seen).toEqual(['flush', 'others'])
    expect(read(host.link.doc, one)?.x).toBe(30)
  })

  test('[LK9] a face of the board that fails keeps nobody’s changes back, and is heard of', () => {
    using host = new Host()
    host.open()
    const stop = host.link.beforeRemote(() => {
      throw new Error('a defect')
    })
    const before = Y.encodeStateVector(host.doc)
    put(host.doc, one, 'van noor')
    host.send({ type: 'update', update: Y.encodeStateAsUpdate(host.doc, before) })
    expect(() => host.frame()).toThrow('a defect')
    stop()
    expect(read(host.link.doc, one)?.text).toBe('van noor')
  })

  test('[LK3] a terminal code is the end: no new line is opened', () => {
    vi.useFakeTimers()
    using host = new Host()
    host.open()
    host.socket.cut(4403)
    vi.advanceTimersByTime(60_000)
    expect(host.link.state().connection).toEqual({ status: 'refused', reason: 'notAMember' })
    expect(host.sockets).toHaveLength(1)
    vi.useRealTimers()
  })
})

describe('awareness', () => {
  test('[LK10] only our own state leaves, under an id that is not the doc’s', () => {
    using host = new Host()
    host.link.awareness.setLocalState({ cursor: { x: 1, y: 2 } })
    host.open()
    const noor = new awarenessProtocol.Awareness(new Y.Doc())
    noor.setLocalState({ cursor: null })
    const entries = awarenessProtocol.encodeAwarenessUpdate(noor, [noor.clientID])
    host.send({ type: 'awareness', entries })
    host.link.awareness.setLocalState({ cursor: { x: 3, y: 4 } })
    expect(host.link.awareness.getStates().has(noor.clientID)).toBe(true)
    expect(new Set(host.socket.announced())).toEqual(new Set([host.link.awareness.clientID]))
    expect(host.link.awareness.clientID).not.toBe(host.link.doc.clientID)
    noor.destroy()
  })

  test('[LK10] not even a farewell of the doc’s id leaves', () => {
    using host = new Host()
    host.open()
    host.link.awareness.setLocalState({ cursor: null })
    put(host.link.doc, one, 'weg')
    host.down({ type: 'refused', records: [shapeIdOf(one)], code: 'locked' })
    expect(new Set(host.sockets[0]?.announced())).toEqual(new Set([host.link.awareness.clientID]))
  })

  test('[LK10] a cut line takes the others’ cursors along and leaves our own state', () => {
    using host = new Host()
    host.open()
    host.link.awareness.setLocalState({ cursor: null })
    const noor = new awarenessProtocol.Awareness(new Y.Doc())
    noor.setLocalState({ cursor: null })
    host.send({ type: 'awareness', entries: awarenessProtocol.encodeAwarenessUpdate(noor, [noor.clientID]) })
    host.socket.cut(1012)
    expect([...host.link.awareness.getStates().keys()]).toEqual([host.link.awareness.clientID])
    noor.destroy()
  })
})

describe('refused', () => {
  test('[LK11] the refused words are in the tray, all else is written again, in a fresh doc', () => {
    using host = new Host()
    host.open()
    const old = host.link.doc
    put(old, one, 'mag wel', 5)
    put(old, two, 'mag niet')
    host.down({ type: 'refused', records: [shapeIdOf(two)], code: 'not-yours' })
    host.open()
    expect(host.link.doc).not.toBe(old)
    expect(host.link.doc.clientID).not.toBe(old.clientID)
    expect(read(host.link.doc, one)).toEqual({ text: 'mag wel', x: 5 })
    expect(read(host.link.doc, two)).toBeNull()
    expect(host.link.notPlaced().map(({ text, code }) => [text, code])).toEqual([['mag niet', 'not-yours']])
    host.save()
    expect([read(host.doc, one)?.text, host.link.state().saving]).toEqual(['mag wel', false])
  })

  test('[LK11] what was refused is shown as the server has it; what others did meanwhile stays', () => {
    using host = new Host()
    put(host.doc, one, 'van noor', 1)
    put(host.doc, two, 'ook van noor', 1)
    host.open()
    put(host.link.doc, one, 'gekaapt', 1)
    put(host.link.doc, two, 'ook van noor', 50)
    host.down({ type: 'refused', records: [shapeIdOf(one)], code: 'not-yours' })
    put(host.doc, two, 'nieuwe woorden', 1)
    host.open()
    expect(read(host.link.doc, one)).toEqual({ text: 'van noor', x: 1 })
    expect(read(host.link.doc, two)).toEqual({ text: 'nieuwe woorden', x: 50 })
  })

  test('[LK17] letters of others in a text that is written again stay, and so does what they took away', () => {
    using host = new Host()
    put(host.doc, one, 'wij gaan')
    put(host.doc, two, 'straks eten')
    host.open()
    put(host.link.doc, one, 'wij gaan samen')
    put(host.link.doc, two, 'straks eten wij')
    put(host.link.doc, 'note00000003', 'mag niet')
    host.down({ type: 'refused', records: [shapeIdOf('note00000003')], code: 'not-yours' })
    put(host.doc, one, 'Morgen: wij gaan')
    put(host.doc, two, 'eten')
    host.open()
    host.save()
    expect([one, two].map((id) => read(host.doc, id)?.text)).toEqual(['Morgen: wij gaan samen', 'eten wij'])
  })

  test('[LK17] letters that were on the server already are not written twice', () => {
    using host = new Host()
    host.open()
    put(host.link.doc, one, 'van piet')
    host.take()
    put(host.link.doc, one, 'van piet en noor')
    put(host.link.doc, two, 'mag niet')
    host.down({ type: 'refused', records: [shapeIdOf(two)], code: 'not-yours' })
    put(host.doc, one, 'Niet van piet')
    host.open()
    expect(read(host.link.doc, one)?.text).toBe('Niet van piet en noor')
  })

  test('[LK11] written while the fresh doc is on its way: moves over too', () => {
    using host = new Host()
    host.open()
    put(host.link.doc, two, 'mag niet')
    host.down({ type: 'refused', records: [shapeIdOf(two)], code: 'not-yours' })
    put(host.link.doc, one, 'intussen')
    host.open()
    expect(read(host.link.doc, one)?.text).toBe('intussen')
  })

  test('[LK11] saved is said of the fresh line’s first frame before the screen is painted: nothing is lost', () => {
    using host = new Host()
    host.open()
    put(host.link.doc, one, 'mag wel', 5)
    put(host.link.doc, two, 'mag niet')
    host.down({ type: 'refused', records: [shapeIdOf(two)], code: 'not-yours' })
    host.answer()
    host.save()
    expect(host.link.state().saving).toBe(true)
    host.frame()
    expect(host.link.notPlaced().map(({ text }) => text)).toEqual(['mag niet'])
    host.save()
    expect([read(host.doc, one), host.link.state().saving]).toEqual([{ text: 'mag wel', x: 5 }, false])
  })

  test('[LK11] who may not write any more tries nothing again: all words are in the tray', () => {
    using host = new Host()
    host.open()
    put(host.link.doc, one, 'te laat')
    put(host.link.doc, two, 'ook te laat')
    host.down({ type: 'refused', records: [shapeIdOf(one)], code: 'locked' })
    host.open({ mayWrite: false })
    expect(host.link.notPlaced().map(({ text }) => text)).toEqual(['te laat', 'ook te laat'])
    expect([host.sockets.length, host.link.state().saving]).toEqual([2, false])
  })

  test('[LK16] the page stays connected while a fresh doc is on its way', () => {
    using host = new Host()
    host.open()
    const seen = new Set<string>()
    host.link.subscribe(() => seen.add(host.link.state().connection.status))
    put(host.link.doc, two, 'mag niet')
    host.down({ type: 'refused', records: [shapeIdOf(two)], code: 'not-yours' })
    host.sockets[0]?.cut(1000)
    host.open()
    expect([...seen]).toEqual(['live'])
  })

  test('[LK18] too much for one update: it goes up in parts, and all of it is saved', () => {
    using host = new Host()
    host.open()
    const notes = Array.from({ length: 300 }, (_, n) => `note${String(n).padStart(8, '0')}`)
    host.link.doc.transact(() => {
      for (const id of notes) put(host.link.doc, id, 'woorden '.repeat(600))
    })
    put(host.link.doc, 'note00000999', 'erna')
    expect(host.take()).toBe(2)
    host.frame()
    host.open()
    const updates = host.socket.sync().filter(({ type }) => type === 'update')
    expect(updates.length).toBeGreaterThan(1)
    for (const frame of updates) expect(writeFrame(frame).byteLength).toBeLessThan(updateBytesMax)
    host.save()
    expect([...notes, 'note00000999'].filter((id) => read(host.doc, id) === null)).toEqual([])
    expect([host.link.state().saving, host.link.notPlaced()]).toEqual([false, []])
  })

  test('[LK18] one record too large by itself is refused here; the line stays', () => {
    using host = new Host()
    host.open()
    const news: RefusalNews[] = []
    host.link.onRefused((refusal) => news.push(refusal))
    put(host.link.doc, one, 'mag wel')
    host.link.doc.transact(() => {
      recordsOf(host.link.doc).get(shapeIdOf(one))?.set('ballast', 'x'.repeat(updateBytesMax))
    })
    host.frame()
    host.open()
    expect([news, host.link.state().connection.status]).toEqual([
      [{ code: 'too-large', isInTray: true }],
      'live',
    ])
    expect(host.link.notPlaced().map(({ text, code }) => [text, code])).toEqual([['mag wel', 'too-large']])
  })

  test('[LK34] what was refused is told once its place is taken, and whether its words are in the tray', () => {
    using host = new Host()
    put(host.doc, one, 'van een ander')
    host.open()
    const news: RefusalNews[] = []
    host.link.onRefused((refusal) => news.push(refusal))
    host.link.doc.transact(() => recordsOf(host.link.doc).get(shapeIdOf(one))?.set('x', 500))
    host.down({ type: 'refused', records: [shapeIdOf(one)], code: 'locked' })
    expect(news).toEqual([])
    host.open()
    put(host.link.doc, two, 'woorden')
    host.down({ type: 'refused', records: [shapeIdOf(two)], code: 'not-yours' })
    host.open()
    expect(news).toEqual([
      { code: 'locked', isInTray: false },
      { code: 'not-yours', isInTray: true },
    ])
  })

  test('[LK12] refused for a record we never touched: nothing is tried again', () => {
    using host = new Host()
    host.open()
    put(host.link.doc, one, 'weg')
    host.down({ type: 'refused', records: ['shape:elsewhere'], code: 'not-yours' })
    host.open()
    expect([read(host.link.doc, one), host.link.state().saving]).toEqual([null, false])
    expect(host.link.notPlaced().map(({ text }) => text)).toEqual(['weg'])
  })

  test('[LK12] refused without a named record: nothing is tried again, all words are in the tray', () => {
    using host = new Host()
    host.open()
    put(host.link.doc, one, 'weg')
    host.down({ type: 'refused', records: [], code: 'gap' })
    host.open()
    expect(read(host.link.doc, one)).toBeNull()
    expect(host.link.notPlaced().map(({ text }) => text)).toEqual(['weg'])
    expect(host.link.state().saving).toBe(false)
  })

  test('[LK13] closed for good: the words that were not saved are in the tray', () => {
    vi.useFakeTimers()
    for (const code of [4403, 4409, 4410]) {
      using host = new Host()
      host.open()
      put(host.link.doc, one, 'bewaard')
      host.save()
      host.socket.cut(1012)
      put(host.link.doc, two, 'in de trein')
      host.link.beforeRemote(() => put(host.link.doc, 'note00000003', 'nog in de hand'))
      vi.advanceTimersByTime(5_000)
      host.socket.open()
      host.socket.cut(code)
      expect(host.link.notPlaced().map(({ text, code: why }) => [text, why])).toEqual([
        ['in de trein', 'not-saved'],
        ['nog in de hand', 'not-saved'],
      ])
    }
    vi.useRealTimers()
  })

  test('[LK14] the tray outlives the page, and keeps nothing of what was taken out', () => {
    using host = new Host()
    host.open()
    put(host.link.doc, one, 'weg')
    put(host.link.doc, two, 'ook weg')
    host.down({ type: 'refused', records: [], code: 'locked' })
    host.open()
    using again = new Host({ kept: host.kept })
    expect(again.link.notPlaced()).toEqual(host.link.notPlaced())
    for (const { key } of again.link.notPlaced()) again.link.dismiss(key)
    expect(again.kept).toBeNull()
  })

  test('[LK14] what is in the memory and is no tray counts as an empty one', () => {
    for (const kept of ['{', '[{"key":"x"}]']) {
      using host = new Host({ kept })
      expect(host.link.notPlaced()).toEqual([])
    }
  })

  test('[LK15] a board that is left: the line stays until all is saved', () => {
    using host = new Host()
    host.open()
    put(host.link.doc, one, 'op de valreep')
    expect(host.link.holdsUnsaved).toBe(true)
    host.link.leave()
    expect(host.socket.readyState).toBe(1)
    host.save()
    expect([read(host.doc, one)?.text, host.socket.readyState]).toEqual(['op de valreep', 3])
    expect(host.link.holdsUnsaved).toBe(false)
  })

  test('[LK15] a board that is left: what is refused then is in the tray of that board', () => {
    using host = new Host()
    host.open()
    put(host.link.doc, one, 'op de valreep')
    host.link.leave()
    host.down({ type: 'refused', records: [shapeIdOf(one)], code: 'locked' })
    host.open()
    expect(host.socket.readyState).toBe(3)
    using again = new Host({ kept: host.kept })
    expect(again.link.notPlaced().map(({ text }) => text)).toEqual(['op de valreep'])
  })

  test('[LK15] a board that is left with all saved: the line goes at once', () => {
    using host = new Host()
    host.open()
    host.link.leave()
    expect(host.socket.readyState).toBe(3)
  })

  test('[LK12] what lies in the tray can be taken out', () => {
    using host = new Host()
    host.open()
    put(host.link.doc, one, 'weg')
    host.down({ type: 'refused', records: [shapeIdOf(one)], code: 'locked' })
    host.open()
    for (const { key } of host.link.notPlaced()) host.link.dismiss(key)
    expect(host.link.notPlaced()).toEqual([])
  })
})
