/** What real editors make of what others did meanwhile. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TLShapeId } from 'tldraw'
import { launchChromium } from '../../support/chromium.ts'
import { peopleAtBoard } from '../../support/pages/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import type { Visitor } from '../../support/visitor.ts'

let browser: Browser
let server: TestServer
beforeAll(async () => {
  browser = await launchChromium()
  server = await startServer()
})
afterAll(async () => {
  await browser.close()
  await server[Symbol.asyncDispose]()
})

async function anaAndPiet() {
  const people = await peopleAtBoard(browser, server.address, { Piet: 'participant' })
  const [ana, piet] = people.all
  if (ana === undefined || piet === undefined) throw new Error('nobody came')
  return { ana, piet, people, [Symbol.asyncDispose]: () => people[Symbol.asyncDispose]() }
}

const idOf = (name: string): string => `shape:${name.padEnd(12, '0')}`

/** A note beside the templates, as its author. */
function makes(page: Page, name: string, x: number): Promise<void> {
  return page.evaluate(
    ({ id, at }) => {
      inside.editor.markHistoryStoppingPoint('make')
      inside.editor.createShape({ id: id as TLShapeId, type: 'note', x: at, y: 3000 })
      inside.binding.flush()
    },
    { id: idOf(name), at: x },
  )
}

function deletes({ page }: Visitor, name: string): Promise<void> {
  return page.evaluate((id) => {
    inside.editor.markHistoryStoppingPoint('delete')
    inside.editor.deleteShapes([id as TLShapeId])
    inside.binding.flush()
  }, idOf(name))
}

const lies = ({ page }: Visitor, name: string) =>
  page.evaluate((id) => inside.editor.getShape(id as TLShapeId) !== undefined, idOf(name))
const lieAll = (person: Visitor, ...names: string[]) =>
  expect.poll(async () => Promise.all(names.map((name) => lies(person, name)))).toEqual(names.map(() => true))

/** All pages have one doc, saved; no canvas shows anything else. */
async function agree(...people: Visitor[]): Promise<void> {
  const docs = async () => {
    const said = await Promise.all(
      people.map(({ page }) =>
        page.evaluate(() => {
          inside.binding.flush()
          const { saving, connection } = inside.link.state()
          return [inside.json(inside.link.doc), String(saving), connection.status].join('\n')
        }),
      ),
    )
    return said.every((one) => one === said[0] && one.endsWith('false\nlive'))
  }
  await expect.poll(docs).toBe(true)
  for (const { page, faults } of people) {
    expect(await page.evaluate(() => inside.binding.differences())).toEqual([])
    expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|WebSocket connection/.test(fault))).toEqual(
      [],
    )
  }
}

async function losesLine({ page }: Visitor): Promise<void> {
  await page.context().setOffline(true)
  await expect.poll(() => page.evaluate(() => inside.link.state().connection.status)).toBe('offline')
}
const isBack = ({ page }: Visitor) => page.context().setOffline(false)

test('[CV141] a group that lost a note while it was made shows on every canvas as the doc has it', async () => {
  await using at = await anaAndPiet()
  const { ana, piet } = at
  await makes(piet.page, 'een', 0)
  await makes(piet.page, 'twee', 400)
  await lieAll(ana, 'een', 'twee')
  await losesLine(ana)
  await ana.page.evaluate(
    (ids) => {
      inside.editor.groupShapes(ids as TLShapeId[])
    },
    [idOf('een'), idOf('twee')],
  )
  await deletes(piet, 'een')
  await isBack(ana)
  await agree(ana, piet)
  expect([await lies(ana, 'een'), await lies(ana, 'twee')]).toEqual([false, true])
})

test('[CV141] an arrow whose note went while it was tied ends in the same place on every canvas', async () => {
  await using at = await anaAndPiet()
  const { ana, piet } = at
  await makes(piet.page, 'een', 0)
  await makes(piet.page, 'twee', 400)
  await lieAll(ana, 'een', 'twee')
  await losesLine(ana)
  await ana.page.evaluate(
    ([arrow, from, to]) => {
      const fromId = arrow as TLShapeId
      inside.editor.createShape({ id: fromId, type: 'arrow', x: 0, y: 3500 })
      for (const [terminal, toId] of [
        ['start', from],
        ['end', to],
      ] as const) {
        const anchor = {
          normalizedAnchor: { x: 0.5, y: 0.5 },
          isExact: false,
          isPrecise: false,
          snap: 'none',
        }
        const props = { terminal, ...anchor }
        inside.editor.createBinding({ type: 'arrow', fromId, toId: toId as TLShapeId, props, meta: {} })
      }
    },
    [idOf('pijl'), idOf('een'), idOf('twee')] as const,
  )
  await deletes(piet, 'twee')
  await isBack(ana)
  await agree(ana, piet)
})

const card = ({ page }: Visitor) => page.locator('.card-face').first()
/** The words of the card in the doc. */
const words = ({ page }: Visitor) =>
  page.evaluate(() => {
    inside.binding.flush()
    const shape = inside.editor.getCurrentPageShapes().find(({ type }) => type === 'card')
    const parts = JSON.stringify(inside.link.doc.getMap('records').toJSON()[shape?.id ?? '']?.text ?? '')
    return parts.replaceAll(/<[^>]*>|"/g, '')
  })
const reads = (person: Visitor, text: string) => expect.poll(() => words(person)).toBe(text)

/** Opens the words of the card, with the caret behind them. */
async function opensCard(person: Visitor): Promise<void> {
  await card(person).dblclick()
  await person.page.locator('.card-face[data-editing="true"] .ProseMirror-focused').waitFor()
}

test('[CV142] a letter typed in the very turn in which others’ letters come in takes none away', async () => {
  await using at = await anaAndPiet()
  const { ana, piet } = at
  await opensCard(ana)
  await ana.page.keyboard.type('eten')
  await reads(piet, 'eten')
  await opensCard(piet)
  await piet.page.evaluate(() => {
    const { doc } = inside.link
    // Before the screen is drawn anew.
    doc.once('afterTransaction', () => inside.editor.getRichTextEditor()?.commands.insertContent(' nu'))
  })
  await ana.page.keyboard.press('Control+Home')
  await ana.page.keyboard.type('s')
  await reads(ana, 'seten nu')
  await agree(ana, piet)
  expect(await piet.page.evaluate(() => inside.faults)).toEqual([])
})

test('[CV143] a hand that lets go of a note which another took away meanwhile lets go of nothing', async () => {
  await using at = await anaAndPiet()
  const { ana, piet } = at
  await makes(piet.page, 'een', 0)
  await lieAll(ana, 'een')
  const { x, y } = await ana.page.evaluate((id) => {
    const { editor } = inside
    editor.zoomToFit()
    editor.setCurrentTool('select')
    const bounds = editor.getShapePageBounds(id as TLShapeId)
    return bounds === undefined ? { x: 0, y: 0 } : editor.pageToScreen(bounds.center).toJson()
  }, idOf('een'))
  await ana.page.mouse.move(x, y)
  await ana.page.mouse.down()
  await ana.page.mouse.move(x + 60, y + 20, { steps: 4 })
  await expect.poll(() => ana.page.evaluate(() => inside.editor.isIn('select.translating'))).toBe(true)
  await deletes(piet, 'een')
  await expect.poll(() => lies(ana, 'een')).toBe(false)
  await ana.page.mouse.up()
  await expect.poll(() => ana.page.evaluate(() => inside.editor.isIn('select.idle'))).toBe(true)
  await agree(ana, piet)
})
