import { afterAll, beforeAll, expect, test } from 'vitest'
import { anaStarts, joins, keyIn, Person } from '../support/person.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server[Symbol.asyncDispose]())

const body = (link: string, name?: string) => ({ key: keyIn(link), ...(name !== undefined && { name }) })

test('[HT1] ana starts a trajectory and piet joins by the link for participants', async () => {
  const { links, trajectoryId } = await anaStarts(server.address)
  const piet = new Person(server.address)
  const joined = await piet.ask('join', { body: body(links.participant, 'Piet') })
  expect(joined).toMatchObject({ trajectoryId, role: 'participant' })
  expect((await piet.ask('me')).trajectories).toEqual([
    {
      trajectoryId,
      title: 'Rust aan tafel',
      language: 'nl',
      participantId: joined.participantId,
      name: 'Piet',
      role: 'participant',
      expiresAt: null,
    },
  ])
})

test('[HT2] joining again keeps the person; the higher role wins; a name given anew is taken', async () => {
  const { links } = await anaStarts(server.address)
  const piet = await joins(server.address, links.participant, 'Piet')
  expect(await piet.ask('join', { body: body(links.coFacilitator) })).toMatchObject({
    participantId: piet.id,
    role: 'coFacilitator',
  })
  expect(await piet.ask('join', { body: body(links.observer, 'Pieter') })).toMatchObject({
    participantId: piet.id,
    role: 'coFacilitator',
  })
  expect((await piet.ask('me')).trajectories[0]?.name).toBe('Pieter')
})

test('[HT3] joining never replaces the cookie; a double tap makes one person', async () => {
  const { links, trajectoryId, ana } = await anaStarts(server.address)
  const piet = await joins(server.address, links.participant, 'Piet')
  const before = piet.cookie
  const wish = { body: body(links.participant, 'Piet') }
  await Promise.all([piet.ask('join', wish), piet.ask('join', wish)])
  expect(piet.cookie).toBe(before)
  const { members } = await ana.ask('trajectory', { params: { trajectoryId } })
  expect(members.map(({ name }) => name)).toEqual(['Ana', 'Piet'])
})

test('[HT3] a device gets its cookie with the first page, and from then on a retry is the same person', async () => {
  const { links, trajectoryId, ana } = await anaStarts(server.address)
  for (const path of ['/api/me', '/api/settings']) {
    const stranger = new Person(server.address)
    await stranger.fetch(path)
    const given = stranger.cookie
    await stranger.fetch(path)
    expect([path, stranger.cookie]).toEqual([path, given ?? 'none'])
  }
  const noor = new Person(server.address)
  await noor.ask('settings')
  const wish = {
    body: { ...body(links.participant, 'Noor'), asSomeoneElse: true },
    headers: { 'Idempotency-Key': 'tik' },
  }
  const twins = await Promise.all([noor.ask('join', wish), noor.ask('join', wish)])
  expect(await noor.ask('join', wish)).toEqual(twins[0])
  expect(twins[1]).toEqual(twins[0])
  const { members } = await ana.ask('trajectory', { params: { trajectoryId } })
  expect(members.map(({ name }) => name)).toEqual(['Ana', 'Noor'])
})

test('[HT3] a personal link used once answers again to the request that used it', async () => {
  const { links, trajectoryId } = await anaStarts(server.address)
  const piet = await joins(server.address, links.participant, 'Piet')
  const { link } = await piet.ask('linkDevice', { params: { trajectoryId } })
  const phone = new Person(server.address)
  await phone.ask('settings')
  const wish = { body: body(link), headers: { 'Idempotency-Key': 'tik' } }
  const first = await phone.ask('join', wish)
  expect([first.participantId, await phone.ask('join', wish)]).toEqual([piet.id, first])
})

test('[HT17] a start sent twice by a device that saw a page is one trajectory', async () => {
  const ana = new Person(server.address)
  await ana.ask('me')
  const wish = { body: { title: 'Een keer', name: 'Ana' }, headers: { 'Idempotency-Key': 'tik' } }
  const [first, twin] = await Promise.all([ana.ask('start', wish), ana.ask('start', wish)])
  expect(twin).toEqual(first)
  expect((await ana.ask('me')).trajectories).toHaveLength(1)
})

