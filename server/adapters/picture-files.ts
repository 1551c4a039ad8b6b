/**
 * Pictures as files in a folder beside the database, named by the SHA-256 of what is in them. A file
 * is written under another name, brought to the disk, and only then given its own; the folder's entry
 * is brought to the disk as well. So under a name lies all of it or nothing, also after a power cut.
 */
import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { StoreError, type PictureFiles } from '../core/ports.ts'

const folderName = 'pictures'
const isName = (name: string): boolean => /^[0-9a-f]{64}$/.test(name)

/** Throws StoreError `unavailable` when the folder can't be made. One process at a time has a data folder. */
export async function openPictureFiles(dataDir: string): Promise<PictureFiles> {
  const folder = join(dataDir, folderName)
  await asFault(async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    // Left by a process that was killed while it wrote.
    for (const name of await readdir(folder)) if (!isName(name)) await rm(join(folder, name), { force: true })
    await syncFolder(dataDir)
  })
  return new Files(folder)
}

class Files implements PictureFiles {
  readonly #folder: string
  #count = 0
  constructor(folder: string) {
    this.#folder = folder
  }

  async keep(sha256: string, bytes: Uint8Array): Promise<void> {
    const path = this.#pathOf(sha256)
    this.#count += 1
    const unfinished = join(this.#folder, `.${this.#count}`)
    await asFault(async () => {
      try {
        const file = await open(unfinished, 'w', 0o600)
        try {
          await file.writeFile(bytes)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(unfinished, path)
      } catch (cause) {
        await rm(unfinished, { force: true })
        throw cause
      }
      await syncFolder(this.#folder)
    })
  }

  async read(sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
    return asFault(async () => {
      const bytes = await readFile(this.#pathOf(sha256)).catch((cause: unknown) => {
        if (codeOf(cause) === 'ENOENT') return null
        throw cause
      })
      if (bytes === null) return null
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
        throw new StoreError('corrupt', { cause: new Error(`picture ${sha256} has changed`) })
      }
      return new Uint8Array(bytes)
    })
  }

  async drop(sha256: string): Promise<void> {
    await asFault(async () => {
      await rm(this.#pathOf(sha256), { force: true })
      await syncFolder(this.#folder)
    })
  }

  async list(): Promise<readonly string[]> {
    return asFault(async () => (await readdir(this.#folder)).filter(isName).toSorted())
  }

  #pathOf(sha256: string): string {
    if (!isName(sha256)) throw new StoreError('unavailable', { cause: new Error('no name of a picture') })
    return join(this.#folder, sha256)
  }
}

/** On Windows a folder can't be opened, and needs not be: its entries are journalled. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch((cause: unknown) => {
    if (codeOf(cause) === 'EISDIR' || codeOf(cause) === 'EPERM') return null
    throw cause
  })
  try {
    await folder?.sync()
  } finally {
    await folder?.close()
  }
}

async function asFault<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (cause) {
    if (cause instanceof StoreError) throw cause
    const isFull = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(cause) ?? '')
    throw new StoreError(isFull ? 'disk-full' : 'unavailable', { cause })
  }
}

function codeOf(cause: unknown): string | null {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : null
}
