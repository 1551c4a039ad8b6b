import { expect, test } from 'vitest'
import type { Answer } from '../../../../client/browser/ask.ts'
import type { KeptPicture, PictureKeeper } from '../../../../client/pictures/picture-keeper.ts'
import { WaitingPictures } from '../../../../client/pictures/waiting-pictures.ts'
import type { StrippedImage } from '../../../../shared/image/image.ts'
import type { PictureId } from '../../../../shared/ids.ts'
import { samples } from '../../../support/images.ts'

const image: StrippedImage = { type: 'image/png', width: 6, height: 4, bytes: samples.png }
type Sent = Answer<{ pictureId: PictureId }>
const yes = (pictureId: string): Sent => ({ ok: true, value: { pictureId: pictureId as PictureId } })
const no = (code: 'offline' | 'locked' | 'too-many'): Sent => ({ ok: false, problem: { code } })

/** A device whose line, disk and server are in the test's hands. */
function device(more: { keeps?: boolean } = {}) {
  const rows = new Map<string, KeptPicture>()
  const refused = () => Promise.reject(new Error('keeps nothing'))
  const keeper: PictureKeeper =
    more.keeps === false
      ? { read: refused, write: refused, erase: refused }
      : {
          read: async (participantId, boardId) =>
            [...rows.values()].filter(
              (row) => row.participantId === participantId && row.boardId === boardId,
            ),
          write: async (row) => void rows.set(row.key, row),
          erase: async (key) => void rows.delete(key),
        }
  const asked: { readonly picture: KeptPicture; readonly answer: (sent: Sent) => void }[] = []
  const timers: (() => void)[] = []
  const state = { hasLine: true, isSaved: true, keys: 0 }
  const open = (participantId = 'piet', boardId = 'board') =>
    new WaitingPictures({
      keeper,
      participantId,
      boardId,
      send(picture, progress) {
        progress(0.5)
        const { promise, resolve } = Promise.withResolvers<Sent>()
        asked.push({ picture, answer: resolve })
        return promise
      },
      hasLine: () => state.hasLine,
      isSaved: () => state.isSaved,
      newKey: () => `key-${(state.keys += 1)}`,
      now: () => 1,
      after: (_ms, run) => void timers.push(run),
    })
  return { rows, asked, timers, state, open }
}
const states = (waiting: WaitingPictures) => waiting.all().map(({ state }) => state.is)
const turn = () => new Promise((resolve) => setImmediate(resolve))

test('[PC39] pictures go one after the other, and say how far they are', async () => {
  const { open, asked } = device()
  const waiting = open()
  waiting.add(image, { x: 1, y: 2 })
  waiting.add(image, { x: 3, y: 4 })
  expect(waiting.all().map(({ state }) => state)).toEqual([{ is: 'sending', share: 0.5 }, { is: 'waiting' }])
  asked[0]?.answer(yes('one'))
  await turn()
  expect([states(waiting), asked.length]).toEqual([['sent', 'sending'], 2])
})

test('[PC39] one goes from the device only when its shape is saved', async () => {
  const { open, asked, rows, state } = device()
  const waiting = open()
  waiting.add(image, { x: 1, y: 2 })
  await turn()
  asked[0]?.answer(yes('one'))
  await turn()
  state.isSaved = false
  waiting.laid('key-1')
  expect([states(waiting), rows.size]).toEqual([['laid'], 1])
  state.isSaved = true
  waiting.settle()
  await turn()
  expect([states(waiting), rows.size]).toEqual([[], 0])
})

test('[PC39] what an earlier page of the same person left on this board is sent under its own key; nothing of others', async () => {
  const { open, asked, state } = device()
  state.hasLine = false
  for (const [who, board] of [
    ['piet', 'board'],
    ['noor', 'board'],
    ['piet', 'other'],
  ] as const)
    open(who, board).add(image, { x: 1, y: 2 })
  await turn()
  const next = open()
  await turn()
  expect(next.all().map(({ key, isFresh, x }) => [key, isFresh, x])).toEqual([['key-1', false, 1]])
  expect(asked).toEqual([])
  state.hasLine = true
  next.pump()
  expect(asked.map(({ picture }) => picture.key)).toEqual(['key-1'])
})

test.each(['offline', 'too-many'] as const)('[PC39] %s passes: it is tried again', async (code) => {
  const { open, asked, timers } = device()
  const waiting = open()
  waiting.add(image, { x: 1, y: 2 })
  asked[0]?.answer(no(code))
  await turn()
  expect(states(waiting)).toEqual(['waiting'])
  timers[0]?.()
  expect([states(waiting), asked.map(({ picture }) => picture.key)]).toEqual([
    ['sending'],
    ['key-1', 'key-1'],
  ])
})

test('[PC39] a no is said, loses nothing, and holds up no other', async () => {
  const { open, asked, rows } = device()
  const waiting = open()
  waiting.add(image, { x: 1, y: 2 })
  waiting.add(image, { x: 1, y: 2 })
  await turn()
  asked[0]?.answer(no('locked'))
  await turn()
  expect(waiting.all().map(({ state }) => state)).toEqual([
    { is: 'failed', code: 'locked' },
    { is: 'sending', share: 0.5 },
  ])
  expect(rows.size).toBe(2)
  waiting.remove('key-1')
  await turn()
  expect([states(waiting), [...rows.keys()]]).toEqual([['sending'], ['key-2']])
  asked[1]?.answer(no('locked'))
  await turn()
  waiting.retry('key-2')
  expect(states(waiting)).toEqual(['sending'])
})

test('[PC39] where the device keeps nothing the page knows that it would lose one', async () => {
  const { open, asked, state } = device({ keeps: false })
  state.hasLine = false
  const waiting = open()
  waiting.add(image, { x: 1, y: 2 })
  await turn()
  expect(waiting.holdsUnkept).toBe(true)
  state.hasLine = true
  waiting.pump()
  asked[0]?.answer(yes('one'))
  await turn()
  waiting.laid('key-1')
  expect(waiting.holdsUnkept).toBe(false)
})
