import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OutlineNote } from '../../shared/board/outline.ts'
import { filesBelow } from '../support/files-below.ts'
import { anaStarts, joins, type Person } from '../support/person.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server[Symbol.asyncDispose]())

/** A live session with a problem map on its board, and piet and noor in it. */
async function mapped(kind: 'mixed' | null = null) {
  const started = await anaStarts(server.address, kind)
  const { ana, boardId, links } = started
  const { instanceId } = await ana.ask('applyTemplate', {
    params: { boardId },
    body: { template: 'problem-map' },
  })
  const [piet, noor] = [
    await joins(server.address, links.participant, 'Piet'),
    await joins(server.address, links.participant, 'Noor'),
  ]
  return { ...started, instanceId, piet, noor }
}

async function notesIn(person: Person, boardId: string, zone: string): Promise<readonly OutlineNote[]> {
  const { instances } = await person.ask('outline', { params: { boardId } })
  return instances.flatMap(({ zones }) => zones).find(({ key }) => key === zone)?.notes ?? []
}

test('[HT30] a named note lies in its zone with the zone’s kind and its author', async () => {
  const { piet, boardId, instanceId } = await mapped()
  const { noteId, noteKey } = await piet.ask('newNote', {
    params: { boardId },
    body: { zone: `${instanceId}/facts`, text: 'Tien bewoners eten alleen' },
  })
  expect(noteKey).toBeUndefined()
  expect(await notesIn(piet, boardId, 'facts')).toMatchObject([
    { id: noteId, kind: 'fact', text: 'Tien bewoners eten alleen', author: piet.id },
  ])
})

test('[HT31] in a mixed session a sensitive zone takes nameless notes only', async () => {
  const { piet, boardId } = await mapped('mixed')
  const zone = 'emotions'
  const named = { params: { boardId }, body: { zone, text: 'Ik ben bang', attribution: 'named' as const } }
  expect(await piet.refusal('newNote', named)).toBe('nameless-zone')
  const { noteKey } = await piet.ask('newNote', { params: { boardId }, body: { zone, text: 'Ik ben bang' } })
  expect(noteKey).toMatch(/^[\w-]{43}$/)
  const [note] = await notesIn(piet, boardId, zone)
  expect(note).not.toHaveProperty('author')
})

test('[HT32] a nameless note is changed and withdrawn with its key alone', async () => {
  const { piet, noor, ana, boardId } = await mapped('mixed')
  const { noteId, noteKey = '' } = await piet.ask('newNote', {
    params: { boardId },
    body: { zone: 'emotions', text: 'Ik ben bang' },
  })
  const params = { boardId, noteId }
  const text = { text: 'Ik was bang' }
  for (const person of [piet, noor, ana]) {
    expect(await person.refusal('changeNote', { params, body: text })).toBe('wrong-note-key')
    expect(await person.refusal('withdrawNote', { params, headers: { 'Note-Key': 'x'.repeat(43) } })).toBe(
      'wrong-note-key',
    )
  }
  await piet.ask('changeNote', { params, body: text, headers: { 'Note-Key': noteKey } })
  expect((await notesIn(noor, boardId, 'emotions')).map((note) => note.text)).toEqual(['Ik was bang'])
  await piet.ask('withdrawNote', { params, headers: { 'Note-Key': noteKey } })
  expect(await notesIn(noor, boardId, 'emotions')).toEqual([])
  expect(await piet.refusal('withdrawNote', { params, headers: { 'Note-Key': noteKey } })).toBe(
    'unknown-note',
  )
})

test('[HT33] a nameless note leaves neither its key nor the request’s own key on disk', async () => {
  const { piet, boardId } = await mapped('mixed')
  const idempotencyKey = 'een-heel-herkenbare-sleutel'
  const { noteKey = '' } = await piet.ask('newNote', {
    params: { boardId },
    body: { zone: 'emotions', text: 'Zonder naam' },
    headers: { 'Idempotency-Key': idempotencyKey },
  })
  const device = piet.cookie?.split('=')[1] ?? ''
  const files = filesBelow(server.dataDir)
  expect(files.some((content) => content.includes(boardId))).toBe(true)
  for (const secret of [noteKey, idempotencyKey, device]) {
    expect(files.some((content) => content.includes(secret))).toBe(false)
  }
})

