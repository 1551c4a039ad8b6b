/**
 * What a hand does on a real page. Everything runs through the page's own editor: its tools, its keys,
 * its rights. Who may not do a thing gets nothing done.
 */
import type { Page } from 'playwright-core'
import type { TLShapeId } from 'tldraw'
import { dice, type Dice } from '../sim/dice.ts'

/** Two paintings later the page has done what it was asked, and has told its doc. */
async function rests(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            inside.binding.flush()
            resolve()
          }),
        )
      }),
  )
}

/** Does something that takes words away on purpose. */
async function taking(page: Page, run: () => Promise<void>): Promise<void> {
  await page.evaluate(() => {
    inside.binding.flush()
    inside.takes = true
  })
  try {
    await run()
    await rests(page)
  } finally {
    await page.evaluate(() => {
      inside.takes = false
    })
  }
}

type Quick = 'make' | 'move' | 'group' | 'ungroup' | 'reparent' | 'tie' | 'copy' | 'front'
const quick: readonly Quick[] = [
  'make',
  'make',
  'move',
  'move',
  'group',
  'ungroup',
  'reparent',
  'tie',
  'copy',
  'front',
]

/** One thing done with the editor; says what. Runs in the page. */
function doQuick([what, a, b, c]: readonly [Quick, number, number, number]): string {
  const { editor } = inside
  const shapes = editor.getCurrentPageShapesSorted()
  const nth = <T>(all: readonly T[], at: number): T | undefined => all[at % Math.max(1, all.length)]
  const notes = shapes.filter(({ type }) => type === 'note')
  const loose = shapes.filter(
    ({ type, parentId }) =>
      ['note', 'arrow', 'group'].includes(type) && parentId === editor.getCurrentPageId(),
  )
  const idOf = (from: string) => `shape:${from}${Date.now().toString(36)}${String(a % 9999)}` as TLShapeId
  const place = { x: (b % 1600) - 100, y: (c % 1000) - 100 }
  editor.setEditingShape(null)
  editor.markHistoryStoppingPoint(what)
  switch (what) {
    case 'make': {
      const id = idOf('note')
      editor.createShapes([{ id, type: 'note', ...place }])
      return `makes ${id}`
    }
    case 'move': {
      const shape = nth(
        shapes.filter(({ type }) => ['note', 'group', 'arrow'].includes(type)),
        a,
      )
      if (shape === undefined) return ''
      editor.updateShape({ id: shape.id, type: shape.type, ...place })
      return `moves ${shape.id}`
    }
    case 'group': {
      const some = [...new Set([nth(loose, a), nth(loose, b), nth(loose, c)])].flatMap((one) =>
        one === undefined ? [] : [one.id],
      )
      if (some.length < 2) return ''
      editor.groupShapes(some, { groupId: idOf('group'), select: false })
      return `groups ${some.join(' ')}`
    }
    case 'ungroup': {
      const group = nth(
        shapes.filter(({ type }) => type === 'group'),
        a,
      )
      if (group === undefined) return ''
      editor.ungroupShapes([group.id], { select: false })
      return `takes ${group.id} apart`
    }
    case 'reparent': {
      const shape = nth(
        shapes.filter(({ type }) => ['note', 'group', 'cluster'].includes(type)),
        a,
      )
      const holder = nth(
        shapes.filter(({ type }) => ['group', 'cluster'].includes(type)),
        b,
      )
      const isBelow = holder !== undefined && shape !== undefined && editor.hasAncestor(holder, shape.id)
      if (shape === undefined || shape.type === 'cluster' || isBelow || holder?.id === shape.id) return ''
      const to = holder === undefined || c % 3 === 0 ? editor.getCurrentPageId() : holder.id
      editor.reparentShapes([shape.id], to)
      return `hangs ${shape.id} in ${to}`
    }
    case 'tie': {
      const [from, to] = [nth(notes, a), nth(notes, b)]
      if (from === undefined || to === undefined || from === to) return ''
      const id = idOf('arrow')
      editor.createShapes([{ id, type: 'arrow', ...place }])
      for (const [terminal, end] of [
        ['start', from],
        ['end', to],
      ] as const) {
        const props = {
          terminal,
          normalizedAnchor: { x: 0.5, y: 0.5 },
          isExact: false,
          isPrecise: false,
          snap: 'none' as const,
        }
        editor.createBinding({ type: 'arrow', fromId: id, toId: end.id, props, meta: {} })
      }
      return `ties ${from.id} to ${to.id}`
    }
    case 'copy': {
      const shape = nth(
        notes.filter((note) => note.meta['author'] !== undefined),
        a,
      )
      if (shape === undefined) return ''
      // A letter that stands twice could not be looked for.
      if (Array.from(JSON.stringify(shape.props)).some((letter) => letter >= '\u4e00')) return ''
      editor.duplicateShapes([shape.id], { x: 40, y: 40 })
      return `copies ${shape.id}`
    }
    case 'front': {
      const shape = nth(loose, a)
      if (shape === undefined) return ''
      editor.bringToFront([shape.id])
      return `brings ${shape.id} to the front`
    }
    default:
      return what satisfies never
  }
}

export interface Typed {
  readonly letter: string
  readonly on: string
}

