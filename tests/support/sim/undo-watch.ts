/**
 * Holds one undo or redo against the law: it takes back what its own person did, and nothing else. What
 * others changed since stays, what others made or took away does too.
 */
import * as Y from 'yjs'
import { plainText, readText } from '../../../shared/board/text.ts'
import { recordsOf } from '../../../shared/board/layout.ts'
import { lettersIn } from './letters.ts'

/** What one person did by hand so far. */
export interface OwnDeeds {
  /** Client ids of the docs that this page has had. */
  readonly clients: Set<number>
  /** Records that it made or took away. */
  readonly records: Set<string>
  /** Letters that it typed or took away. */
  readonly letters: Set<string>
}

interface Seen {
  readonly groups: ReadonlyMap<string, { readonly json: string; readonly by: number }>
  readonly letters: ReadonlyMap<string, string>
  readonly records: ReadonlySet<string>
}

function seen(doc: Y.Doc): Seen {
  const groups = new Map<string, { json: string; by: number }>()
  const letters = new Map<string, string>()
  const records = recordsOf(doc)
  for (const [id, parts] of records) {
    // oxlint-disable-next-line no-underscore-dangle -- who wrote a key last is nowhere else
    for (const [key, item] of parts._map) {
      if (item.deleted) continue
      const value = parts.get(key)
      if (value instanceof Y.XmlFragment) {
        for (const letter of lettersIn(plainText(readText(value)))) letters.set(`${id} ${letter}`, letter)
      } else groups.set(`${id} ${key}`, { json: JSON.stringify(value), by: item.id.client })
    }
  }
  return { groups, letters, records: new Set(records.keys()) }
}

/** What `run` did to the doc that was not its person's to do; empty when all was. */
export function overstepped(
  doc: Y.Doc,
  own: OwnDeeds,
  refused: ReadonlySet<string>,
  run: () => void,
): string[] {
  const before = seen(doc)
  run()
  const after = seen(doc)
  const found: string[] = []
  for (const id of new Set([...before.records, ...after.records])) {
    if (before.records.has(id) === after.records.has(id) || own.records.has(id)) continue
    found.push(`undo ${after.records.has(id) ? 'brings back' : 'takes away'} ${id} of others`)
  }
  for (const [place, { json, by }] of before.groups) {
    const now = after.groups.get(place)
    const [id = ''] = place.split(' ')
    if (!after.records.has(id) || now?.json === json) continue
    if (!own.clients.has(by)) found.push(`undo changes ${place}, which another wrote last`)
  }
  for (const [place, letter] of before.letters) {
    const [id = ''] = place.split(' ')
    if (after.letters.has(place) || !after.records.has(id)) continue
    if (!own.letters.has(letter)) found.push(`undo takes away ${letter} of another in ${id}`)
  }
  for (const [place, letter] of after.letters) {
    const [id = ''] = place.split(' ')
    if (before.letters.has(place)) continue
    if (refused.has(letter)) found.push(`undo brings back ${letter}, which was refused`)
    else if (before.records.has(id) && !own.letters.has(letter))
      found.push(`undo brings back ${letter} of another`)
  }
  return found
}
