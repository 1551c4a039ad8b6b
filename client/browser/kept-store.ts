/**
 * IndexedDB of this device: unsaved work, and beside it the page that shows it while there is no
 * line. Every call is refused where the browser keeps nothing (private window, policy).
 */
const storeNames = ['edits', 'pages'] as const
type StoreName = (typeof storeNames)[number]

let opened: Promise<IDBDatabase> | null = null

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('leerbord', 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('edits', { keyPath: 'key' })
      request.result.createObjectStore('pages', { keyPath: 'boardId' })
    }
    request.onsuccess = () => {
      // A later version of this page in another tab may go on.
      request.result.onversionchange = () => {
        request.result.close()
        opened = null
      }
      resolve(request.result)
    }
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB does not open')))
    request.onblocked = () => reject(new Error('IndexedDB is held by another page'))
  })
  return opened
}

/** One transaction over all; resolves with what `run` has put in its answer, once all lies on disk. */
export async function inStore<T>(
  mode: 'readonly' | 'readwrite',
  run: (store: (name: StoreName) => IDBObjectStore) => () => T,
): Promise<T> {
  const database = await open()
  return new Promise<T>((resolve, reject) => {
    const transaction = database.transaction([...storeNames], mode)
    const answer = run((name) => transaction.objectStore(name))
    transaction.oncomplete = () => resolve(answer())
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('IndexedDB gave up')))
  })
}
