import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openPictureFiles } from '../../server/adapters/picture-files.ts'
import { MemoryPictureFiles } from '../support/memory-picture-files.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { hashOf, pictureFilesContract } from './picture-files-contract.ts'

const folders = new DisposableStack()
afterAll(() => folders[Symbol.dispose]())

pictureFilesContract('pictures in memory', () => Promise.resolve(new MemoryPictureFiles()))
pictureFilesContract('pictures in a folder', () => openPictureFiles(folders.use(tempFolder()).path))

const bytes = Uint8Array.of(1, 2, 3)

test('[PC11] what was kept is there for the next opening, and what was never finished is gone', async () => {
  using folder = tempFolder()
  const files = await openPictureFiles(folder.path)
  await files.keep(hashOf(bytes), bytes)
  writeFileSync(join(folder.path, 'pictures', '.7'), 'half')
  const next = await openPictureFiles(folder.path)
  expect(await next.read(hashOf(bytes))).toEqual(bytes)
  expect(readdirSync(join(folder.path, 'pictures'))).toEqual([hashOf(bytes)])
})

test('[PC11] a file that has changed is corrupt, never another picture', async () => {
  using folder = tempFolder()
  const files = await openPictureFiles(folder.path)
  await files.keep(hashOf(bytes), bytes)
  writeFileSync(join(folder.path, 'pictures', hashOf(bytes)), Uint8Array.of(1, 2, 4))
  await expect(files.read(hashOf(bytes))).rejects.toMatchObject({ code: 'corrupt' })
})

test('[PC11] a folder that can’t be made, or a file that can’t be written, is unavailable', async () => {
  using folder = tempFolder()
  writeFileSync(join(folder.path, 'pictures'), '')
  await expect(openPictureFiles(folder.path)).rejects.toMatchObject({ code: 'unavailable' })
  const inner = join(folder.path, 'inner')
  mkdirSync(inner)
  const files = await openPictureFiles(inner)
  mkdirSync(join(inner, 'pictures', '.1'))
  await expect(files.keep(hashOf(bytes), bytes)).rejects.toMatchObject({ code: 'unavailable' })
  expect(await files.list()).toEqual([])
})

test('[PC11] a name that is no hash reaches no file', async () => {
  using folder = tempFolder()
  const files = await openPictureFiles(folder.path)
  writeFileSync(join(folder.path, 'geheim'), 'x')
  await expect(files.read('../geheim')).rejects.toMatchObject({ code: 'unavailable' })
  await expect(files.drop('../geheim')).rejects.toMatchObject({ code: 'unavailable' })
  expect(existsSync(join(folder.path, 'geheim'))).toBe(true)
})
