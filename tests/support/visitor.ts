/**
 * A person at a page: a browser context of their own, what they do on a board, and everything that
 * a page should never do, remembered: requests to other hosts, errors on the console, pages without
 * the headers of the contract.
 */
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import type { OutlineNote } from '../../shared/board/outline.ts'
import { outlineAnswer } from '../../shared/wire/api.ts'

export interface Seat {
  readonly width?: number
  readonly height?: number
  readonly touch?: boolean
  readonly locale?: string
  /** The tour of the first minute, which stands beside what it tells of. */
  readonly tour?: boolean
}

const policy =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** Runs in the page: this device has been shown around before. */
function tourSeen(): void {
  for (const role of ['lead', 'join']) window.localStorage.setItem(`leerbord.tour.${role}`, 'seen')
}

export class Visitor implements AsyncDisposable {
  readonly name: string
  readonly address: string
  readonly page: Page
  readonly #context: BrowserContext
  /** Whatever went wrong without anyone having asked for it. */
  readonly faults: string[] = []
  /** Requests that left for another host. */
  readonly strangers: string[] = []

  private constructor(name: string, address: string, context: BrowserContext, page: Page) {
    this.name = name
    this.address = address
    this.#context = context
    this.page = page
  }

  static async open(browser: Browser, address: string, name: string, seat: Seat = {}): Promise<Visitor> {
    const { width = 1440, height = 900, touch = false, locale = 'nl-NL', tour = false } = seat
    const context = await browser.newContext({
      viewport: { width, height },
      hasTouch: touch,
      locale,
      ignoreHTTPSErrors: true,
      reducedMotion: 'reduce',
    })
    if (!tour) await context.addInitScript(tourSeen)
    const page = await context.newPage()
    const visitor = new Visitor(name, address, context, page)
    visitor.#watch()
    return visitor
  }

  /** Another page of the same person, in the same browser. */
  async opensTab(url: string): Promise<Visitor> {
    const tab = new Visitor(this.name, this.address, this.#context, await this.#context.newPage())
    tab.#watch()
    await tab.page.goto(url)
    return tab
  }

  #watch(): void {
    this.page.on('console', (message) => {
      if (message.type() === 'error') this.faults.push(`console: ${message.text()}`)
    })
    this.page.on('pageerror', (error) => this.faults.push(`page: ${error.message}`))
    this.page.on('request', (request) => {
      const url = new URL(request.url())
      const isOurs = url.origin === this.address || url.protocol === 'data:' || url.protocol === 'blob:'
      if (!isOurs) this.strangers.push(request.url())
    })
    this.page.on('response', (response) => {
      if (response.request().resourceType() !== 'document') return
      const headers = response.headers()
      const isRight =
        headers['content-security-policy'] === policy &&
        headers['referrer-policy'] === 'no-referrer' &&
        headers['x-content-type-options'] === 'nosniff'
      if (!isRight) this.faults.push(`headers of ${response.url()}`)
    })
  }

  // ---- getting in -----------------------------------------------------------------------------

  async startsTrajectory(title: string): Promise<void> {
    await this.page.goto(this.address)
    await this.page.getByLabel('Waar gaat het over?').fill(title)
    await this.page.getByLabel('Je voornaam').fill(this.name)
    await this.page.getByRole('button', { name: 'Begin', exact: true }).click()
    await this.page.getByRole('heading', { level: 1, name: title }).waitFor()
  }

  async makesSession(title: string): Promise<void> {
    await this.page.getByRole('button', { name: /Maak de eerste sessie|Nieuwe sessie/ }).click()
    await this.page.getByLabel('Naam van de sessie').fill(title)
    await this.page.getByRole('button', { name: 'Maak de sessie' }).click()
    await this.page.waitForURL(/\/s\/[^/]+$/)
    await this.seesBoard()
  }

  /** The link for participants, as the facilitator copies it. */
  async participantLink(): Promise<string> {
    return this.page.getByLabel('Link voor: deelnemer', { exact: true }).inputValue()
  }

