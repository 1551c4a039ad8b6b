import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lookAtImage } from '../../../shared/image/image.ts'
import { outlineAnswer } from '../../../shared/wire/api.ts'
import { launchChromium } from '../../support/chromium.ts'
import { bytesOf, pngChunk, pngOf, samples, segment } from '../../support/images.ts'
import { startServer } from '../../support/server.ts'
import { Visitor } from '../../support/visitor.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
})

const pictures = '.tl-shape[data-shape-type="image"]'
const drawn = `${pictures} img`

/** A JPEG as a camera makes it: with a place in it. */
const photo = bytesOf(
  samples.jpeg.subarray(0, 20),
  segment(0xe1, bytesOf('Exif\0\0MM\0*Kerkstraat 12')),
  samples.jpeg.subarray(20),
)
const shot = pngOf(640, 480, { before: [pngChunk('tEXt', bytesOf('Comment\0Kerkstraat 12'))] })

interface Given {
  readonly name: string
  readonly mimeType: string
  readonly base64: string
}
const given = (name: string, mimeType: string, bytes: Uint8Array): Given => ({
  name,
  mimeType,
  base64: Buffer.from(bytes).toString('base64'),
})

/** As the browser tells of files that are pasted, or dropped at a place. */
async function brings(
  { page }: Visitor,
  how: 'paste' | 'drop',
  files: readonly Given[],
  at = { x: 0, y: 0 },
): Promise<void> {
  await page.evaluate(
    ([event, all, { x, y }]) => {
      const data = new DataTransfer()
      for (const { name, mimeType, base64 } of all) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
        data.items.add(new File([bytes], name, { type: mimeType }))
      }
      if (event === 'paste')
        document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
      else {
        const where = { dataTransfer: data, bubbles: true, cancelable: true, clientX: x, clientY: y }
        document.querySelector('.tl-canvas')?.dispatchEvent(new DragEvent('drop', where))
      }
    },
    [how, files, at] as const,
  )
}

async function sees({ page }: Visitor, count: number): Promise<void> {
  await expect.poll(() => page.locator(drawn).count()).toBe(count)
  const isDrawn = (images: readonly Element[]) =>
    images.every((image) => image instanceof HTMLImageElement && image.complete && image.naturalWidth > 0)
  await expect.poll(() => page.locator(drawn).evaluateAll(isDrawn)).toBe(true)
}

