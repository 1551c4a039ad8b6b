/**
 * Every page and state there is to look at, each with what someone does to get there. The camera of
 * `npm run shots` and the check for barriers both go through all of them.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Language } from '../../shared/language.ts'
import type { Person } from './person.ts'
import type { ShotsWorld } from './shots-world.ts'

export interface PageState {
  readonly name: string
  readonly as: (world: ShotsWorld) => Person
  readonly path: (world: ShotsWorld) => string
  /** What someone does when the page is there. */
  readonly act?: (page: Page, world: ShotsWorld) => Promise<void>
  /** Comes here for the first time: shown around. */
  readonly isNew?: boolean
  /** Longer than a screen. */
  readonly isWhole?: boolean
}

const ana = (world: ShotsWorld) => world.ana
const piet = (world: ShotsWorld) => world.piet
const stranger = (world: ShotsWorld) => world.stranger
const visitor = (world: ShotsWorld) => world.visitor

/** Presses what bears this name in either language. */
const presses = (name: RegExp) => async (page: Page) => {
  await page.getByRole('button', { name }).first().click()
  await page.getByRole('dialog').or(page.getByRole('alertdialog')).first().waitFor()
}
const seesBoard = async (page: Page) => {
  await page.locator('.tl-canvas').waitFor()
  await page.locator('.connection[data-standing]').first().waitFor()
}
const inMenu = (name: RegExp) => async (page: Page) => {
  await seesBoard(page)
  await presses(/^(Sessie|Session)$/)(page)
  await page.getByRole('dialog').getByRole('button', { name }).first().click()
}

