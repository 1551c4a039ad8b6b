import * as Y from 'yjs'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { downSchema } from '../../shared/wire/control.ts'
import { readFrame } from '../../shared/wire/frames.ts'
import { readAll } from '../../shared/board/layout.ts'
import { anaStarts, joins, keyIn, Person } from '../support/person.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server[Symbol.asyncDispose]())

test('[HT20] a session starts with one blank board, live today and planned for later', async () => {
  const { ana, trajectoryId, sessionId, boardId } = await anaStarts(server.address)
  const session = await ana.ask('session', { params: { sessionId } })
  expect(session).toMatchObject({ status: 'live', currentBoard: boardId, title: 'Eerste sessie', seq: 2 })
  expect(await ana.ask('outline', { params: { boardId } })).toEqual({ instances: [], unplaced: [] })
  const later = await ana.ask('newSession', {
    params: { trajectoryId },
    body: { title: 'Later', date: '2999-12-31' },
  })
  expect(await ana.ask('session', { params: later })).toMatchObject({ status: 'planned', startedAt: null })
  await ana.ask('command', { params: later, body: { type: 'start' } })
  expect(await ana.ask('session', { params: later })).toMatchObject({ status: 'live' })
})

test('[HT21] only those who lead make sessions and boards, and show a board', async () => {
  const { links, trajectoryId, sessionId, boardId } = await anaStarts(server.address)
  const piet = await joins(server.address, links.participant, 'Piet')
  const asks = [
    await piet.refusal('newSession', { params: { trajectoryId }, body: { title: 'X' } }),
    await piet.refusal('newBoard', { params: { sessionId }, body: { title: 'X' } }),
    await piet.refusal('command', { params: { sessionId }, body: { type: 'show-board', boardId } }),
    await piet.refusal('applyTemplate', { params: { boardId }, body: { template: 'problem-map' } }),
    await piet.refusal('newSnapshot', { params: { boardId }, body: {} }),
  ]
  expect(new Set(asks)).toEqual(new Set(['not-allowed']))
})

test('[HT22] a new board has its template from the first moment, and is put on show by command', async () => {
  const { ana, sessionId } = await anaStarts(server.address)
  const { boardId, instanceId } = await ana.ask('newBoard', {
    params: { sessionId },
    body: { title: 'Probleem', template: 'problem-map' },
  })
  const { instances } = await ana.ask('outline', { params: { boardId } })
  expect(instances.map(({ id, template }) => [id, template])).toEqual([[instanceId, 'problem-map']])
  const { seq } = await ana.ask('command', { params: { sessionId }, body: { type: 'show-board', boardId } })
  expect(await ana.ask('session', { params: { sessionId } })).toMatchObject({ seq, currentBoard: boardId })
  const elsewhere = (await anaStarts(server.address)).boardId
  const wish = { params: { sessionId }, body: { type: 'show-board' as const, boardId: elsewhere } }
  expect(await ana.refusal('command', wish)).toBe('unknown-board')
})

test('[HT23] ending closes the boards for good and keeps each as it was; the record shows it', async () => {
  const { ana, links, sessionId, boardId } = await anaStarts(server.address)
  const piet = await joins(server.address, links.participant, 'Piet')
  await piet.ask('newNote', { params: { boardId }, body: { text: 'Het is druk aan tafel' } })
  expect(await ana.refusal('record', { params: { sessionId } })).toBe('not-ended')
  const noor = await joins(server.address, links.coFacilitator, 'Noor')
  expect(await noor.refusal('command', { params: { sessionId }, body: { type: 'end' } })).toBe('not-allowed')

  await ana.ask('command', { params: { sessionId }, body: { type: 'end' } })

  expect(await piet.refusal('newNote', { params: { boardId }, body: { text: 'Te laat' } })).toBe('locked')
  expect(await ana.refusal('command', { params: { sessionId }, body: { type: 'end' } })).toBe('session-ended')
  expect(await ana.refusal('newBoard', { params: { sessionId }, body: { title: 'X' } })).toBe('session-ended')
  expect(await ana.ask('board', { params: { boardId } })).toMatchObject({ locked: true, mayWrite: false })
  const { record } = await piet.ask('record', { params: { sessionId } })
  expect(record.endedBy?.name).toBe('Ana')
  expect(record.boards[0]?.end?.outline.unplaced.map(({ text }) => text)).toEqual(['Het is druk aan tafel'])
})