test('[HT34] the words of a named note are its author’s; anyone who writes lays it elsewhere', async () => {
  const { piet, noor, ana, links, boardId } = await mapped()
  const { noteId } = await piet.ask('newNote', {
    params: { boardId },
    body: { zone: 'facts', text: 'Van Piet' },
  })
  const params = { boardId, noteId }
  for (const person of [noor, ana]) {
    expect(await person.refusal('changeNote', { params, body: { text: 'X' } })).toBe('not-yours')
    expect(await person.refusal('withdrawNote', { params })).toBe('not-yours')
  }
  const toehoorder = await joins(server.address, links.observer, 'Jan')
  expect(await toehoorder.refusal('changeNote', { params, body: { zone: 'causes' } })).toBe('not-allowed')
  expect(await toehoorder.refusal('newNote', { params, body: { text: 'X' } })).toBe('not-allowed')
  await noor.ask('changeNote', { params, body: { zone: 'experiences' } })
  expect(await notesIn(ana, boardId, 'facts')).toEqual([])
  expect(await notesIn(ana, boardId, 'experiences')).toMatchObject([
    { id: noteId, kind: 'experience', text: 'Van Piet', author: piet.id },
  ])
  await piet.ask('changeNote', { params, body: { text: 'Toch anders' } })
  expect((await notesIn(ana, boardId, 'experiences')).map(({ text }) => text)).toEqual(['Toch anders'])
})

test('[HT35] a bare zone key is enough while one template has it', async () => {
  const { ana, piet, boardId, instanceId } = await mapped()
  await ana.ask('applyTemplate', { params: { boardId }, body: { template: 'problem-map' } })
  const to = (zone: string) => ({ params: { boardId }, body: { zone, text: 'Waar?' } })
  expect(await piet.refusal('newNote', to('facts'))).toBe('ambiguous-zone')
  expect(await piet.refusal('newNote', to('nergens'))).toBe('unknown-zone')
  await piet.ask('newNote', to(`${instanceId}/facts`))
})

test('[HT36] notes without a zone never lie on one another, nor in a template', async () => {
  const { piet, boardId } = await mapped()
  const write = (n: number) => piet.ask('newNote', { params: { boardId }, body: { text: `Los ${n}` } })
  await Promise.all(Array.from({ length: 12 }, (_, n) => write(n)))
  const { unplaced } = await piet.ask('outline', { params: { boardId } })
  expect(unplaced).toHaveLength(12)
  expect(new Set(unplaced.map(({ x, y }) => `${x},${y}`)).size).toBe(12)
})

test('[HT87] a note for the zone of a shared card lies beside the templates, also one that is moved there', async () => {
  const { piet, boardId } = await mapped()
  const params = { boardId }
  const { noteId } = await piet.ask('newNote', { params, body: { zone: 'facts', text: 'Eerst feit' } })
  await piet.ask('newNote', { params, body: { zone: 'problemStatement', text: 'Meteen vraag' } })
  await piet.ask('changeNote', { params: { boardId, noteId }, body: { zone: 'problemStatement' } })
  const { unplaced } = await piet.ask('outline', { params })
  expect(unplaced.map(({ text }) => text).toSorted()).toEqual(['Eerst feit', 'Meteen vraag'])
  expect(await notesIn(piet, boardId, 'problemStatement')).toEqual([])
})

test('[HT37] taking a template away leaves its notes, unplaced; it goes once', async () => {
  const { ana, piet, boardId, instanceId } = await mapped()
  await piet.ask('newNote', { params: { boardId }, body: { zone: 'facts', text: 'Blijft' } })
  const params = { boardId, instanceId }
  expect(await piet.refusal('removeTemplate', { params })).toBe('not-allowed')
  await ana.ask('removeTemplate', { params })
  const outline = await piet.ask('outline', { params: { boardId } })
  expect(outline.instances).toEqual([])
  expect(outline.unplaced.map(({ text, kind }) => [text, kind])).toEqual([['Blijft', 'fact']])
  expect(await ana.refusal('removeTemplate', { params })).toBe('unknown-instance')
})

test('[HT38] two templates lie beside each other, or where they were asked to', async () => {
  const { ana, boardId } = await mapped()
  expect(await ana.refusal('applyTemplate', { params: { boardId }, body: { template: 'nee' } })).toBe(
    'unknown-template',
  )
  const at = { x: 0, y: 20_000 }
  await ana.ask('applyTemplate', { params: { boardId }, body: { template: 'problem-map', at } })
  await ana.ask('applyTemplate', { params: { boardId }, body: { template: 'problem-map' } })
  const { instances } = await ana.ask('outline', { params: { boardId } })
  expect(instances).toHaveLength(3)
})

test('[HT39] the key of a nameless note fits its carried copy', async () => {
  const { ana, piet, boardId } = await mapped('mixed')
  const body = { zone: 'emotions', text: 'Mee zonder naam' }
  const { noteKey = '' } = await piet.ask('newNote', { params: { boardId }, body })
  const { snapshotId } = await ana.ask('newSnapshot', { params: { boardId }, body: {} })
  const made = await ana.ask('continueSnapshot', { params: { snapshotId }, body: {} })
  const { unplaced } = await piet.ask('outline', { params: { boardId: made.boardId } })
  const params = { boardId: made.boardId, noteId: unplaced[0]?.id ?? '' }
  expect(await ana.refusal('withdrawNote', { params })).toBe('wrong-note-key')
  await piet.ask('withdrawNote', { params, headers: { 'Note-Key': noteKey } })
})
