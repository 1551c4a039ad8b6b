/** What lies on the device of a page: unsaved work, and beside it the page that shows it. */
import type { Page } from 'playwright-core'

export interface OnDevice {
  /** Of each piece of unsaved work: how many records it touched. */
  readonly touched: readonly number[]
  readonly pages: number
}

export const nothingKept: OnDevice = { touched: [], pages: 0 }

export function onDevice(page: Page): Promise<OnDevice> {
  return page.evaluate(
    () =>
      new Promise<OnDevice>((resolve, reject) => {
        const opening = indexedDB.open('leerbord')
        opening.addEventListener('error', () => reject(new Error('IndexedDB does not open')))
        opening.onsuccess = () => {
          const database = opening.result
          if (!database.objectStoreNames.contains('edits')) {
            database.close()
            resolve({ touched: [], pages: 0 })
            return
          }
          const read = database.transaction(['edits', 'pages'])
          const edits: IDBRequest<{ touched: unknown[] }[]> = read.objectStore('edits').getAll()
          const pages = read.objectStore('pages').count()
          read.oncomplete = () => {
            database.close()
            resolve({ touched: edits.result.map(({ touched }) => touched.length), pages: pages.result })
          }
        }
      }),
  )
}
