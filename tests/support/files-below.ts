import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What lies in every file of a folder, and of the folders in it. */
export function filesBelow(folder: string): readonly Buffer[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
}
