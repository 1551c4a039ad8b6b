import { beforeEach, expect, test } from 'vitest'
import type { Answer, ClientProblemCode } from '../../../../client/browser/ask.ts'
import type { DraftMemory } from '../../../../client/canvas/notes/draft-memory.ts'
import { NamelessDesk, type NamelessCard } from '../../../../client/canvas/notes/nameless-desk.ts'
import {
  linesIn,
  notUnderway,
  sendDraft,
  sendLines,
  type Draft,
  type NamelessCalls,
} from '../../../../client/canvas/notes/nameless-draft.ts'
import { parseId, type BoardId, type NoteId } from '../../../../shared/ids.ts'

const noteId = parseId<NoteId>('note00000001')!
const boardId = parseId<BoardId>('board0000000')!

/** A server that remembers answers by key, and a line that may lose them. */
let lost: ClientProblemCode | null
let onBoard: string[]
let keys: string[]
let calls: NamelessCalls

beforeEach(() => {
  lost = null
  onBoard = []
  keys = []
  const receipts = new Map<string, number>()
  let made = 0
  const answer = <T>(value: T): Answer<T> =>
    lost === null ? { ok: true, value } : { ok: false, problem: { code: lost } }
  calls = {
    place: (text, onceKey) => {
      if (lost !== 'too-many' && !receipts.has(onceKey)) receipts.set(onceKey, onBoard.push(text))
      return Promise.resolve(answer({ noteId, noteKey: `key-${receipts.get(onceKey) ?? 0}` }))
    },
    change: (_noteId, noteKey, text) => {
      if (lost === null) onBoard[Number(noteKey.slice(4)) - 1] = text
      return Promise.resolve(answer(null))
    },
    keepKey: (_noteId, noteKey) => void keys.push(noteKey),
    newKey: () => `once-${(made += 1)}`,
  }
})

const fresh = (text: string): Draft => ({ text, underway: notUnderway })

async function failing(draft: Draft, code: ClientProblemCode): Promise<Draft> {
  lost = code
  const sent = await sendDraft(draft, calls)
  lost = null
  if (sent.ok) throw new Error('it was to fail')
  return { text: draft.text, underway: sent.underway }
}

test('[CV24] a lost answer is asked for again: one note, with its key, with the latest words', async () => {
  const unanswered = await failing(fresh('eerst'), 'offline')
  expect([onBoard, keys]).toEqual([['eerst'], []])
  expect(await sendDraft({ ...unanswered, text: 'liever dit' }, calls)).toEqual({ ok: true })
  expect([onBoard, keys]).toEqual([['liever dit'], ['key-1']])
})

test('[CV24] also when the line falls more than once, or the change fails', async () => {
  let draft = await failing(fresh('eerst'), 'offline')
  draft = await failing({ ...draft, text: 'tweede' }, 'store-unavailable')
  draft = await failing({ ...draft, text: 'derde' }, 'too-many')
  const fails: NamelessCalls = {
    ...calls,
    change: () => Promise.resolve({ ok: false, problem: { code: 'offline' } }),
  }
  const sent = await sendDraft(draft, fails)
  if (sent.ok) throw new Error('it was to fail')
  expect(sent.underway.type).toBe('placed')
  expect(await sendDraft({ text: 'vierde', underway: sent.underway }, calls)).toEqual({
    ok: true,
  })
  expect([onBoard, keys]).toEqual([['vierde'], ['key-1']])
})

test('[CV24] after a no the words go anew', async () => {
  expect((await failing(fresh('te lang'), 'too-many')).underway).toEqual(notUnderway)
  expect((await failing(fresh('te lang'), 'text-too-long')).underway).toEqual(notUnderway)
})

/** What one tab keeps between two loads of the page. */
function tab(): DraftMemory {
  let kept: string | null = null
  return { read: () => kept, write: (left) => void (kept = left) }
}

const inZone: NamelessCard = { type: 'new', zone: 'instance0001/feelings', title: 'Gevoel', text: '' }

