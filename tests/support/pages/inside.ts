/**
 * Inside a page as it is served: its editor, link and binding, found where React keeps them. So the
 * laws hold of the pages people get, with nothing put in them for a test.
 */
import type { Page } from 'playwright-core'
import type { Editor } from 'tldraw'
import type { CanvasBinding } from '../../../client/canvas/binding/canvas-binding.ts'
import type * as Y from 'yjs'
import type { Link } from '../../../client/link/link.ts'

export interface Inside {
  readonly editor: Editor
  readonly link: Link
  readonly binding: CanvasBinding
  /** True while a hand is at work that means to take words away. */
  takes: boolean
  /** Letters that were taken away on purpose. */
  readonly taken: string[]
  /** Records that were taken away here. */
  readonly removed: string[]
  /** Every letter that came to this page's doc, and how it went from it. */
  readonly fates: Record<string, string>
  /** What no hand meant. */
  readonly faults: string[]
  readonly told: string[]
  /** Letters that stand in the doc. */
  letters(): string[]
  /** `jsonOf` in the page. */
  json: (doc: Y.Doc) => string
}

declare global {
  var inside: Inside
}

/** Looks the page up and watches every change of its doc; for once the board is there. */
export async function lookInside(page: Page): Promise<void> {
  await page.evaluate(findInside)
  await page.evaluate(`inside.json = ${jsonOf.toString()}`)
}

/** A doc's records, a line each, the same for docs that say the same. */
export function jsonOf(doc: Y.Doc): string {
  const inOrder = (_key: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value
  const records: Record<string, unknown> = doc.getMap('records').toJSON()
  return Object.entries(records)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map((entry) => JSON.stringify(entry, inOrder))
    .join('\n')
}

/** Runs in the page. */
function findInside(): void {
  interface Fiber {
    readonly return: Fiber | null
    readonly child: Fiber | null
    readonly sibling: Fiber | null
    readonly stateNode: { readonly current?: Fiber } | null
    readonly memoizedProps: {
      readonly value?: unknown
      readonly link?: Link
      readonly bound?: { readonly binding: CanvasBinding }
    } | null
  }
  const container: object | null = document.querySelector('.tl-container')
  if (container === null) throw new Error('no canvas on this page')
  const key = Object.keys(container).find((name) => name.startsWith('__reactFiber$'))
  let top = (container as Readonly<Record<string, Fiber | undefined>>)[key ?? '']
  while (top !== undefined && top.return !== null) top = top.return
  let [editor, link, binding]: [Editor | null, Link | null, CanvasBinding | null] = [null, null, null]
  const waiting: (Fiber | null | undefined)[] = [top?.stateNode?.current]
  while (waiting.length > 0) {
    const fiber = waiting.pop()
    if (fiber === null || fiber === undefined) continue
    const { value, link: ofBoard, bound } = fiber.memoizedProps ?? {}
    if (typeof value === 'object' && value !== null && 'getCurrentPageShapes' in value)
      editor = value as Editor
    link ??= ofBoard ?? null
    binding ??= bound?.binding ?? null
    waiting.push(fiber.child, fiber.sibling)
  }
  if (editor === null || link === null || binding === null) {
    const found = [editor, link, binding].map((one) => one !== null).join()
    throw new Error(`no editor, link or binding on this page: ${found}`)
  }
  const letters = (): string[] => {
    const text = JSON.stringify(link.doc.getMap('records').toJSON())
    return Array.from(text).filter((letter) => letter >= '\u4e00' && letter < '\u9e00')
  }
  const inside: Inside = {
    editor,
    link,
    binding,
    takes: false,
    taken: [],
    removed: [],
    fates: {},
    faults: [],
    told: [],
    letters,
    json: () => '',
  }
  globalThis.inside = inside
  const watch = (doc: typeof link.doc): void => {
    let before = letters()
    let lying = [...doc.getMap('records').keys()]
    doc.on('afterTransaction', (transaction) => {
      const after = letters()
      const here = new Set(after)
      const gone = before.filter((letter) => !here.has(letter))
      const by = transaction.local
        ? transaction.origin === binding.origin
          ? 'the canvas'
          : 'undo'
        : 'others'
      for (const letter of after) inside.fates[letter] ??= `came by ${by}`
      for (const letter of gone) inside.fates[letter] += `, went by ${by}`
      before = after
      const ids = doc.getMap('records')
      const less = lying.filter((id) => !ids.has(id))
      lying = [...ids.keys()]
      if (!transaction.local || transaction.origin === rewritten) return
      inside.removed.push(...less)
      if (gone.length === 0) return
      if (!inside.takes) inside.faults.push(`took ${gone.join('')} away unmeant`)
      else inside.taken.push(...gone)
    })
  }
  const { rewritten } = link
  watch(link.doc)
  let old = link.doc
  link.onDoc((doc) => {
    const [was, is] = [inside.json(old).split('\n'), inside.json(doc).split('\n')]
    old = doc
    inside.told.push('takes a fresh doc')
    // What the server did not take.
    for (const line of was) if (!is.includes(line)) inside.told.push(`  had ${line}`)
    for (const line of is) if (!was.includes(line)) inside.told.push(`  has ${line}`)
    watch(doc)
  })
  link.onRefused(({ code }) => void inside.told.push(`is refused: ${code}`))
}
