import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../../support/chromium.ts'
import { joins, Person } from '../../support/person.ts'
import { startServer } from '../../support/server.ts'
import { Visitor, type Seat } from '../../support/visitor.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
})

interface Look extends Seat {
  readonly language?: 'nl' | 'en'
}

/** A session of Ana's, with Piet taking part and Olga looking on. Each opens pages of their own. */
async function session() {
  await using opened = new AsyncDisposableStack()
  const server = opened.use(await startServer())
  const ana = new Person(server.address)
  const { trajectoryId, links } = await ana.ask('start', {
    body: { title: 'Rust aan tafel', name: 'Ana', language: 'nl' },
  })
  const piet = await joins(server.address, links.participant, 'Piet')
  const olga = await joins(server.address, links.observer, 'Olga')
  const { boardId } = await ana.ask('newSession', { params: { trajectoryId }, body: { title: 'Samen' } })
  const kept = opened.move()
  const opens = async (who: Person, path: string, { language = 'nl', ...seat }: Look = {}): Promise<Page> => {
    const visitor = kept.use(await Visitor.open(browser, server.address, 'Ana', seat))
    const { page } = visitor
    const [name = '', value = ''] = who.cookie?.split('=') ?? []
    await page.context().addCookies([{ name, value, url: server.address }])
    await page.addInitScript((spoken) => localStorage.setItem('leerbord.language', spoken), language)
    await page.goto(new URL(path, server.address).href)
    await page.locator('.tl-canvas').waitFor()
    return page
  }
  return {
    ana,
    piet,
    olga,
    boardId,
    path: `/b/${boardId}`,
    opens,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

/** The tools in sight, from left to right. */
async function toolsOf(page: Page) {
  const tools = page.locator('.tlui-toolbar__tools__list > [data-testid]')
  await tools.first().waitFor()
  return tools.evaluateAll((all) =>
    all.map((tool) => {
      const { left, right, width, height } = tool.getBoundingClientRect()
      return {
        name: tool.getAttribute('data-testid'),
        left,
        right,
        area: width * height,
        least: Math.min(width, height),
      }
    }),
  )
}

test.each([
  { width: 360, height: 740, touch: true },
  { width: 768, height: 1024 },
  { width: 1440, height: 810 },
])(
  '[CV50] [CV19] at $width px the note is the first and largest tool, and the maker’s mark uncovered',
  async (seat) => {
    await using people = await session()
    const page = await people.opens(people.ana, people.path, seat)
    const [note, ...others] = await toolsOf(page)
    expect(note?.name).toBe('tools.note')
    for (const tool of others) {
      expect(tool.area).toBeLessThan(note?.area ?? 0)
      expect(tool.least).toBeGreaterThanOrEqual(44)
      expect(tool.left).toBeGreaterThanOrEqual(0)
      expect(tool.right).toBeLessThanOrEqual(seat.width)
    }
    const word = await page.getByTestId('tools.note').evaluate((tool) => {
      const { content, display } = getComputedStyle(tool, '::before')
      return display === 'none' ? null : content
    })
    expect(word).toBe(seat.width < 700 ? null : '"Briefje"')
    const mark = page.locator('[class*="tl-watermark"]').first()
    await mark.waitFor()
    const isUncovered = await mark.evaluate((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect()
      return [top + 4, (top + bottom) / 2, bottom - 4]
        .map((y) => document.elementFromPoint((left + Math.min(right, innerWidth)) / 2, y))
        .every((found) => found !== null && element.contains(found))
    })
    expect(isUncovered).toBe(true)
  },
)

test('[CV51] a drawing has a colour and a size to choose, a note has none', async () => {
  await using people = await session()
  const page = await people.opens(people.ana, people.path)
  const panel = page.getByTestId('style.panel')
  await page.getByTestId('tools.draw').click()
  await panel.waitFor()
  const choices = await panel
    .locator('button[data-testid]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-testid')?.split('.')[1]))
  expect([...new Set(choices)]).toEqual(['color', 'size'])
  expect(choices.length).toBe(10)
  expect(await page.locator('.tlui-slider').count()).toBe(0)
  await page.getByTestId('tools.note').click()
  await page.locator('.note .ProseMirror').waitFor()
  await panel.waitFor({ state: 'detached' })
  await page.keyboard.type('Soep')
  await page.keyboard.press('Escape')
  await page.locator('.note').filter({ hasText: 'Soep' }).waitFor()
  expect(await panel.count()).toBe(0)
})

test('[CV52] the board speaks its own language, the interface that of who reads it', async () => {
  await using people = await session()
  await people.ana.ask('applyTemplate', {
    params: { boardId: people.boardId },
    body: { template: 'problem-map' },
  })
  const page = await people.opens(people.piet, people.path, { language: 'en' })
  await page.locator('.zone').first().waitFor()
  expect(await page.locator('.template-title').textContent()).toBe('Probleem in beeld')
  expect(await page.locator('.template-badge').allTextContents()).toEqual(['Fase 1', 'Stap 7'])
  expect(await page.locator('.zone-title').allTextContents()).toContain('Feiten')
  expect(await page.locator('.card-empty').textContent()).toBe('Tik hier en schrijf samen.')
  expect(await page.locator('.zone .kind-icon title').allTextContents()).toContain('gevoel')
  await page.getByRole('button', { name: 'Whole board' }).waitFor()
  expect(await page.getByTestId('tools.note').getAttribute('aria-label')).toBe('Note')
})