test('[CV25] words of a card that closed come back when it opens again, each in its own place', () => {
  const desk = new NamelessDesk(boardId, tab())
  desk.keep(inZone, fresh('half geschreven'))
  expect(desk.draftOf(inZone).text).toBe('half geschreven')
  expect(desk.draftOf({ ...inZone, text: 'geplakt' }).text).toBe('half geschreven\ngeplakt')
  expect(desk.draftOf({ ...inZone, zone: 'instance0001/other' }).text).toBe('')
  desk.forget(inZone)
  expect(desk.draftOf(inZone)).toEqual(fresh(''))
})

test('[CV25] who cancels words that may lie on the board can still get at them', () => {
  const desk = new NamelessDesk(boardId, tab())
  const draft: Draft = { text: 'a', underway: { type: 'unanswered', text: 'a', onceKey: 'once-1' } }
  desk.keep(inZone, draft)
  desk.forget(inZone)
  expect(desk.draftOf(inZone)).toEqual(draft)
})

test('[LK33] the words of an open card come back after a reload, with the card, until they are sent', () => {
  const memory = tab()
  const before = new NamelessDesk(boardId, memory)
  const underway = { type: 'unanswered', text: 'half', onceKey: 'once-1' } as const
  before.open.set(inZone)
  before.keep(inZone, { text: 'half geschreven', underway })

  const after = new NamelessDesk(boardId, memory)
  expect(after.open.get()).toBeNull()
  after.reopen()
  expect(after.open.get()).toEqual(inZone)
  expect(after.draftOf(inZone)).toEqual({ text: 'half geschreven', underway })
  after.drop(inZone)
  expect(memory.read()).toBeNull()
})

test('[LK33] a card that was closed stays closed after a reload; its words wait for it', () => {
  const memory = tab()
  const before = new NamelessDesk(boardId, memory)
  before.keep(inZone, fresh('half'))
  before.close()
  const after = new NamelessDesk(boardId, memory)
  after.reopen()
  expect([after.open.get(), after.draftOf(inZone).text]).toEqual([null, 'half'])
})

test.each(['', '{', '{"open":null,"drafts":[["zone a",{"text":1}]]}'])(
  '[LK33] what is not ours in the memory of the tab is as good as nothing: %s',
  (kept) => {
    const desk = new NamelessDesk(boardId, { read: () => kept, write: () => {} })
    desk.reopen()
    expect([desk.open.get(), desk.draftOf(inZone)]).toEqual([null, fresh('')])
  },
)

test('[CV102] lines become a note each, in the order that was drawn, each with a key of its own', async () => {
  const left: Draft[] = []
  const sent = await sendLines(fresh('een\n\n twee \ndrie'), ['drie', 'een', 'twee'], calls, (draft) =>
    left.push(draft),
  )
  expect([sent, onBoard, keys]).toEqual([{ ok: true }, ['drie', 'een', 'twee'], ['key-1', 'key-2', 'key-3']])
  expect(left.map(({ text }) => text)).toEqual(['een\ntwee', 'twee', ''])
})

test('[CV102] lines that did not get through stay; sent again none comes twice, each with its latest words', async () => {
  let kept = fresh('een\ntwee\ndrie')
  const hear = (draft: Draft): void => {
    kept = draft
    // The line falls after the first.
    lost = 'offline'
  }
  const failed = await sendLines(kept, ['twee', 'drie', 'een'], calls, hear)
  if (failed.ok) throw new Error('it was to fail')
  lost = null
  kept = { text: kept.text, underway: failed.underway }
  expect([kept.text, onBoard, keys]).toEqual(['een\ndrie', ['twee', 'drie'], ['key-1']])
  expect(await sendLines(kept, ['een', 'drie'], calls, () => {})).toEqual({ ok: true })
  expect([onBoard, keys]).toEqual([
    ['twee', 'drie', 'een'],
    ['key-1', 'key-2', 'key-3'],
  ])
})

test('[CV102] the same line twice is two notes', async () => {
  await sendLines(fresh('ja\nja'), linesIn('ja\nja'), calls, () => {})
  expect(onBoard).toEqual(['ja', 'ja'])
})