test('[HT73] a record doesn’t change when someone or the trajectory is called otherwise, or leaves', async () => {
  const { ana, links, trajectoryId, sessionId, boardId } = await anaStarts(server.address)
  const piet = await joins(server.address, links.participant, 'Piet')
  const headers = { origin: server.address, cookie: piet.cookie ?? '' }
  const socket = new WebSocket(`${server.address.replace('http', 'ws')}/sync/${boardId}`, { headers })
  await expect.poll(async () => (await ana.ask('session', { params: { sessionId } })).seq).toBe(3)
  socket.close()
  await ana.ask('command', { params: { sessionId }, body: { type: 'end' } })
  const { record } = await ana.ask('record', { params: { sessionId } })
  expect([record.trajectory.title, record.endedBy?.name, record.present.map(({ name }) => name)]).toEqual([
    'Rust aan tafel',
    'Ana',
    ['Piet'],
  ])

  const params = { trajectoryId }
  await piet.ask('changeMyself', { params, body: { name: 'Pieter' } })
  await ana.ask('changeMyself', { params, body: { name: 'Anna' } })
  await piet.ask('join', { body: { key: keyIn(links.coFacilitator) } })
  await ana.ask('changeTrajectory', { params, body: { title: 'Anders' } })
  await ana.ask('removePerson', { params: { trajectoryId, participantId: piet.id } })
  expect((await ana.ask('record', { params: { sessionId } })).record).toEqual(record)
})

test('[HT24] a snapshot is one Yjs update whose hash is told, with its outline and picture', async () => {
  const { ana, links, boardId } = await anaStarts(server.address)
  const piet = await joins(server.address, links.participant, 'Piet')
  await piet.ask('newNote', { params: { boardId }, body: { text: 'Eerst' } })
  const taken = await ana.ask('newSnapshot', { params: { boardId }, body: { label: 'Halverwege' } })
  await piet.ask('newNote', { params: { boardId }, body: { text: 'Later' } })

  const params = { snapshotId: taken.snapshotId }
  const snapshot = await piet.ask('snapshot', { params })
  expect(snapshot).toMatchObject({ kind: 'hand', label: 'Halverwege', sha256: taken.sha256, boardId })
  expect(snapshot.outline.unplaced.map(({ text, author }) => [text, author])).toEqual([['Eerst', piet.id]])
  const bytes = new Uint8Array(await (await piet.send('snapshotDoc', { params })).arrayBuffer())
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(taken.sha256)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, bytes)
  expect([...readAll(doc).values()].filter(({ typeName }) => typeName === 'shape')).toHaveLength(1)
  const picture = await piet.send('snapshotPicture', { params })
  expect(picture.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
  expect(await picture.text()).toContain('Eerst')
})

test('[HT25] going on makes a new board with the chosen notes, each with its author and origin', async () => {
  const { ana, links, sessionId, boardId } = await anaStarts(server.address)
  const piet = await joins(server.address, links.participant, 'Piet')
  const keep = await piet.ask('newNote', { params: { boardId }, body: { text: 'Mee', kind: 'fact' } })
  await piet.ask('newNote', { params: { boardId }, body: { text: 'Niet mee' } })
  const { snapshotId } = await ana.ask('newSnapshot', { params: { boardId }, body: {} })
  const made = await piet.ask('continueSnapshot', {
    params: { snapshotId },
    body: { noteIds: [keep.noteId] },
  })
  expect(made.sessionId).toBe(sessionId)
  const { unplaced } = await piet.ask('outline', { params: { boardId: made.boardId } })
  expect(unplaced).toMatchObject([
    { kind: 'fact', text: 'Mee', author: piet.id, origin: { snapshotId, noteId: keep.noteId } },
  ])
  expect(await piet.ask('board', { params: { boardId: made.boardId } })).toMatchObject({
    title: 'Eerste sessie (verder werken)',
  })
})

