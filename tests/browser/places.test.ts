import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '../../shared/assert.ts'
import { kindLooks } from '../../shared/board/kinds.ts'
import type { OutlineNote } from '../../shared/board/outline.ts'
import { plotAt, pointAt } from '../../shared/board/plot.ts'
import { assumptionCheck } from '../../shared/template/catalog/assumption-check.ts'
import { unitPx } from '../../shared/template/template.ts'
import { outlineAnswer } from '../../shared/wire/api.ts'
import { launchChromium } from '../support/chromium.ts'
import { startServer } from '../support/server.ts'
import { shownNotes, type ShownNote } from '../support/shown.ts'
import { Visitor } from '../support/visitor.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
})

/** The field with two axes, where the template lies on a board of its own. */
const field = (() => {
  const { box, form, title } = must(
    assumptionCheck.zones.find(({ key }) => key === 'plot'),
    'the field',
  )
  const [x, y, w, h] = box
  return { x: x * unitPx, y: y * unitPx, w: w * unitPx, h: h * unitPx, form, title: title.nl }
})()

/** Where in the field, as fractions of its box, a place says this. */
function spotSaying(x: number, y: number): [fx: number, fy: number] {
  const point = pointAt(field, { x, y })
  return [(point.x - field.x) / field.w, (point.y - field.y) / field.h]
}

/** How long a loaded machine may take for what it does at once. */
const patience = { timeout: 20_000 }

type Placed = Pick<OutlineNote, 'text' | 'kind' | 'x' | 'y' | 'plot'> & { readonly zone: string | null }