const longWord = 'Hottentottententententoonstellingsorganisatiecomitévoorzitter'
const hundredLines = Array.from({ length: 100 }, (_, row) => `regel ${row + 1}`).join('\n')

test('[CV53] long words and a hundred lines stay within their note, live and looked back at', async () => {
  await using people = await session()
  const { ana, boardId } = people
  for (const text of [longWord, hundredLines, 'a'.repeat(80)])
    await ana.ask('newNote', { params: { boardId }, body: { text } })
  const { snapshotId } = await ana.ask('newSnapshot', { params: { boardId }, body: {} })
  for (const path of [people.path, `/snapshots/${snapshotId}`]) {
    const page = await people.opens(ana, path)
    const notes = page.locator('.note')
    await notes.nth(2).waitFor()
    const sizes = await notes.evaluateAll((all) =>
      all.map((note) => {
        const paper = note.getBoundingClientRect()
        const label = note.querySelector('.tl-text-label')
        const words = note.querySelector('.tl-text-content')?.getBoundingClientRect()
        if (label === null || words === undefined) throw new Error('a note without words')
        const isCut = getComputedStyle(label).overflow === 'hidden'
        const isWithin =
          words.left >= paper.left && words.right <= paper.right && (isCut || words.bottom <= paper.bottom)
        return { isWithin, proportion: paper.height / paper.width }
      }),
    )
    expect(sizes.filter(({ isWithin }) => !isWithin)).toEqual([])
    expect(Math.max(...sizes.map(({ proportion }) => proportion))).toBeCloseTo(2, 1)
  }
  // Chosen, it shows all it holds.
  const page = await people.opens(ana, people.path)
  const long = page.locator('.note[data-long="true"]')
  await long.click()
  await page.locator('.note[data-long="true"][data-open="true"]').waitFor()
  const overflow = await long.locator('.tl-text-label').evaluate((label) => getComputedStyle(label).overflow)
  expect(overflow).toBe('visible')
})

test('[CV54] an empty board tells each what they can do, until something lies there', async () => {
  await using people = await session()
  const { ana, piet, olga } = people
  const [leading, taking, looking] = await Promise.all(
    [ana, piet, olga].map((who) => people.opens(who, people.path)),
  )
  if (leading === undefined || taking === undefined || looking === undefined) throw new Error('nobody there')
  const wordsOn = (page: Page) => page.locator('.empty-board p').last().textContent()
  await leading.locator('.empty-board .button').waitFor()
  expect(await wordsOn(leading)).toBe('Kies een sjabloon. Of schrijf zelf een briefje.')
  await expect
    .poll(() => wordsOn(taking))
    .toBe('De begeleider legt zo iets klaar. Een briefje schrijven kan al.')
  expect(await wordsOn(looking)).toBe('Hier komt wat de groep schrijft. Je kijkt mee.')
  expect(await taking.locator('.empty-board .button').count()).toBe(0)
  await leading.locator('.empty-board .button').click()
  await leading.getByRole('dialog').getByRole('button', { name: 'Leg op het bord' }).first().click()
  for (const page of [leading, taking, looking])
    await page.locator('.empty-board').waitFor({ state: 'detached' })
})

test('[CV55] who only looks is not asked to write on a card', async () => {
  await using people = await session()
  await people.ana.ask('applyTemplate', {
    params: { boardId: people.boardId },
    body: { template: 'problem-map' },
  })
  const page = await people.opens(people.olga, people.path)
  await page.locator('.card-empty').filter({ hasText: 'Hier staat nog niets.' }).waitFor()
  expect(await page.getByText('Tik hier en schrijf samen.').count()).toBe(0)
})

test('[CV57] a note appears softly when it comes, never when it was there or motion is unwanted', async () => {
  await using people = await session()
  const { ana, piet, boardId } = people
  await ana.ask('newNote', { params: { boardId }, body: { text: 'Was er al' } })
  const [calm, lively] = [await people.opens(ana, people.path), await people.opens(ana, people.path)]
  await lively.emulateMedia({ reducedMotion: 'no-preference' })
  for (const page of [calm, lively]) {
    await page.locator('.note').waitFor()
    await page.evaluate(() => {
      document.addEventListener('animationstart', ({ animationName, target }) => {
        const words = target instanceof Element ? (target.textContent ?? '') : ''
        if (animationName === 'note-comes') document.body.dataset['came'] = words
      })
    })
  }
  await piet.ask('newNote', { params: { boardId }, body: { text: 'Komt erbij' } })
  await lively.locator('body[data-came*="Komt erbij"]').waitFor()
  await calm.locator('.note').filter({ hasText: 'Komt erbij' }).waitFor()
  expect(await calm.locator('body[data-came]').count()).toBe(0)
  await lively.locator('.note[data-new="true"]').waitFor({ state: 'detached' })
  expect(await calm.locator('.note').filter({ hasText: 'Was er al' }).getAttribute('data-new')).toBe('false')
})