test('[HT4] someone else on this device is a new person, by an explicit act', async () => {
  const { links } = await anaStarts(server.address)
  const piet = await joins(server.address, links.participant, 'Piet')
  const noor = await piet.ask('join', { body: { ...body(links.participant, 'Noor'), asSomeoneElse: true } })
  expect(noor.participantId).not.toBe(piet.id)
  expect((await piet.ask('me')).trajectories.map(({ name }) => name)).toEqual(['Noor'])
})

test('[HT5] one device in two trajectories keeps both', async () => {
  const first = await anaStarts(server.address)
  const second = await anaStarts(server.address)
  const piet = await joins(server.address, first.links.participant, 'Piet')
  await piet.ask('join', { body: body(second.links.observer, 'P.') })
  expect((await piet.ask('me')).trajectories.map(({ trajectoryId, name }) => [trajectoryId, name])).toEqual([
    [second.trajectoryId, 'P.'],
    [first.trajectoryId, 'Piet'],
  ])
})

test('[HT6] a key opens to say what it is and who this device is there', async () => {
  const { links, trajectoryId } = await anaStarts(server.address)
  const stranger = new Person(server.address)
  expect(await stranger.ask('invitation', { body: { key: keyIn(links.observer) } })).toEqual({
    trajectoryId,
    title: 'Rust aan tafel',
    language: 'nl',
    role: 'observer',
    personal: null,
    me: null,
  })
  expect(stranger.cookie).toBeNull()
  const piet = await joins(server.address, links.participant, 'Piet')
  const { me } = await piet.ask('invitation', { body: { key: keyIn(links.participant) } })
  expect(me).toEqual({ participantId: piet.id, name: 'Piet', role: 'participant' })
})

test('[HT7] an unknown, mistyped, withdrawn or renewed key is unknown, and leaves no cookie', async () => {
  const { ana, links, trajectoryId } = await anaStarts(server.address)
  await ana.ask('withdrawLink', { params: { trajectoryId, role: 'observer' } })
  await ana.ask('renewLink', { params: { trajectoryId, role: 'coFacilitator' } })
  const mistyped = links.participant.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'))
  for (const link of [
    'http://x/join#',
    'http://x/join#hallo',
    mistyped,
    links.observer,
    links.coFacilitator,
  ]) {
    const stranger = new Person(server.address)
    expect(await stranger.refusal('join', { body: body(link, 'Piet') })).toBe('unknown-key')
    expect(stranger.cookie).toBeNull()
  }
})

test('[HT8] a renewed link works under its new key, also after it was withdrawn', async () => {
  const { ana, links, trajectoryId } = await anaStarts(server.address)
  const params = { trajectoryId, role: 'participant' }
  await ana.ask('withdrawLink', { params })
  const shown = await ana.ask('links', { params: { trajectoryId } })
  expect(shown.links.find(({ role }) => role === 'participant')).toEqual({ role: 'participant', link: null })
  const { link } = await ana.ask('renewLink', { params })
  if (link === null) throw new Error('no link')
  expect(link).not.toBe(links.participant)
  expect(await new Person(server.address).ask('join', { body: body(link, 'Piet') })).toMatchObject({
    role: 'participant',
  })
})

test('[HT9] a co-facilitator sees all links but the facilitator’s and changes none; others see none', async () => {
  const { ana, links, trajectoryId } = await anaStarts(server.address)
  const params = { trajectoryId }
  const rolesOf = async (person: Person) =>
    (await person.ask('links', { params })).links.map(({ role }) => role)
  expect(await rolesOf(ana)).toEqual(['facilitator', 'coFacilitator', 'participant', 'observer'])
  const noor = await joins(server.address, links.coFacilitator, 'Noor')
  expect(await rolesOf(noor)).toEqual(['coFacilitator', 'participant', 'observer'])
  expect(await noor.refusal('renewLink', { params: { trajectoryId, role: 'participant' } })).toBe(
    'not-allowed',
  )
  const piet = await joins(server.address, links.participant, 'Piet')
  expect(await piet.refusal('links', { params })).toBe('not-allowed')
})

