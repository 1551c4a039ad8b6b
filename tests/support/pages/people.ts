/** People on real pages at one new board with the problem map; the first leads. */
import type { Browser } from 'playwright-core'
import { Visitor } from '../visitor.ts'
import { lookInside } from './inside.ts'

type Joining = 'participant' | 'observer' | 'coFacilitator'

export interface People extends AsyncDisposable {
  readonly all: readonly Visitor[]
  readonly boardId: string
  /** The key of the link for a role. */
  readonly keyOf: (role: Joining) => string
  readonly lays: (template: string) => Promise<unknown>
  /** Opens the board's page, and looks inside. */
  readonly comes: (person: Visitor) => Promise<void>
  /** The board is closed for good. */
  readonly ends: () => Promise<unknown>
}

export async function peopleAtBoard(
  browser: Browser,
  address: string,
  joining: Readonly<Record<string, Joining>>,
): Promise<People> {
  await using opened = new AsyncDisposableStack()
  const open = async (name: string) =>
    opened.use(await Visitor.open(browser, address, name, { width: 1100, height: 800 }))
  const ana = await open('Ana')
  await ana.page.goto(address)
  const started = await ana.asks('/api/trajectories', { title: 'Rust', name: 'Ana', language: 'nl' })
  const links = started['links'] as unknown as Readonly<Record<Joining, string>>
  const keyOf = (role: Joining) => new URL(links[role]).hash.slice(1)
  const { sessionId = '', boardId = '' } = await ana.asks(
    `/api/trajectories/${String(started['trajectoryId'])}/sessions`,
    { title: 'Een' },
  )
  const lays = (template: string) => ana.asks(`/api/boards/${boardId}/templates`, { template })
  await lays('problem-map')
  const comes = async (person: Visitor): Promise<void> => {
    await person.page.goto(`${address}/s/${sessionId}`)
    await person.page.locator('.zone').first().waitFor()
    await lookInside(person.page)
  }
  const joins = async ([name, role]: readonly [string, Joining]): Promise<Visitor> => {
    const person = await open(name)
    await person.page.goto(address)
    await person.asks('/api/join', { key: keyOf(role), name })
    return person
  }
  const all = [ana, ...(await Promise.all(Object.entries(joining).map(joins)))]
  await Promise.all(all.map(comes))
  const kept = opened.move()
  return {
    all,
    boardId,
    keyOf,
    lays,
    comes,
    ends: () => ana.asks(`/api/sessions/${sessionId}/commands`, { type: 'end' }),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}