/** Ana and Piet at a board with the assumption check. */
async function twoAtTheField() {
  await using opened = new AsyncDisposableStack()
  const { address } = opened.use(await startServer())
  const ana = opened.use(await Visitor.open(browser, address, 'Ana'))
  const piet = opened.use(await Visitor.open(browser, address, 'Piet', { width: 1024, height: 768 }))
  await Promise.all([ana.page.goto(address), piet.page.goto(address)])
  await ana.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await ana.startsTrajectory('Rust aan tafel')
  const link = await ana.participantLink()
  await ana.makesSession('Eerste keer')
  await ana.places('Klopt dat wel?')
  await piet.joins(link)
  const board = await ana.page.evaluate(async () =>
    (await fetch(`/api${location.pathname.replace('/s/', '/sessions/')}`)).json(),
  )
  const boardId = String(board.currentBoard)

  /** What the server says lies on the board, from top to bottom, then from left to right. */
  const placed = async (): Promise<Placed[]> => {
    const json: unknown = await ana.page.evaluate(
      async (id) => (await fetch(`/api/boards/${id}/outline`)).json(),
      boardId,
    )
    const { instances, unplaced } = outlineAnswer.parse(json)
    const inZones = instances.flatMap(({ zones }) =>
      zones.flatMap(({ key, notes, clusters }) =>
        [...notes, ...clusters.flatMap((cluster) => cluster.notes)].map((note) => withZone(note, key)),
      ),
    )
    return [...inZones, ...unplaced.map((note) => withZone(note, null))].toSorted(
      (a, b) => a.y - b.y || a.x - b.x,
    )
  }
  /** Both pages show just what the server says, and places in the field are numbers. */
  const agree = async (): Promise<Placed[]> => {
    const notes = await placed()
    expect(notes.map(({ plot }) => plot)).toEqual(
      notes.map(({ zone, x, y }) => (zone === 'plot' ? plotAt(field, { x, y }) : undefined)),
    )
    for (const { page } of [ana, piet]) {
      await expect.poll(() => shownNotes(page), patience).toEqual(notes.map(asShown))
    }
    return notes
  }
  /** Once the server says this of the notes. */
  const agreeOn = async (said: readonly (readonly [zone: string, kind: string])[]) => {
    await expect
      .poll(async () => (await placed()).map(({ zone, kind }) => [zone, kind]), patience)
      .toEqual(said)
    return agree()
  }
  /** Once the notes lie there again. */
  const agreeAgainOn = async (notes: readonly Placed[]): Promise<void> => {
    await expect.poll(placed, patience).toEqual(notes)
    await agree()
  }
  const kept = opened.move()
  return { ana, piet, placed, agreeOn, agreeAgainOn, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

function withZone({ text, kind, x, y, plot }: OutlineNote, zone: string | null): Placed {
  return { text, kind, x, y, ...(plot !== undefined && { plot }), zone }
}

function asShown({ text, kind, x, y }: Placed): ShownNote {
  const hex = kindLooks[kind].fill
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
  return {
    text,
    x: Math.round(x - unitPx / 2),
    y: Math.round(y - unitPx / 2),
    colour: `rgb(${parts.join(', ')})`,
  }
}

const question = ['questions', 'question'] as const
const inField = ['plot', 'assumption'] as const

test('[MJ13] a note dropped in the field says what its place says, for everyone, also after undo, redo and a reload', async () => {
  await using board = await twoAtTheField()
  const { ana, piet, agreeOn, agreeAgainOn } = board
  await ana.writes('Nieuwe vragen', 'Wie eet laat?')
  const written = await agreeOn([question])
  await ana.drags('Wie eet laat?', field.title, spotSaying(0.3, 0.7))
  const dropped = await agreeOn([inField])
  expect(dropped[0]?.plot?.x).toBeCloseTo(0.3, 1)
  expect(dropped[0]?.plot?.y).toBeCloseTo(0.7, 1)
  await ana.undoes()
  await agreeAgainOn(written)
  await ana.page.keyboard.press('Control+Shift+z')
  await agreeAgainOn(dropped)
  await Promise.all([ana.page.reload(), piet.page.reload()])
  await agreeAgainOn(dropped)
})

test('[MJ14] notes duplicated, pasted and grouped have their zone, kind and place, for everyone, also after undo and a reload', async () => {
  await using board = await twoAtTheField()
  const { ana, piet, placed, agreeOn, agreeAgainOn } = board
  const { keyboard, mouse } = ana.page
  await ana.writes('Klopt', 'Wij eten op tijd')
  await ana.drags('Wij eten op tijd', field.title, spotSaying(0.3, 0.7))
  await agreeOn([inField])
  await ana.note('Wij eten op tijd').first().click()
  await keyboard.press('Control+d')
  await agreeOn([inField, inField])
  await keyboard.press('Control+c')
  // Copying ends later than the keys do.
  const copied = () => ana.page.evaluate(async () => (await navigator.clipboard.readText()).trim())
  await expect.poll(copied, patience).toBe('Wij eten op tijd')
  const { x, y } = await ana.spot(field.title, ...spotSaying(0.7, 0.3))
  await mouse.move(x, y)
  await keyboard.press('Control+v')
  const three = await agreeOn([inField, inField, inField])
  expect(three.at(-1)?.plot?.x).toBeCloseTo(0.7, 1)
  await keyboard.press('Control+a')
  await keyboard.press('Control+g')
  await ana.page.locator('.tl-shape[data-shape-type="group"]').waitFor({ state: 'attached' })
  await agreeAgainOn(three)
  // By place, not by words: any of the three may come first in the page.
  const from = await ana.spot(field.title, ...spotSaying(0.3, 0.7))
  const to = await ana.spot(field.title, ...spotSaying(0.3, 0.85))
  await mouse.move(from.x, from.y)
  await mouse.down()
  await mouse.move(to.x, to.y, { steps: 8 })
  await mouse.up()
  const higher = (notes: readonly Placed[]) => notes.map((note, at) => note.y < must(three[at], 'a note').y)
  await expect.poll(async () => higher(await placed()), patience).toEqual([true, true, true])
  await agreeOn([inField, inField, inField])
  await ana.undoes()
  await agreeAgainOn(three)
  await ana.undoes()
  await ana.page.locator('.tl-shape[data-shape-type="group"]').waitFor({ state: 'detached' })
  await agreeAgainOn(three)
  await Promise.all([ana.page.reload(), piet.page.reload()])
  await agreeAgainOn(three)
})