test('[HT10] a personal link brings the second device to the same person, once', async () => {
  const { links, trajectoryId } = await anaStarts(server.address)
  const piet = await joins(server.address, links.participant, 'Piet')
  const { link } = await piet.ask('linkDevice', { params: { trajectoryId } })
  const phone = new Person(server.address)
  expect(await phone.ask('invitation', { body: { key: keyIn(link) } })).toMatchObject({
    personal: { participantId: piet.id, name: 'Piet' },
  })
  expect(await phone.ask('join', { body: body(link) })).toMatchObject({ participantId: piet.id })
  expect(await new Person(server.address).refusal('join', { body: body(link, 'X') })).toBe('unknown-key')
})

test('[HT11] on a device where someone else takes part, a personal link needs the explicit act', async () => {
  const { links, trajectoryId } = await anaStarts(server.address)
  const piet = await joins(server.address, links.participant, 'Piet')
  const noor = await joins(server.address, links.participant, 'Noor')
  const { link } = await piet.ask('linkDevice', { params: { trajectoryId } })
  expect(await noor.refusal('join', { body: body(link) })).toBe('other-person')
  expect(await noor.ask('join', { body: { ...body(link), asSomeoneElse: true } })).toMatchObject({
    participantId: piet.id,
  })
})

test('[HT12] a removed person is out, also by the link, and their words and name stay where they are', async () => {
  const { ana, links, trajectoryId } = await anaStarts(server.address)
  const piet = await joins(server.address, links.participant, 'Piet')
  await ana.ask('removePerson', { params: { trajectoryId, participantId: piet.id } })
  expect(await piet.refusal('trajectory', { params: { trajectoryId } })).toBe('removed')
  expect(await piet.refusal('join', { body: body(links.participant, 'Piet') })).toBe('removed')
  expect(
    await piet.refusal('join', { body: { ...body(links.participant, 'Piet'), asSomeoneElse: true } }),
  ).toBe('removed')
  expect((await piet.ask('me')).trajectories).toEqual([])
  const { members } = await ana.ask('trajectory', { params: { trajectoryId } })
  expect(members.map(({ name }) => name)).toEqual(['Ana'])
})

test('[HT13] only a facilitator removes, and one facilitator stays', async () => {
  const { ana, anaId, links, trajectoryId } = await anaStarts(server.address)
  const noor = await joins(server.address, links.coFacilitator, 'Noor')
  expect(await noor.refusal('removePerson', { params: { trajectoryId, participantId: anaId } })).toBe(
    'not-allowed',
  )
  expect(await ana.refusal('removePerson', { params: { trajectoryId, participantId: anaId } })).toBe(
    'last-facilitator',
  )
})

test('[HT14] perspectives are for those who lead; others get counts, from three people up', async () => {
  const { ana, links, trajectoryId } = await anaStarts(server.address)
  const people = ['Piet', 'Noor', 'Jan'].map(async (name) => {
    const person = new Person(server.address)
    await person.ask('join', { body: { ...body(links.participant, name), perspective: 'resident' } })
    return person
  })
  const [piet] = await Promise.all(people)
  const seen = await piet!.ask('trajectory', { params: { trajectoryId } })
  expect(seen.members.every((member) => !('perspective' in member))).toBe(true)
  expect(seen.perspectives).toEqual([{ perspective: 'resident', count: 3 }])
  const shown = await ana.ask('trajectory', { params: { trajectoryId } })
  expect(shown.members.map(({ perspective }) => perspective)).toEqual([
    'manager',
    'resident',
    'resident',
    'resident',
  ])
})

test('[HT15] piet changes his own name and perspective', async () => {
  const { links, trajectoryId } = await anaStarts(server.address)
  const piet = await joins(server.address, links.participant, 'Piet')
  const wish = {
    params: { trajectoryId },
    body: { name: '  Piet\u0007  de Vries ', perspective: 'relative' as const },
  }
  expect(await piet.ask('changeMyself', wish)).toEqual({
    participantId: piet.id,
    name: 'Piet de Vries',
    role: 'participant',
    perspective: 'relative',
  })
})