async function pair() {
  await using opened = new AsyncDisposableStack()
  const server = opened.use(await startServer())
  const ana = opened.use(await Visitor.open(browser, server.address, 'Ana'))
  const piet = opened.use(
    await Visitor.open(browser, server.address, 'Piet', { width: 360, height: 740, touch: true }),
  )
  await ana.startsTrajectory('Rust aan tafel')
  const link = await ana.participantLink()
  await ana.makesSession('Eerste keer')
  await ana.places('Probleem in beeld')
  await piet.joins(link)
  await piet.seesBoard()
  const session = await ana.page.evaluate(async () =>
    (await fetch(`/api${location.pathname.replace('/s/', '/sessions/')}`)).json(),
  )
  const outline = async () =>
    outlineAnswer.parse(
      await ana.page.evaluate(
        async (id) => (await fetch(`/api/boards/${id}/outline`)).json(),
        String(session.currentBoard),
      ),
    )
  const kept = opened.move()
  return { server, ana, piet, outline, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

test('[PC31] a picture that is pasted, and two that are dropped, are seen by others, and after a reload', async () => {
  await using two = await pair()
  const { ana, piet, outline } = two
  const { x, y } = await ana.spot('Feiten', 0.3, 0.5)
  await ana.page.mouse.click(x, y)
  await brings(ana, 'paste', [given('IMG_1.jpg', 'image/jpeg', photo)])
  await sees(ana, 1)
  await brings(ana, 'drop', [given('a.png', 'image/png', shot), given('b.png', 'image/png', samples.png)], {
    x,
    y,
  })
  await sees(ana, 3)
  await piet.seesWholeBoard()
  await sees(piet, 3)
  await ana.isSaved()
  await ana.page.reload()
  await ana.seesBoard()
  await sees(ana, 3)
  const { pictures: laid = [] } = await outline()
  expect(new Set(laid.map(({ pictureId }) => pictureId)).size).toBe(3)
  expect([ana.faults, ana.strangers, piet.faults, piet.strangers]).toEqual([[], [], [], []])
})

test('[PC32] what a camera noted down never leaves the device', async () => {
  await using two = await pair()
  const { ana, outline } = two
  const sent: Buffer[] = []
  ana.page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/pictures')) {
      const body = request.postDataBuffer()
      if (body !== null) sent.push(body)
    }
  })
  await brings(ana, 'paste', [given('IMG_1.jpg', 'image/jpeg', photo), given('a.png', 'image/png', shot)])
  await sees(ana, 2)
  expect(sent).toHaveLength(2)
  for (const body of sent) {
    expect([body.includes('Kerkstraat'), body.includes('Exif'), body.includes('IMG_1')]).toEqual([
      false,
      false,
      false,
    ])
    expect(lookAtImage(new Uint8Array(body))).toMatchObject({ ok: true })
  }
  const large = await ana.page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 5000
    canvas.height = 2500
    const blob = await new Promise<Blob | null>((made) => canvas.toBlob(made, 'image/png'))
    const bytes = new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  })
  await brings(ana, 'paste', [{ name: 'groot.png', mimeType: 'image/png', base64: large }])
  await sees(ana, 3)
  expect(lookAtImage(new Uint8Array(sent[2] ?? []))).toMatchObject({
    ok: true,
    image: { width: 2048, height: 1024 },
  })
  expect((await outline()).pictures).toHaveLength(3)
})

test('[PC33] on a phone a button takes photos; who laid one is asked what it shows, and that is told to all', async () => {
  await using two = await pair()
  const { ana, piet, outline } = two
  const chooser = piet.page.waitForEvent('filechooser')
  await piet.page.getByTestId('tools.picture').tap()
  const chosen = { mimeType: 'image/jpeg', buffer: Buffer.from(photo) }
  await (await chooser).setFiles([1, 2].map((number) => ({ ...chosen, name: `IMG_${number}.jpg` })))
  await sees(piet, 2)
  const ask = piet.page.getByLabel('Wat zie je?')
  await ask.fill('Een tafel  met zes stoelen')
  await ask.press('Enter')
  await expect.poll(() => ask.inputValue()).toBe('')
  await ask.fill('Een lege stoel')
  await ask.press('Enter')
  await ask.waitFor({ state: 'detached' })
  const told = async () => new Set((await outline()).pictures?.map(({ alt }) => alt))
  await expect.poll(told).toEqual(new Set(['Een tafel met zes stoelen', 'Een lege stoel']))
  await ana.page.getByAltText('Een tafel met zes stoelen').waitFor()
  await ana.seesWholeBoard()
  await ana.page.locator(pictures).first().click()
  await ana.page.getByText('Op deze foto:').waitFor()
  expect(await ana.page.getByLabel('Wat zie je?').count()).toBe(0)
  expect([ana.faults, piet.faults]).toEqual([[], []])
})

test('[PC34] what is no picture is refused with a sentence, and nothing is laid', async () => {
  await using two = await pair()
  const { ana } = two
  const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')
  await brings(ana, 'paste', [given('plaatje.png', 'image/png', svg)])
  await ana.page.getByText('Dit soort foto kan hier niet. Kies een JPEG of PNG.').first().waitFor()
  await brings(ana, 'paste', [given('half.png', 'image/png', samples.png.subarray(0, 40))])
  await ana.page.getByText('Deze foto is niet heel. Kies een andere.').first().waitFor()
  expect(await ana.page.locator(pictures).count()).toBe(0)
})

