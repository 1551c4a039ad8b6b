/** A disk of its own for one folder, small enough to be filled: memory, mounted. Null where that may not be done. */
import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { tempFolder } from './temp-folder.ts'

export interface SmallDisk extends Disposable {
  readonly path: string
  /** To the last byte. */
  fill(): void
  /** There is room again. */
  clear(): void
}

export function smallDisk(megabytes: number): SmallDisk | null {
  const folder = tempFolder()
  const path = join(folder.path, 'disk')
  mkdirSync(path)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path])
  if (mounted.status !== 0) {
    folder[Symbol.dispose]()
    return null
  }
  const filler = join(path, 'filler')
  return {
    path,
    fill: () => fill(filler),
    clear: () => rmSync(filler, { force: true }),
    [Symbol.dispose]() {
      spawnSync('umount', [path])
      folder[Symbol.dispose]()
    },
  }
}

function fill(path: string): void {
  const file = openSync(path, 'w')
  for (const size of [256 * 1024, 4096]) {
    try {
      for (;;) writeSync(file, new Uint8Array(size))
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC')) throw cause
    }
  }
  closeSync(file)
}