/** Opens the words of something that may be written on, with the caret anywhere in them; its id. */
async function opensWords(page: Page, at: number): Promise<string | null> {
  return page.evaluate((chosen) => {
    const { editor } = inside
    const all = editor
      .getCurrentPageShapes()
      .filter((shape) => ['note', 'card', 'cluster'].includes(shape.type))
      .filter((shape) => editor.getShapeUtil(shape).canEdit(shape) && !editor.getIsReadonly())
    // Cards are few and everyone's: half of the time one of them.
    const shared = all.filter(({ type }) => type !== 'note')
    const from = chosen % 2 === 0 && shared.length > 0 ? shared : all
    const shape = from[chosen % Math.max(1, from.length)]
    if (shape === undefined) return null
    editor.markHistoryStoppingPoint('writing')
    editor.setEditingShape(shape.id)
    if (editor.getEditingShapeId() !== shape.id) return null
    editor.zoomToBounds(editor.getShapePageBounds(shape) ?? editor.getViewportPageBounds(), { targetZoom: 1 })
    editor.setCurrentTool('select.editing_shape')
    return shape.id
  }, at)
}

/** The page's own text area has the keys. */
async function hasKeys(page: Page): Promise<boolean> {
  return page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        let left = 40
        const look = (): void => {
          const { activeElement } = document
          if (activeElement?.classList.contains('ProseMirror') === true) resolve(true)
          else if ((left -= 1) < 0) resolve(false)
          else requestAnimationFrame(look)
        }
        look()
      }),
  )
}

export interface Done {
  readonly say: string
  readonly typed: readonly Typed[]
}

/** One thing that a hand does, by one number. */
export async function does(page: Page, seed: number, letter: () => string): Promise<Done> {
  const own = dice(seed)
  const nothing = (say: string): Done => ({ say, typed: [] })
  const what = own.roll(100)
  if (what < 38) return writes(page, own, letter)
  if (what < 46) return nothing(await drags(page, own))
  if (what < 52) return nothing(await deletes(page, own))
  if (what < 60) {
    const key = own.roll(3) === 0 ? 'redo' : 'undo'
    await taking(page, async () => {
      await page.evaluate((which) => {
        inside.editor.setEditingShape(null)
        if (which === 'redo') inside.editor.redo()
        else inside.editor.undo()
      }, key)
    })
    return nothing(key)
  }
  const chosen = own.pick(quick) ?? 'make'
  const numbers = [own.roll(9973), own.roll(9973), own.roll(9973)] as const
  const said = await page.evaluate(doQuick, [chosen, ...numbers] as const)
  if (own.roll(2) === 0) await rests(page)
  return nothing(said)
}

async function writes(page: Page, own: Dice, letter: () => string): Promise<Done> {
  const on = await opensWords(page, own.roll(9973))
  if (on === null || !(await hasKeys(page))) return { say: '', typed: [] }
  const before = own.pick(['', 'Home', 'End', 'Control+Home', 'Control+b', 'Control+i'])
  if (before !== undefined && before !== '') await page.keyboard.press(before)
  const typed: Typed[] = []
  for (let count = 1 + own.roll(6); count > 0; count -= 1) {
    const one = letter()
    await page.keyboard.insertText(one)
    typed.push({ letter: one, on })
    if (own.roll(4) === 0) await page.keyboard.press('ArrowLeft')
    if (own.roll(12) === 0) await page.keyboard.press('Enter')
    if (own.roll(12) === 0) await taking(page, () => page.keyboard.press('Backspace'))
  }
  await rests(page)
  await page.evaluate(() => {
    inside.editor.complete()
    inside.editor.setEditingShape(null)
    inside.editor.setCurrentTool('select')
  })
  return { say: `writes ${typed.map((one) => one.letter).join('')} on ${on}`, typed }
}

async function deletes(page: Page, own: Dice): Promise<string> {
  let said = ''
  await taking(page, async () => {
    said = await page.evaluate((at) => {
      const { editor } = inside
      const all = editor
        .getCurrentPageShapesSorted()
        .filter(({ type }) => ['note', 'arrow', 'group', 'cluster'].includes(type))
      const shape = all[at % Math.max(1, all.length)]
      if (shape === undefined) return ''
      editor.markHistoryStoppingPoint('delete')
      editor.deleteShapes([shape.id])
      return `deletes ${shape.id}`
    }, own.roll(9973))
  })
  return said
}

/** By the mouse, over several frames; now and then given up with Escape. */
async function drags(page: Page, own: Dice): Promise<string> {
  const found = await page.evaluate((at) => {
    const { editor } = inside
    const notes = editor.getCurrentPageShapesSorted().filter(({ type }) => type === 'note')
    const note = notes[at % Math.max(1, notes.length)]
    if (note === undefined) return null
    editor.setEditingShape(null)
    editor.selectNone()
    editor.setCurrentTool('select')
    editor.zoomToFit()
    const bounds = editor.getShapePageBounds(note)
    if (bounds === undefined) return null
    const { x, y } = editor.pageToScreen(bounds.center)
    return { id: note.id, x, y }
  }, own.roll(9973))
  if (found === null) return ''
  const [dx, dy] = [own.roll(300) - 150, own.roll(300) - 150]
  await page.mouse.move(found.x, found.y)
  await page.mouse.down()
  await page.mouse.move(found.x + dx, found.y + dy, { steps: 6 })
  const isGivenUp = own.roll(4) === 0
  if (isGivenUp) await page.keyboard.press('Escape')
  await page.mouse.up()
  await page.evaluate(() => inside.editor.selectNone())
  return `drags ${found.id}${isGivenUp ? ' and gives up' : ''}`
}