test('[HT25] on the new board notes lie under the titles of their zones, in the trajectory’s language', async () => {
  const { ana, boardId } = await anaStarts(server.address)
  await ana.ask('applyTemplate', { params: { boardId }, body: { template: 'problem-map' } })
  for (const [zone, text] of [
    ['opinions', 'Het is te druk'],
    ['facts', 'Om twaalf uur'],
    ['facts', 'In de keuken'],
  ] as const) {
    await ana.ask('newNote', { params: { boardId }, body: { zone, text } })
  }
  await ana.ask('newNote', { params: { boardId }, body: { text: 'Los', kind: 'idea' } })
  const { snapshotId } = await ana.ask('newSnapshot', { params: { boardId }, body: {} })
  const made = await ana.ask('continueSnapshot', { params: { snapshotId }, body: {} })
  const {
    instances,
    unplaced,
    clusters = [],
  } = await ana.ask('outline', {
    params: { boardId: made.boardId },
  })
  const note = (id: string) => unplaced.find((one) => one.id === id)
  expect(instances).toEqual([])
  expect(clusters.map(({ name, noteIds }) => [name, noteIds.map((id) => note(id)?.text)])).toEqual([
    ['Feiten', ['Om twaalf uur', 'In de keuken']],
    ['Meningen', ['Het is te druk']],
    ['Buiten de vakken', ['Los']],
  ])
  expect(unplaced.map(({ kind }) => kind).toSorted()).toEqual(['fact', 'fact', 'idea', 'opinion'])
})

test('[HT26] going on goes to the live session, else the next planned, else a new one', async () => {
  const { ana, trajectoryId, sessionId, boardId } = await anaStarts(server.address)
  const { snapshotId } = await ana.ask('newSnapshot', { params: { boardId }, body: {} })
  const goOn = (body: { sessionId?: string } = {}) =>
    ana.ask('continueSnapshot', { params: { snapshotId }, body })
  const planned = await ana.ask('newSession', {
    params: { trajectoryId },
    body: { title: 'Later', date: '2999-12-31' },
  })
  expect((await goOn()).sessionId).toBe(sessionId)
  await ana.ask('command', { params: { sessionId }, body: { type: 'end' } })
  expect((await goOn()).sessionId).toBe(planned.sessionId)
  await ana.ask('command', { params: planned, body: { type: 'start' } })
  await ana.ask('command', { params: planned, body: { type: 'end' } })
  const fresh = await goOn()
  expect([sessionId, planned.sessionId]).not.toContain(fresh.sessionId)
  expect(await ana.ask('session', { params: fresh })).toMatchObject({
    status: 'live',
    currentBoard: fresh.boardId,
  })
  const ended = { params: { snapshotId }, body: { sessionId } }
  expect(await ana.refusal('continueSnapshot', ended)).toBe('session-ended')
  const elsewhere = {
    params: { snapshotId },
    body: { sessionId: (await anaStarts(server.address)).sessionId },
  }
  expect(await ana.refusal('continueSnapshot', elsewhere)).toBe('not-found')
})

test('[HT26] piet goes on in a session that is there, and makes none', async () => {
  const { ana, links, trajectoryId, sessionId, boardId } = await anaStarts(server.address)
  const piet = await joins(server.address, links.participant, 'Piet')
  const { snapshotId } = await ana.ask('newSnapshot', { params: { boardId }, body: {} })
  const wish = { params: { snapshotId }, body: {} }
  expect((await piet.ask('continueSnapshot', wish)).sessionId).toBe(sessionId)
  await ana.ask('command', { params: { sessionId }, body: { type: 'end' } })
  expect(await piet.refusal('continueSnapshot', wish)).toBe('not-allowed')
  const { sessions } = await ana.ask('trajectory', { params: { trajectoryId } })
  expect(sessions.map((session) => session.sessionId)).toEqual([sessionId])
})

test('[HT27] what is of another trajectory is refused without a hint; what isn’t there is not found', async () => {
  const theirs = await anaStarts(server.address)
  const { snapshotId } = await theirs.ana.ask('newSnapshot', {
    params: { boardId: theirs.boardId },
    body: {},
  })
  const { ana } = await anaStarts(server.address)
  const stranger = new Person(server.address)
  const params = {
    boardId: theirs.boardId,
    sessionId: theirs.sessionId,
    trajectoryId: theirs.trajectoryId,
    snapshotId,
  }
  for (const name of [
    'board',
    'outline',
    'session',
    'record',
    'trajectory',
    'snapshot',
    'snapshotDoc',
    'snapshotPicture',
  ] as const) {
    expect([name, await ana.refusal(name, { params })]).toEqual([name, 'not-a-member'])
    expect([name, await stranger.refusal(name, { params })]).toEqual([name, 'no-identity'])
    const nowhere = { boardId: 'x'.repeat(16), sessionId: '..', trajectoryId: 'nope', snapshotId: '%00' }
    expect([name, await ana.refusal(name, { params: nowhere })]).toEqual([name, 'not-found'])
  }
})

