/**
 * An afternoon on real pages: Ana leads, Piet loses his line for a while, Noor looks on until she may
 * write. One seed chooses what each hand does; how their frames fall together is the browser's.
 */
import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { expect } from 'vitest'
import type * as Y from 'yjs'
import { repairForView } from '../../../shared/board/integrity.ts'
import { readAll } from '../../../shared/board/layout.ts'
import { outlineOf } from '../../../shared/board/outline.ts'
import { Person } from '../person.ts'
import { dice, type Dice } from '../sim/dice.ts'
import { letterOf } from '../sim/letters.ts'
import { SyncPerson } from '../sync-person.ts'
import type { Visitor } from '../visitor.ts'
import { does, type Typed } from './deeds.ts'
import { jsonOf } from './inside.ts'
import { peopleAtBoard } from './people.ts'

export interface Story {
  readonly told: readonly string[]
  readonly faults: readonly string[]
}

/** What one page says of itself once it rests. */
interface Said {
  readonly doc: string
  readonly isResting: boolean
  readonly connection: string
  readonly differences: readonly string[]
  readonly unsound: readonly string[]
  readonly taken: readonly string[]
  readonly removed: readonly string[]
  readonly faults: readonly string[]
  readonly fates: Readonly<Record<string, string>>
  readonly told: readonly string[]
  readonly tray: string
}

/** Runs in the page. */
function says(): Said {
  const { link, binding, editor, taken, removed, faults, fates, told } = inside
  binding.flush()
  const { connection, saving } = link.state()
  const shapes = editor.store.allRecords().filter((record) => record.typeName === 'shape')
  const bindings = editor.store.allRecords().filter((record) => record.typeName === 'binding')
  const reaches = (shape: (typeof shapes)[number]): boolean => {
    const seen = new Set<string>()
    let at: typeof shape | undefined = shape
    while (at !== undefined && !seen.has(at.id)) {
      if (at.parentId === editor.getCurrentPageId()) return true
      seen.add(at.id)
      at = editor.getShape(at.parentId)
    }
    return false
  }
  return {
    doc: inside.json(link.doc),
    isResting: !saving && connection.status === 'live',
    connection: connection.status,
    differences: binding
      .differences()
      .map(
        (id) =>
          `${id}: ${JSON.stringify(editor.store.get(id as never))}, in the doc ${JSON.stringify(link.doc.getMap('records').get(id))}`,
      ),
    unsound: [
      ...shapes.flatMap((shape) => (reaches(shape) ? [] : [`${shape.id} is not on the page`])),
      ...bindings.flatMap(({ id, fromId, toId }) =>
        editor.getShape(fromId) !== undefined && editor.getShape(toId) !== undefined ? [] : [`${id} dangles`],
      ),
    ],
    taken,
    removed,
    faults,
    fates,
    told,
    tray: link
      .notPlaced()
      .map(({ text }) => text)
      .join(' '),
  }
}

const patience = { timeout: 60_000 }

