import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Language } from '../../shared/language.ts'
import { launchChromium } from '../support/chromium.ts'
import { comesTo, pageStates, type PageState } from '../support/page-states.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { makeShotsWorld, type ShotsWorld } from '../support/shots-world.ts'
import { rounds } from '../support/size.ts'

let browser: Browser
let server: TestServer
const worlds = new Map<Language, ShotsWorld>()
beforeAll(async () => {
  browser = await launchChromium()
  server = await startServer()
})
afterAll(async () => {
  await browser.close()
  await server[Symbol.asyncDispose]()
})

async function worldIn(language: Language): Promise<ShotsWorld> {
  const world = worlds.get(language) ?? (await makeShotsWorld(server.address, language))
  worlds.set(language, world)
  return world
}

/** What axe calls serious or critical on a page as it stands; the editor's own canvas left out. */
async function serious(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const violations = await page.evaluate(async () => {
    const run = (window as unknown as { axe: typeof axe }).axe
    const found = await run.run({ exclude: ['.tl-canvas'] }, { resultTypes: ['violations'] })
    return found.violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      at: nodes.map(({ html }) => html),
    }))
  })
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, at }) => `${id}: ${at.join(' ')}`)
}

/** Nothing is cut off at the right: the page is as wide as the screen. */
async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

const seats = [
  ['nl', 1440],
  ['en', 360],
  ['en', 1440],
  ['nl', 360],
] as const

const shown = rounds(2, seats.length)

/** In full each state at every seat; everyday each at one of the two that differ in both, by turns. */
function statesAt(seat: number, world: ShotsWorld): readonly PageState[] {
  const states = pageStates(world)
  return shown === seats.length ? states : states.filter((_, at) => at % shown === seat)
}

test.each(seats.slice(0, shown).map(([language, width], seat) => [language, width, seat] as const))(
  '[UI11] no page or state in %s holds a serious barrier or runs off a screen of %i px',
  { timeout: 600_000 },
  async (language, width, seat) => {
    const world = await worldIn(language)
    const found: { at: string; serious: string[]; overflow: number }[] = []
    const looking = { address: server.address, world, language, width }
    for (const state of statesAt(seat, world)) {
      const { context, page } = await comesTo(browser, state, looking)
      const seen = { at: state.name, serious: await serious(page), overflow: await overflow(page) }
      if (seen.serious.length > 0 || seen.overflow !== 0) found.push(seen)
      await context.close()
    }
    expect(found).toEqual([])
  },
)