test('[HT19] who opens a board of a live session was there; they are in the record once', async () => {
  const { ana, links, sessionId, boardId } = await anaStarts(server.address)
  const piet = await joins(server.address, links.participant, 'Piet')
  await joins(server.address, links.participant, 'Noor')
  const sockets = [ana, piet, piet].map((person) => {
    const headers = { origin: server.address, cookie: person.cookie ?? '' }
    return new WebSocket(`${server.address.replace('http', 'ws')}/sync/${boardId}`, { headers })
  })
  // Created, started, and two who arrived.
  const seq = async () => (await ana.ask('session', { params: { sessionId } })).seq
  await expect.poll(seq).toBe(4)
  for (const socket of sockets) socket.close()
  await ana.ask('command', { params: { sessionId }, body: { type: 'end' } })
  const { record } = await ana.ask('record', { params: { sessionId } })
  expect(record.present.map(({ name, role }) => [name, role])).toEqual([
    ['Ana', 'facilitator'],
    ['Piet', 'participant'],
  ])
})

test('[HT19] who came before the start was there too; who only looked in before it was not', async () => {
  const { ana, links, trajectoryId } = await anaStarts(server.address)
  const [piet, noor] = [
    await joins(server.address, links.participant, 'Piet'),
    await joins(server.address, links.participant, 'Noor'),
  ]
  const later = { title: 'Later', date: '2999-12-31' }
  const { sessionId, boardId } = await ana.ask('newSession', { params: { trajectoryId }, body: later })
  /** Resolves when the room says that this person is there alone. */
  const openAlone = (person: Person) =>
    new Promise<WebSocket>((resolve) => {
      const headers = { origin: server.address, cookie: person.cookie ?? '' }
      const socket = new WebSocket(`${server.address.replace('http', 'ws')}/sync/${boardId}`, { headers })
      socket.on('message', (bytes: Buffer) => {
        const frame = readFrame(new Uint8Array(bytes))
        const said = frame.type === 'control' ? downSchema.parse(JSON.parse(frame.json)) : null
        if (said?.type === 'people' && said.people.length === 1) resolve(socket)
      })
    })
  const looked = await openAlone(noor)
  looked.close()
  const socket = await openAlone(piet)
  await ana.ask('command', { params: { sessionId }, body: { type: 'start' } })
  await ana.ask('command', { params: { sessionId }, body: { type: 'end' } })
  const { record } = await ana.ask('record', { params: { sessionId } })
  expect(record.present.map(({ name }) => name)).toEqual(['Piet'])
  socket.close()
})

test('[HT18] a removed person’s sockets are closed; who asks without a cookie, or for no board, hears why', async () => {
  const { ana, links, trajectoryId, boardId } = await anaStarts(server.address)
  const piet = await joins(server.address, links.participant, 'Piet')
  const codeOf = (cookie: string | null, board: string, opened: (socket: WebSocket) => void = () => {}) =>
    new Promise<number>((resolve, reject) => {
      const headers = { origin: server.address, ...(cookie !== null && { cookie }) }
      const socket = new WebSocket(`${server.address.replace('http', 'ws')}/sync/${board}`, { headers })
      socket.once('message', () => opened(socket))
      socket.once('error', reject)
      socket.once('close', resolve)
    })
  const remove = () => void ana.ask('removePerson', { params: { trajectoryId, participantId: piet.id } })
  expect(await codeOf(piet.cookie, boardId, remove)).toBe(4403)
  expect(await codeOf(piet.cookie, boardId)).toBe(4403)
  expect(await codeOf((await anaStarts(server.address)).ana.cookie, boardId)).toBe(4403)
  expect(await codeOf(null, boardId)).toBe(4401)
  expect(await codeOf(ana.cookie, 'nergens-een-bord')).toBe(4404)
})
