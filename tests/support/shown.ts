/** What a page shows of a board: where shapes lie on the board's page, and what stands in them. */
import type { Page } from 'playwright-core'

export interface Shown {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
  readonly words: string
}

export function shown(page: Page, type: string): Promise<Shown[]> {
  return page.locator(`.tl-shape[data-shape-type="${type}"]`).evaluateAll((shapes) =>
    shapes.map((shape) => {
      if (!(shape instanceof HTMLElement)) throw new Error('a shape is no element')
      const { e: x, f: y } = new DOMMatrix(shape.style.transform)
      const [w, h] = [Number.parseFloat(shape.style.width), Number.parseFloat(shape.style.height)]
      return { x, y, w, h, words: shape.textContent }
    }),
  )
}

/** A note as a page shows it, to the pixel; its kind is seen by its colour, as CSS says it. */
export interface ShownNote {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly colour: string
}

/** From top to bottom, then from left to right. */
export async function shownNotes(page: Page): Promise<ShownNote[]> {
  const notes = await page.locator('.tl-shape[data-shape-type="note"]').evaluateAll((shapes) =>
    shapes.map((shape) => {
      const paper = shape.querySelector('.note')
      if (!(shape instanceof HTMLElement) || paper === null) throw new Error('a note is not drawn')
      const { e: x, f: y } = new DOMMatrix(shape.style.transform)
      const text = shape.querySelector('.tl-rich-text, .ProseMirror')?.textContent ?? ''
      const colour = getComputedStyle(paper).backgroundColor
      return { text, x: Math.round(x), y: Math.round(y), colour }
    }),
  )
  return notes.toSorted((a, b) => a.y - b.y || a.x - b.x)
}