const states: readonly PageState[] = [
  { name: 'start-new', as: stranger, path: () => '/', isWhole: true },
  { name: 'start-known', as: ana, path: () => '/', isWhole: true },
  {
    name: 'about',
    as: stranger,
    path: () => '/',
    act: presses(/^(Over Leerbord|About Leerbord)$/),
  },
  { name: 'join', as: stranger, path: ({ joinLink }) => joinLink, isWhole: true },
  { name: 'join-known', as: piet, path: ({ joinLink }) => joinLink, isWhole: true },
  { name: 'join-no-key', as: stranger, path: () => '/join' },
  { name: 'join-unknown-key', as: stranger, path: () => '/join#none' },
  { name: 'not-found', as: ana, path: () => '/nowhere' },
  { name: 'no-access', as: stranger, path: ({ busy }) => busy },
  {
    name: 'no-line',
    as: ana,
    path: ({ busy }) => busy,
    act: async (page) => {
      await page.route('**/api/**', (route) => route.abort())
      await page.reload()
      await page.getByRole('button', { name: /Probeer opnieuw|Try again/ }).waitFor()
    },
  },
  {
    name: 'loading',
    as: ana,
    path: ({ busy }) => busy,
    act: async (page) => {
      await page.route('**/api/trajectories/*', () => {})
      await page.reload({ waitUntil: 'domcontentloaded' })
      await page.locator('.loading').waitFor()
    },
  },
  { name: 'trajectory-empty', as: ana, path: ({ empty }) => empty, isWhole: true },
  { name: 'trajectory', as: ana, path: ({ busy }) => busy, isWhole: true },
  { name: 'trajectory-participant', as: piet, path: ({ busy }) => busy, isWhole: true },
  { name: 'trajectory-long', as: ana, path: ({ long }) => long, isWhole: true },
  {
    name: 'new-session',
    as: ana,
    path: ({ busy }) => busy,
    act: presses(/^(Nieuwe sessie|New session)$/),
  },
  { name: 'myself', as: ana, path: ({ busy }) => busy, act: presses(/^(Naam wijzigen|Change name)/) },
  {
    name: 'device',
    as: ana,
    path: ({ busy }) => busy,
    act: presses(/^(Maak mijn eigen link|Make my own link)/),
  },
  { name: 'renew-link', as: ana, path: ({ busy }) => busy, act: presses(/^(Nieuwe link|New link)/) },
  { name: 'remove-person', as: ana, path: ({ busy }) => busy, act: presses(/^(Verwijderen|Remove)/) },
  { name: 'record', as: ana, path: ({ record }) => record, isWhole: true },
  {
    name: 'record-print',
    as: ana,
    path: ({ record }) => record,
    isWhole: true,
    act: (page) => page.emulateMedia({ media: 'print' }),
  },
  { name: 'continue', as: ana, path: ({ record }) => record, act: presses(/^(Verder werken|Go on)/) },
  {
    name: 'snapshot',
    as: ana,
    path: ({ snapshot }) => snapshot,
    act: async (page) => page.locator('.tl-canvas').waitFor(),
    isWhole: true,
  },
  { name: 'demo-trajectory', as: visitor, path: ({ demo }) => `/t/${demo.trajectoryId}`, isWhole: true },
  { name: 'demo-board', as: visitor, path: ({ demo }) => `/s/${demo.sessionId}`, act: seesBoard },
  {
    name: 'demo-whole',
    as: visitor,
    path: ({ demo }) => `/s/${demo.sessionId}`,
    act: async (page) => {
      await seesBoard(page)
      await page.locator('.zone').first().waitFor({ state: 'attached' })
      await page.getByRole('button', { name: /^(Hele bord|Whole board)$/ }).click()
    },
  },
  {
    name: 'demo-tour',
    as: visitor,
    path: ({ demo }) => `/s/${demo.sessionId}`,
    isNew: true,
    act: async (page) => {
      await seesBoard(page)
      await page.locator('.tour-card').waitFor()
    },
  },
  {
    name: 'tray',
    as: piet,
    path: ({ live }) => live,
    act: async (page, { piet: { id }, live }) => {
      await seesBoard(page)
      const words = [
        { key: 1, code: 'locked', recordId: 'shape:late', text: 'De soep is om twaalf uur koud.' },
      ]
      const kept = { key: `leerbord.tray.${id}.${live.slice('/b/'.length)}`, words: JSON.stringify(words) }
      await page.evaluate(({ key, words }) => sessionStorage.setItem(key, words), kept)
      await page.reload()
      await seesBoard(page)
      await page.locator('.tray').waitFor()
    },
  },
  {
    name: 'start-wrong',
    as: stranger,
    path: () => '/',
    act: async (page) => {
      await page.getByRole('button', { name: /^(Begin|Start)$/ }).click()
      await page.locator('.error').first().waitFor()
    },
    isWhole: true,
  },
  {
    name: 'join-wrong',
    as: stranger,
    path: ({ joinLink }) => joinLink,
    act: async (page) => {
      await page.getByRole('button', { name: /^(Doe mee|Join)$/ }).click()
      await page.locator('.error').first().waitFor()
    },
  },
  { name: 'removed', as: ({ removed }) => removed, path: ({ live }) => live },
  { name: 'board-planned', as: ana, path: ({ planned }) => planned, act: seesBoard },
  { name: 'board-observer', as: ({ observer }) => observer, path: ({ live }) => live, act: seesBoard },
  {
    name: 'board-no-line',
    as: ana,
    path: () => '/',
    act: async (page, { live }) => {
      await page.route('**/api/**', (route) => route.abort())
      await page.goto(new URL(live, page.url()).href)
      await page.getByRole('button', { name: /Probeer opnieuw|Try again/ }).waitFor()
    },
  },
  {
    name: 'board-refused',
    as: ana,
    path: () => '/',
    act: async (page, { live }) => {
      await page.routeWebSocket(/\/sync\//, (socket) => socket.close({ code: 4404 }))
      await page.goto(new URL(live, page.url()).href)
      await page.locator('.board-refused').waitFor()
    },
  },
  {
    name: 'board-long-offline',
    as: ana,
    path: ({ live }) => live,
    act: async (page) => {
      await seesBoard(page)
      await page.context().setOffline(true)
      await page.locator('.board-news .notice').waitFor({ timeout: 60_000 })
    },
  },
  { name: 'board', as: ana, path: ({ live }) => live, act: seesBoard },
  { name: 'board-blank', as: ana, path: ({ blank }) => blank, act: seesBoard },
  { name: 'board-participant', as: piet, path: ({ live }) => live, act: seesBoard },
  { name: 'board-ended', as: ana, path: ({ ended }) => ended, act: seesBoard },
  {
    name: 'board-offline',
    as: ana,
    path: ({ live }) => live,
    act: async (page) => {
      await seesBoard(page)
      await page.context().setOffline(true)
      await page.locator('.connection[data-standing="offline"]').waitFor({ timeout: 60_000 })
    },
  },
  {
    name: 'menu',
    as: ana,
    path: ({ live }) => live,
    act: async (page) => {
      await seesBoard(page)
      await presses(/^(Sessie|Session)$/)(page)
    },
  },
  {
    name: 'template-picker',
    as: ana,
    path: ({ live }) => live,
    act: inMenu(/^(Sjabloon kiezen|Choose template)/),
  },
  {
    name: 'template-picker-failed',
    as: ana,
    path: ({ live }) => live,
    act: async (page) => {
      await page.route('**/api/templates', (route) => route.abort())
      await inMenu(/^(Sjabloon kiezen|Choose template)/)(page)
      await page.locator('.template-empty').waitFor()
    },
  },
  { name: 'people', as: ana, path: ({ live }) => live, act: inMenu(/^(Wie is hier|Who is here)/) },
  {
    name: 'menu-participant',
    as: piet,
    path: ({ live }) => live,
    act: async (page) => {
      await seesBoard(page)
      await presses(/^(Sessie|Session)$/)(page)
    },
  },
  {
    name: 'keep-snapshot',
    as: ana,
    path: ({ live }) => live,
    act: inMenu(/^(Momentopname maken|Take snapshot)/),
  },
  { name: 'new-board', as: ana, path: ({ live }) => live, act: inMenu(/^(Nieuw bord|New board)/) },
  { name: 'invite', as: ana, path: ({ live }) => live, act: inMenu(/^(Uitnodigen|Invite)/) },
  { name: 'end', as: ana, path: ({ live }) => live, act: inMenu(/^(Sessie afronden|End session)/) },
]

/** All states, and a board with each template. */
export function pageStates(world: ShotsWorld): readonly PageState[] {
  const boards = [...world.boards].map(([key, path]): PageState => ({
    name: `template-${key}`,
    as: ana,
    path: () => path,
    act: seesBoard,
  }))
  return [...states, ...boards]
}

export interface Looking {
  readonly address: string
  readonly world: ShotsWorld
  readonly language: Language
  readonly width: number
}

/** A browser of its own that has come to a state. The caller closes it. */
export async function comesTo(
  browser: Browser,
  state: PageState,
  { address, world, language, width }: Looking,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    viewport: { width, height: heightOf(width) },
    hasTouch: width < 600,
    reducedMotion: 'reduce',
    locale: language === 'nl' ? 'nl-NL' : 'en-GB',
  })
  context.setDefaultTimeout(15_000)
  try {
    const { cookie } = state.as(world)
    const [name, value] = cookie?.split('=') ?? []
    if (name !== undefined && value !== undefined) await context.addCookies([{ name, value, url: address }])
    const known = { 'leerbord.language': language, ...(state.isNew === true ? {} : shownAround(world)) }
    await context.addInitScript((kept) => {
      for (const [key, words] of Object.entries(kept)) localStorage.setItem(key, words)
    }, known)
    const page = await context.newPage()
    await page.goto(new URL(state.path(world), address).href)
    await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' })
    await page.waitForLoadState('networkidle')
    await state.act?.(page, world)
    await page.evaluate(async () => document.fonts.ready)
    await page.waitForFunction(isDrawn)
    return { context, page }
  } catch (cause) {
    await context.close()
    throw new Error(`did not come to ${state.name}`, { cause })
  }
}

/**
 * Every picture in sight is there, and so is a dialog: with the focus in a field it is kept out of
 * sight for a moment on a device with touch.
 */
function isDrawn(): boolean {
  const pictures = [...document.images].filter((image) => {
    const { top, bottom } = image.getBoundingClientRect()
    return bottom > 0 && top < innerHeight
  })
  const ground = document.querySelector<HTMLElement>('.dialog-ground')
  return pictures.every((image) => image.complete) && ground?.style.opacity !== '0'
}

/** What a device remembers that was shown around before. */
function shownAround({ demo }: ShotsWorld): Readonly<Record<string, string>> {
  const tours = ['lead', 'join', demo.trajectoryId]
  return Object.fromEntries(tours.map((tour) => [`leerbord.tour.${tour}`, 'seen']))
}

function heightOf(width: number): number {
  if (width < 600) return 740
  return width < 1000 ? 1024 : Math.round((width * 9) / 16)
}