  async joins(link: string): Promise<void> {
    await this.page.goto(link)
    await this.page.getByLabel('Je voornaam').fill(this.name)
    await this.page.getByRole('button', { name: 'Doe mee' }).click()
    await this.page.waitForURL(/\/(s|t)\//)
  }

  /** A request of the page itself, with its cookie. */
  async asks(path: string, body: object): Promise<Readonly<Record<string, string>>> {
    return this.page.evaluate(
      async ([to, sent]) => {
        const headers = { 'content-type': 'application/json' }
        const answer = await fetch(to, { method: 'POST', headers, body: sent })
        if (!answer.ok) throw new Error(`${to}: ${answer.status}`)
        return answer.json()
      },
      [path, JSON.stringify(body)] as const,
    )
  }

  // ---- on a board -----------------------------------------------------------------------------

  async seesBoard(): Promise<void> {
    await this.page.locator('.tl-canvas').waitFor()
    await this.page.getByText('Opgeslagen').first().waitFor()
  }

  /** Something of those who lead: in the bar where there is room, in the menu on a phone. */
  async leads(action: string): Promise<void> {
    const inBar = this.page.getByRole('button', { name: action, exact: true }).first()
    if (!(await inBar.isVisible()))
      await this.page.getByRole('button', { name: 'Sessie', exact: true }).click()
    await inBar.click()
  }

  async places(template: string): Promise<void> {
    await this.leads('Sjabloon kiezen')
    const card = this.page.getByRole('dialog').getByRole('listitem').filter({ hasText: template })
    await card.getByRole('button', { name: 'Leg op het bord' }).click()
    await this.page.locator('.tl-shape[data-shape-type="header"]').filter({ hasText: template }).waitFor()
  }

  async ends(): Promise<void> {
    await this.leads('Sessie afronden')
    await this.page.getByRole('alertdialog').getByRole('button', { name: 'Sessie afronden' }).click()
    await this.page.waitForURL(/\/record$/)
  }

  zone(title: string): Locator {
    return this.page.locator('.tl-shape[data-shape-type="zone"]').filter({ hasText: title }).first()
  }

  note(text: string): Locator {
    return this.page.locator('.tl-shape[data-shape-type="note"]').filter({ hasText: text })
  }

  async sees(text: string): Promise<void> {
    await this.note(text).first().waitFor({ state: 'attached' })
  }

  async seesNoLonger(text: string): Promise<void> {
    await this.note(text).first().waitFor({ state: 'detached' })
  }

  /** Writing brings the place near; this steps back. Waits until the view stands still. */
  async seesWholeBoard(): Promise<void> {
    await this.page.getByRole('button', { name: 'Hele bord' }).click()
    // Of a board too wide for this screen the page asks first where to go.
    const anyway = this.page.getByRole('button', { name: 'Toch het hele bord' })
    if (await anyway.isVisible()) await anyway.click()
    await this.page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const layer = document.querySelector('.tl-html-layer')
          let [before, calm] = ['', 0]
          const look = () => {
            const now = layer?.getAttribute('style') ?? ''
            calm = now === before ? calm + 1 : 0
            before = now
            if (calm >= 3) resolve()
            else requestAnimationFrame(look)
          }
          requestAnimationFrame(look)
        }),
    )
  }

  /** Resolves when the page has painted what is asked of it by now. */
  async #paints(): Promise<void> {
    await this.page.evaluate(
      () => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))),
    )
  }

  /** A point in a zone, as fractions of its box. */
  async spot(zone: string, fx: number, fy: number): Promise<{ x: number; y: number }> {
    await this.seesWholeBoard()
    const box = await this.zone(zone).boundingBox()
    if (box === null) throw new Error(`${this.name} does not see the zone ${zone}`)
    return { x: box.x + box.width * fx, y: box.y + box.height * fy }
  }

  /** Writes a note in a zone with names: a double click, the words, Escape. */
  async writes(zone: string, text: string, [fx, fy]: readonly [number, number] = [0.2, 0.55]): Promise<void> {
    const { x, y } = await this.spot(zone, fx, fy)
    await this.page.mouse.dblclick(x, y)
    await this.page.locator('.tl-shape[data-shape-type="note"] [contenteditable="true"]').waitFor()
    await this.page.keyboard.type(text)
    await this.page.keyboard.press('Escape')
    await this.page.keyboard.press('Escape')
    await this.sees(text)
  }

  /** Writes in a zone without names: the card, the words, the button. */
  async writesNameless(
    zone: string,
    text: string,
    [fx, fy]: readonly [number, number] = [0.2, 0.55],
  ): Promise<void> {
    const { x, y } = await this.spot(zone, fx, fy)
    await this.page.mouse.dblclick(x, y)
    const card = this.page.getByRole('dialog')
    await card.getByRole('textbox').fill(text)
    await card.getByRole('button', { name: 'Op het bord' }).click()
    await card.waitFor({ state: 'detached' })
    await this.sees(text)
  }

  /** Opens the card of one's own nameless note: only this device holds its key. */
  async #opensCard(text: string) {
    await this.seesWholeBoard()
    await this.note(text).first().dblclick()
    return this.page.getByRole('dialog')
  }

  async rewritesNameless(text: string, anew: string): Promise<void> {
    const card = await this.#opensCard(text)
    await card.getByRole('textbox').fill(anew)
    await card.getByRole('button', { name: 'Bewaren' }).click()
    await card.waitFor({ state: 'detached' })
    await this.sees(anew)
  }

  async withdraws(text: string): Promise<void> {
    const card = await this.#opensCard(text)
    await card.getByRole('button', { name: 'Weghalen' }).click()
    await card.waitFor({ state: 'detached' })
    await this.seesNoLonger(text)
  }

  /** Begins a note and types slowly; resolves when the last letter is typed. */
  async typesSlowly(zone: string, text: string, [fx, fy]: readonly [number, number]): Promise<void> {
    const { x, y } = await this.spot(zone, fx, fy)
    await this.page.mouse.dblclick(x, y)
    await this.page.locator('.tl-shape[data-shape-type="note"] [contenteditable="true"]').waitFor()
    await this.page.keyboard.type(text, { delay: 60 })
  }

  async wordsOf(part: string): Promise<string> {
    return (await this.note(part).first().locator('.tl-rich-text, .ProseMirror').first().textContent()) ?? ''
  }

  /** Writes on in one's own note. */
  async rewrites(text: string, more: string): Promise<void> {
    await this.seesWholeBoard()
    await this.note(text).first().dblclick()
    await this.page.locator('.tl-shape[data-shape-type="note"] [contenteditable="true"]').waitFor()
    await this.#paints()
    await this.page.keyboard.press('Control+End')
    await this.page.keyboard.type(more)
    await this.page.keyboard.press('Escape')
    await this.page.keyboard.press('Escape')
    await this.sees(`${text}${more}`)
  }

  async drags(text: string, zone: string, [fx, fy]: readonly [number, number]): Promise<void> {
    const to = await this.spot(zone, fx, fy)
    const box = await this.note(text).first().boundingBox()
    if (box === null) throw new Error(`${this.name} does not see the note ${text}`)
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await this.page.mouse.down()
    await this.page.mouse.move(to.x, to.y, { steps: 12 })
    await this.page.mouse.up()
    await this.page.keyboard.press('Escape')
  }

  async undoes(): Promise<void> {
    await this.page.keyboard.press('Control+z')
  }

  /** Everything this page wrote is on disk. */
  async isSaved(): Promise<void> {
    await this.page.getByText('Opgeslagen').first().waitFor()
  }

  /** What the server says lies on a board: text → zone key, `null` for outside. */
  async placesOf(boardId: string): Promise<Map<string, string | null>> {
    const json: unknown = await this.page.evaluate(
      async (id) => (await fetch(`/api/boards/${id}/outline`)).json(),
      boardId,
    )
    const outline = outlineAnswer.parse(json)
    const places = new Map<string, string | null>()
    const put = (notes: readonly OutlineNote[], zone: string | null) => {
      for (const note of notes) places.set(note.text, zone)
    }
    for (const { zones } of outline.instances) {
      for (const zone of zones) put([...zone.notes, ...zone.clusters.flatMap(({ notes }) => notes)], zone.key)
    }
    put(outline.unplaced, null)
    return places
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // What each page looked like at the end, failed or not: `SHOTS=folder npm test`.
    const folder = process.env['SHOTS']
    if (folder !== undefined) await this.page.screenshot({ path: `${folder}/${this.name}.png` })
    await this.#context.close()
  }
}
