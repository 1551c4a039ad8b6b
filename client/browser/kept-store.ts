/**
 * IndexedDB of this device: unsaved work, pictures that wait for a line, and the page that shows them while there is none.
 * Every call is refused where the browser keeps nothing (private window, policy); the next
 * call tries again, because a disk may have room once more.
 */
const storeNames = ['edits', 'pages', 'pictures'] as const
type StoreName = (typeof storeNames)[number]

let opened: Promise<IDBDatabase> | null = null

function open(): Promise<IDBDatabase> {
  if (opened !== null) return opened
  const forget = (): void => {
    if (opened === opening) opened = null
  }
  const opening = openDatabase(forget)
  opened = opening
  void opening.catch(forget)
  return opening
}

/** `gone`: what was opened can't be used any more. */
function openDatabase(gone: () => void): Promise<IDBDatabase> {
  return new Promise<IDBDatabase>((resolve, reject) => {
    let isGivenUp = false
    const giveUp = (why: Error): void => {
      isGivenUp = true
      reject(why)
    }
    const request = indexedDB.open('leerbord', 3)
    request.onupgradeneeded = ({ oldVersion }) => makeStores(request, oldVersion)
    request.onsuccess = () => {
      const database = request.result
      // A later version of this page in another tab may go on.
      database.addEventListener('versionchange', () => {
        database.close()
        gone()
      })
      // The browser closed it by itself: the disk was cleared or failed.
      database.addEventListener('close', gone)
      // Too late: nobody would ever close it.
      if (isGivenUp) database.close()
      else resolve(database)
    }
    request.addEventListener('error', () => giveUp(request.error ?? new Error('IndexedDB does not open')))
    request.onblocked = () => giveUp(new Error('IndexedDB is held by another page'))
  })
}

function makeStores(request: IDBOpenDBRequest, oldVersion: number): void {
  const database = request.result
  if (oldVersion < 1) {
    database.createObjectStore('edits', { keyPath: 'key' })
    database.createObjectStore('pages', { keyPath: 'boardId' })
  }
  if (oldVersion < 2) {
    const edits = request.transaction?.objectStore('edits')
    edits?.createIndex('boardId', 'boardId')
    edits?.createIndex('writtenAt', 'writtenAt')
  }
  if (oldVersion < 3) database.createObjectStore('pictures', { keyPath: 'key' })
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