export async function livesAfternoon(browser: Browser, address: string, seed: number): Promise<Story> {
  await using opened = new AsyncDisposableStack()
  const own = dice(seed)
  const told: string[] = []
  const typed: (Typed & { readonly by: Visitor })[] = []
  let letters = 0
  const letter = () => letterOf((letters += 1))

  const board = opened.use(await peopleAtBoard(browser, address, { Piet: 'participant', Noor: 'observer' }))
  const { all: people, boardId, keyOf } = board
  const [ana, piet, noor] = people
  assert(ana !== undefined && piet !== undefined && noor !== undefined)

  const hand = async (person: Visitor, count: number, seeds: Dice): Promise<void> => {
    for (let turn = 0; turn < count; turn += 1) {
      const done = await does(person.page, seeds.roll(2 ** 32), letter)
      typed.push(...done.typed.map((one) => ({ ...one, by: person })))
      if (done.say !== '') told.push(`${person.name} ${done.say}`)
    }
  }
  const all = async (count: number): Promise<void> => {
    const seeds = people.map(() => dice(own.roll(2 ** 32)))
    await Promise.all(people.map((person, at) => hand(person, count, seeds[at] ?? own)))
  }
  await all(6)
  told.push('Piet loses his line, Noor may write, Ana lays a template')
  await piet.page.context().setOffline(true)
  await Promise.all([
    all(7),
    board.lays('idea-clusters'),
    noor.asks('/api/join', { key: keyOf(own.roll(2) === 0 ? 'participant' : 'coFacilitator') }),
  ])
  told.push('Piet is back')
  await piet.page.context().setOffline(false)
  await all(7)

  const said = async (): Promise<Said[]> => Promise.all(people.map(({ page }) => page.evaluate(says)))
  const reader = new Person(address)
  await reader.ask('join', { body: { key: keyOf('observer'), name: 'Rob' } })
  using server = await new SyncPerson(reader, boardId).hasSynced()
  const kept = () => jsonOf(server.doc)
  const isAtRest = async () => {
    const now = await said()
    return now.every(({ doc, isResting }) => isResting && doc === kept())
  }
  const agreed = await expect
    .poll(isAtRest, patience)
    .toBe(true)
    .then(
      () => true,
      () => false,
    )
  const ends = await said()
  const outline = await reader.ask('outline', { params: { boardId } })
  const wanted = outlineOf(repairForView(readAll(server.doc)))
  const excused = new Set(ends.flatMap(({ taken }) => taken))
  const removed = new Set(ends.flatMap((one) => one.removed))
  const faults = [
    ...(agreed ? [] : ['the pages and the server do not agree']),
    ...people.flatMap((person, at) => {
      const { connection, doc, differences, unsound, faults: own = [] } = ends[at] ?? {}
      return [
        ...(doc === kept()
          ? []
          : [`${person.name}'s doc is not the server's (${connection})`, ...partedLines(doc ?? '', kept())]),
        ...(differences ?? []).map((id) => `${person.name}'s canvas shows another ${id}`),
        ...(unsound ?? []).map((fault) => `${person.name}: ${fault}`),
        ...own.map((fault) => `${person.name} ${fault}`),
        ...person.faults.filter((fault) => !isOfTheLine(fault)).map((fault) => `${person.name}: ${fault}`),
      ]
    }),
    ...(JSON.stringify(outline) === JSON.stringify(wanted) ? [] : ["the server's outline is another"]),
    ...typed.flatMap(({ letter: one, on, by }) => {
      const times = kept().split(one).length - 1
      const isInTray = ends[people.indexOf(by)]?.tray.includes(one) === true
      if (times > 1) return [`${one} stands ${times} times`]
      if (times === 1 || isInTray || excused.has(one) || removed.has(on)) return []
      const fates = people.map(({ name }, at) => `${name}: ${ends[at]?.fates[one] ?? 'never came'}`)
      return [`${one}, typed by ${by.name} on ${on}, is lost; ${fates.join('; ')}`]
    }),
    ...(hasPending(server.doc) ? ['something is pending'] : []),
  ]
  const heard = people.flatMap(({ name }, at) => (ends[at]?.told ?? []).map((what) => `${name} ${what}`))
  return { told: [...told, ...heard], faults }
}

/** What Chromium itself says of a line that is not there. */
function isOfTheLine(fault: string): boolean {
  return /ERR_INTERNET_DISCONNECTED|WebSocket connection to/.test(fault)
}

function partedLines(theirs: string, ours: string): string[] {
  const [a, b] = [theirs.split('\n'), ours.split('\n')]
  return [
    ...a.filter((line) => !b.includes(line)).map((line) => `  there: ${line}`),
    ...b.filter((line) => !a.includes(line)).map((line) => `  server: ${line}`),
  ]
}

function hasPending(doc: Y.Doc): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null
}
