/** Sends a picture up, and tells how far it is: `fetch` doesn't say that. */
import type { PictureId } from '../../shared/ids.ts'
import { calls } from '../../shared/wire/calls.ts'
import { pathOf, problemOf, type Answer } from '../browser/ask.ts'
import type { KeptPicture } from './picture-keeper.ts'

/** On a slow line a picture takes a while; a line that stands still longer is none. */
const stillMs = 30_000

export function sendPicture(
  { boardId, bytes, type, key }: KeptPicture,
  progress: (share: number) => void,
): Promise<Answer<{ pictureId: PictureId }>> {
  const { promise, resolve } = Promise.withResolvers<Answer<{ pictureId: PictureId }>>()
  const asked = new XMLHttpRequest()
  const fail = (): void => resolve({ ok: false, problem: { code: 'offline' } })
  let patience = setTimeout(() => asked.abort(), stillMs)
  const moved = (): void => {
    clearTimeout(patience)
    patience = setTimeout(() => asked.abort(), stillMs)
  }
  asked.open(calls.newPicture.method, pathOf(calls.newPicture.path, { boardId }))
  asked.setRequestHeader('accept', 'application/json')
  asked.setRequestHeader('content-type', type)
  asked.setRequestHeader('idempotency-key', key)
  asked.upload.addEventListener('progress', ({ loaded, total }) => {
    moved()
    progress(total === 0 ? 0 : loaded / total)
  })
  asked.addEventListener('load', () => resolve(answerOf(asked)))
  asked.addEventListener('error', fail)
  asked.addEventListener('abort', fail)
  asked.addEventListener('loadend', () => clearTimeout(patience))
  asked.send(bytes)
  return promise
}

function answerOf({ status, responseText }: XMLHttpRequest): Answer<{ pictureId: PictureId }> {
  const body = parsed(responseText)
  if (status >= 400) return { ok: false, problem: problemOf(status, body) }
  const { data } = calls.newPicture.answer.safeParse(body)
  return data === undefined ? { ok: false, problem: { code: 'unreadable' } } : { ok: true, value: data }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