test('[PC35] in a zone without names a picture comes to lie beside it, and that is said', async () => {
  await using two = await pair()
  const { ana, outline } = two
  const { x, y } = await ana.spot('Gevoelens', 0.5, 0.6)
  await brings(ana, 'drop', [given('a.png', 'image/png', shot)], { x, y })
  await ana.page.getByText('In dat vak schrijf je zonder naam. Je foto ligt ernaast.').first().waitFor()
  await sees(ana, 1)
  const [picture] = (await outline()).pictures ?? []
  expect(picture?.zone?.endsWith('/emotions') ?? false).toBe(false)
})

test('[PC36] without a line a picture waits on the device, over a reload, and is laid once when the line is back', async () => {
  await using two = await pair()
  const { ana, piet, outline } = two
  await ana.page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await ana.page.context().setOffline(true)
  await ana.page.getByText('Niet verbonden').first().waitFor()
  await ana.writes('Feiten', 'Zonder lijn geschreven')
  await brings(ana, 'paste', [given('IMG_1.jpg', 'image/jpeg', photo)])
  await ana.page.getByText('Je foto’s wachten op dit apparaat.').waitFor()
  await ana.page.getByText('Wacht op verbinding').waitFor()
  const keeps = () =>
    ana.page.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open('leerbord')
          opening.addEventListener('error', () => reject(opening.error ?? new Error('no database')))
          opening.onsuccess = () => {
            const count = opening.result.transaction('pictures').objectStore('pictures').count()
            count.onsuccess = () => {
              opening.result.close()
              resolve(count.result)
            }
          }
        }),
    )
  await expect.poll(keeps).toBe(1)
  await ana.page.reload()
  await ana.page.getByText('Wacht op verbinding').waitFor()
  await ana.page.context().setOffline(false)
  await sees(ana, 1)
  await sees(piet, 1)
  await expect.poll(keeps).toBe(0)
  expect((await outline()).pictures).toHaveLength(1)
  await ana.page.reload()
  await ana.seesBoard()
  await sees(ana, 1)
})

test('[PC37] undo takes a picture away and brings it back; a copy shows the same one', async () => {
  await using two = await pair()
  const { ana, piet, outline } = two
  const { x, y } = await ana.spot('Feiten', 0.3, 0.5)
  await ana.page.mouse.click(x, y)
  await brings(ana, 'paste', [given('a.png', 'image/png', shot)])
  await sees(ana, 1)
  await ana.page.locator('.tl-canvas').focus()
  await ana.undoes()
  await sees(piet, 0)
  await ana.page.keyboard.press('Control+Shift+z')
  await sees(piet, 1)
  await ana.page.locator(pictures).click()
  await ana.page.keyboard.press('Control+d')
  await sees(piet, 2)
  const laid = (await outline()).pictures ?? []
  expect(new Set(laid.map(({ pictureId }) => pictureId)).size).toBe(1)
})

test('[PC38] a record shows the pictures of its boards, and says what they show', async () => {
  await using two = await pair()
  const { ana } = two
  await brings(ana, 'paste', [given('a.png', 'image/png', shot)])
  await sees(ana, 1)
  await ana.page.getByLabel('Wat zie je?').fill('Een flip-over')
  await ana.page.getByLabel('Wat zie je?').press('Enter')
  await ana.page.getByAltText('Een flip-over').waitFor()
  await ana.isSaved()
  await ana.ends()
  const board = ana.page.locator('.inline-picture')
  const loads = () =>
    board.evaluate(async (host) => {
      const image = host.shadowRoot?.querySelector('image')
      const href = image?.getAttribute('href')
      if (href === null || href === undefined) return 'none'
      return (await fetch(href)).headers.get('content-type')
    })
  await expect.poll(loads).toMatch(/^image\//)
  await ana.page.getByRole('heading', { name: 'Foto’s' }).waitFor()
  await ana.page.getByText('Een flip-over').first().waitFor()
  await ana.page.getByRole('link', { name: /Bekijk het bord/ }).click()
  await sees(ana, 1)
  expect([ana.faults, ana.strangers]).toEqual([[], []])
})
