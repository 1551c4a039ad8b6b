/**
 * What the photographed pages show: a trajectory where work is going on, one where nothing has
 * begun, and one where everything is too long and too much.
 */
import type { Language } from '../../shared/language.ts'
import { joins, Person } from './person.ts'

/** Someone whose pages are photographed, with the paths of what they may see. */
export interface ShotsWorld {
  readonly ana: Person
  readonly piet: Person & { readonly id: string }
  readonly stranger: Person
  /** Takes part no more. */
  readonly removed: Person
  /** Looks on. */
  readonly observer: Person
  /** Who looks at the example. */
  readonly visitor: Person
  readonly demo: { readonly trajectoryId: string; readonly sessionId: string }
  readonly joinLink: string
  readonly empty: string
  readonly busy: string
  readonly long: string
  readonly live: string
  readonly blank: string
  /** A session that has not begun. */
  readonly planned: string
  readonly ended: string
  readonly record: string
  readonly snapshot: string
  /** A board per template, by its key. */
  readonly boards: ReadonlyMap<string, string>
}

const words = {
  nl: {
    busy: 'Rust aan tafel',
    empty: 'Buurtkamer de Linde',
    long: 'Samen met bewoners, naasten, vrijwilligers en de gemeente de maaltijd weer van iedereen maken',
    session: 'Wat is er aan de hand?',
    blank: 'Een leeg bord',
    notes: [
      'Drie van de tien keer is er niemand aan tafel.',
      'Ik stond gisteren weer alleen.',
      'Er zijn twaalf bewoners op onze groep.',
      'Niemand weet wie er dienst heeft.',
      'De soep is om twaalf uur koud.',
    ],
    label: 'na het eerste rondje',
    longName: 'Wilhelmina-Johanna van den Broek-Oosterhuis van Wijk',
  },
  en: {
    busy: 'Peace at the table',
    empty: 'Neighbourhood room',
    long: 'Together with residents, relatives, volunteers and the council making meals everyone’s own again',
    session: 'What is going on?',
    blank: 'A blank board',
    notes: [
      'Three times out of ten nobody is at the table.',
      'Yesterday I was on my own again.',
      'Twelve residents live in our group.',
      'Nobody knows who is on duty.',
      'By twelve the soup is cold.',
    ],
    label: 'after the first round',
    longName: 'Wilhelmina-Johanna van den Broek-Oosterhuis van Wijk',
  },
} as const satisfies Record<Language, object>

const names = ['Piet', 'Noor', 'Samir', 'Els', 'Jolanda', 'Wim', 'Fatima', 'Henk']

export async function makeShotsWorld(address: string, language: Language): Promise<ShotsWorld> {
  const say = words[language]
  const ana = new Person(address)
  const start = (title: string) => ana.ask('start', { body: { title, name: 'Ana', language } })
  const empty = await start(say.empty)
  const long = await start(say.long)
  const busy = await start(say.busy)
  const arrived = await Promise.all(names.map((name) => joins(address, busy.links.participant, name)))
  const [piet] = arrived
  if (piet === undefined) throw new Error('nobody joined')
  await fillLong(address, ana, long, say)

  const session = (title: string, more: object = {}) =>
    ana.ask('newSession', {
      params: { trajectoryId: busy.trajectoryId },
      body: { title, kind: 'mixed', phase: 1, ...more },
    })
  const writeOn = async (boardId: string, template: string) => {
    await ana.ask('applyTemplate', { params: { boardId }, body: { template } })
    const { instances } = await ana.ask('outline', { params: { boardId } })
    const zones = instances.flatMap((instance) => instance.zones)
    for (const [index, text] of say.notes.entries()) {
      const zone = zones[index % zones.length]
      if (zone === undefined) break
      await arrived[index]?.ask('newNote', { params: { boardId }, body: { text, zone: zone.zone } })
    }
  }
  const { templates } = await ana.ask('templates')
  const first = await session(say.session)
  const [firstTemplate] = templates
  if (firstTemplate === undefined) throw new Error('there are no templates')
  await writeOn(first.boardId, firstTemplate.key)
  const kept = await ana.ask('newSnapshot', {
    params: { boardId: first.boardId },
    body: { label: say.label },
  })
  await ana.ask('command', { params: { sessionId: first.sessionId }, body: { type: 'end' } })

  const live = await session(say.session, { kind: null })
  const planned = await ana.ask('newSession', {
    params: { trajectoryId: busy.trajectoryId },
    body: { title: say.blank, date: '2030-01-15' },
  })
  const boards = new Map<string, string>()
  for (const { key, name } of templates) {
    const { boardId } = await ana.ask('newBoard', {
      params: { sessionId: live.sessionId },
      body: { title: name[language] },
    })
    await writeOn(boardId, key)
    boards.set(key, `/b/${boardId}`)
  }
  const observer = await joins(address, busy.links.observer, 'Mirjam')
  const removed = await joins(address, busy.links.participant, 'Kees')
  await ana.ask('removePerson', { params: { trajectoryId: busy.trajectoryId, participantId: removed.id } })
  const visitor = new Person(address)
  const demo = await visitor.ask('demo', { body: { language } })
  return {
    observer,
    removed,
    visitor,
    demo,
    ana,
    piet,
    stranger: new Person(address),
    joinLink: busy.links.participant,
    empty: `/t/${empty.trajectoryId}`,
    busy: `/t/${busy.trajectoryId}`,
    long: `/t/${long.trajectoryId}`,
    live: boards.get(firstTemplate.key) ?? `/s/${live.sessionId}`,
    blank: `/s/${live.sessionId}`,
    planned: `/s/${planned.sessionId}`,
    ended: `/s/${first.sessionId}`,
    record: `/s/${first.sessionId}/record`,
    snapshot: `/snapshots/${kept.snapshotId}`,
    boards,
  }
}

interface Started {
  readonly trajectoryId: string
  readonly links: { readonly participant: string }
}

/** Thirty sessions with long titles, of which some ended, and fifty people, some with long names. */
async function fillLong(
  address: string,
  ana: Person,
  { trajectoryId, links }: Started,
  say: { readonly session: string; readonly long: string; readonly longName: string },
): Promise<void> {
  for (let n = 0; n < 49; n += 1) {
    await joins(address, links.participant, n % 7 === 0 ? say.longName : `${names[n % 8] ?? ''} ${n}`)
  }
  for (let n = 0; n < 30; n += 1) {
    const title = n % 5 === 0 ? say.long : `${say.session} ${n}`
    const { sessionId } = await ana.ask('newSession', {
      params: { trajectoryId },
      body: { title, phase: n % 6 },
    })
    if (n < 6) await ana.ask('command', { params: { sessionId }, body: { type: 'end' } })
  }
}
