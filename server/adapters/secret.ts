/** The one secret of an installation, kept in its data folder; join keys are derived from it. */
import { randomBytes, randomUUID } from 'node:crypto'
import { link, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { StoreError } from '../core/ports.ts'

const secretBytes = 32

/**
 * The secret; made when there is none. The file appears whole or not at all, and whoever makes it
 * first has made it: of two at the same moment both get the same bytes. A damaged one is `corrupt`
 * and stays as it is, for a new one would end every link in silence.
 */
export async function readSecret(dataDir: string): Promise<Uint8Array> {
  const path = join(dataDir, 'secret')
  try {
    const secret = (await existing(path)) ?? (await made(path))
    if (secret.byteLength === secretBytes) return secret
  } catch (cause) {
    throw new StoreError('unavailable', { cause })
  }
  throw new StoreError('corrupt', { cause: new Error(`${path} does not hold ${secretBytes} bytes`) })
}

async function existing(path: string): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await readFile(path))
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return null
    throw cause
  }
}

async function made(path: string): Promise<Uint8Array> {
  const draft = `${path}.${randomUUID()}`
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(randomBytes(secretBytes))
      await file.sync()
    } finally {
      await file.close()
    }
    // A link fails when the name is taken; a rename would take it from the one who was first.
    await link(draft, path).catch((cause: unknown) => {
      if (!hasCode(cause, 'EEXIST')) throw cause
    })
  } finally {
    await rm(draft, { force: true })
  }
  return new Uint8Array(await readFile(path))
}

function hasCode(cause: unknown, code: string): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === code
}
