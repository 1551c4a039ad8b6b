import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { recordFactories } from '../../shared/board/factories.ts'
import { readAll, recordsOf, writeDiff } from '../../shared/board/layout.ts'
import { richTextFrom } from '../../shared/board/rich-text.ts'
import type { BoardRecord } from '../../shared/board/schema.ts'
import { writeText } from '../../shared/board/text.ts'
import type { NoteId, ParticipantId } from '../../shared/ids.ts'
import { anaStarts, joins, type Person } from '../support/person.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { SyncPerson } from '../support/sync-person.ts'

type Someone = Person & { id: string }
let server: TestServer
let boardId: string
let people: { ana: Someone; piet: Someone; noor: Someone; olga: Someone }

/** A live board with the template on it, and a cookie for everyone. */
async function atTheBoard(address: string) {
  const { ana, anaId, links, boardId } = await anaStarts(address)
  const piet = await joins(address, links.participant, 'Piet')
  const noor = await joins(address, links.participant, 'Noor')
  const olga = await joins(address, links.observer, 'Olga')
  await ana.ask('applyTemplate', { params: { boardId }, body: { template: 'problem-map' } })
  return { boardId, people: { ana: Object.assign(ana, { id: anaId }), piet, noor, olga } }
}

beforeAll(async () => {
  server = await startServer()
  const laid = await atTheBoard(server.address)
  boardId = laid.boardId
  people = laid.people
})
afterAll(() => server[Symbol.asyncDispose]())

function noteBy(author: Someone, id: string, text: string): BoardRecord {
  const meta = { author: author.id as ParticipantId, kind: 'fact' as const }
  return recordFactories.note({ id: id as NoteId, at: { x: 5_000, y: 0, index: 'a1' }, text, meta })
}
function firstOf(doc: Y.Doc, type: string): BoardRecord {
  const found = [...readAll(doc).values()].find((record) => 'type' in record && record.type === type)
  if (found === undefined) throw new Error(`no ${type}`)
  return found
}
function rewrite(records: Y.Map<Y.Map<unknown>>, id: string, text: string): void {
  const fragment = records.get(id)?.get('text')
  if (fragment instanceof Y.XmlFragment) writeText(fragment, richTextFrom(text))
}

type Attack = (records: Y.Map<Y.Map<unknown>>, doc: Y.Doc) => void
const attacks: [string, keyof typeof people, Attack, string][] = [
  [
    'moves a zone',
    'piet',
    (records, doc) => {
      const zone = firstOf(doc, 'zone')
      if ('x' in zone) writeDiff(records, zone, { ...zone, x: zone.x + 100 })
    },
    'template-part',
  ],
  [
    "changes another's words",
    'piet',
    (records) => rewrite(records, 'shape:note-noor0', 'GEHEIM'),
    'not-yours',
  ],
  [
    'writes as another author',
    'piet',
    (records) => writeDiff(records, null, noteBy(people.noor, 'note-forged', 'GEHEIM')),
    'wrong-author',
  ],
  ['writes meta', 'piet', (_, doc) => void doc.getMap('meta').set('epoch', 'GEHEIM'), 'meta'],
  [
    'deletes the template',
    'piet',
    (records, doc) => {
      for (const [id, record] of readAll(doc))
        if ('type' in record && record.type !== 'note') records.delete(id)
    },
    'template-part',
  ],
  [
    'writes as an observer',
    'olga',
    (records) => writeDiff(records, null, noteBy(people.olga, 'note-olga0', 'GEHEIM')),
    'not-allowed',
  ],
]

describe('a scripted client with a cookie', () => {
  test.each(attacks)(
    '[WS9] %s: refused, told, and no byte of it reaches anyone',
    async (_, who, attack, code) => {
      using noor = await new SyncPerson(people.noor, boardId).hasSynced()
      if (!recordsOf(noor.doc).has('shape:note-noor0')) {
        noor.write((records) => writeDiff(records, null, noteBy(people.noor, 'note-noor0', 'van noor')))
        await noor.until(() => noor.heard('saved').at(-1)?.upTo === 3)
      }
      const before = readAll(noor.doc)
      using attacker = await new SyncPerson(people[who], boardId).hasSynced()
      noor.received = 0
      attacker.write(attack)
      await attacker.until(() => attacker.heard('refused').length > 0)
      expect(attacker.heard('refused').map((refused) => refused.code)).toEqual([code])
      // The neighbour goes on, and what it is shown next holds nothing of the attack.
      using piet = await new SyncPerson(people.piet, boardId).hasSynced()
      const after = noteBy(
        people.noor,
        `note-after-${attacks.findIndex(([, , each]) => each === attack)}`,
        'verder',
      )
      noor.write((records) => writeDiff(records, null, after))
      await piet.until(() => recordsOf(piet.doc).has(after.id))
      expect(noor.received).toBe(0)
      expect(readAll(piet.doc)).toEqual(new Map([...before, [after.id, after]]))
      expect(new TextDecoder().decode(Y.encodeStateAsUpdate(piet.doc))).not.toContain('GEHEIM')
    },
  )

  test("[WS9] uses another's doc client id: refused, and its owner goes on", async () => {
    using noor = await new SyncPerson(people.noor, boardId).hasSynced()
    const first = noteBy(people.noor, 'note-own-1', 'een')
    noor.write((records) => writeDiff(records, null, first))
    await noor.until(() => noor.heard('saved').at(-1)?.upTo === 3)
    using piet = await new SyncPerson(people.piet, boardId).hasSynced()
    piet.doc.clientID = noor.doc.clientID
    piet.write((records) => writeDiff(records, null, noteBy(people.piet, 'note-forged', 'GEHEIM')))
    await piet.until(() => piet.heard('refused').length > 0)
    expect(piet.heard('refused')).toMatchObject([{ code: 'foreign-client' }])
    noor.write((records) => writeDiff(records, null, noteBy(people.noor, 'note-own-2', 'twee')))
    await noor.until(() => noor.heard('saved').at(-1)?.upTo === 4)
  })
})
