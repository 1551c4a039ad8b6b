/** What all files of pictures must do. Rules in `server/adapters/SPEC.md`. */
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { PictureFiles } from '../../server/core/ports.ts'

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

const [one, two] = [Uint8Array.of(1, 2, 3), new Uint8Array(3_000_000).fill(7)]

/** `open` gives files without any picture. */
export function pictureFilesContract(name: string, open: () => Promise<PictureFiles>): void {
  describe(`${name} keep the contract of files of pictures`, () => {
    test('[PC10] what was kept is read as it was, by its hash; of others there is none', async () => {
      const files = await open()
      for (const bytes of [one, two]) await files.keep(hashOf(bytes), bytes)
      expect(await files.read(hashOf(one))).toEqual(one)
      expect(hashOf((await files.read(hashOf(two))) ?? one)).toBe(hashOf(two))
      expect(await files.read(hashOf(Uint8Array.of(9)))).toBeNull()
      expect(await files.list()).toEqual([hashOf(one), hashOf(two)].toSorted())
    })

    test('[PC10] the same again is nothing, also twice at once', async () => {
      const files = await open()
      await Promise.all([1, 2, 3].map(() => files.keep(hashOf(two), two)))
      await files.keep(hashOf(two), two)
      expect(await files.list()).toEqual([hashOf(two)])
      expect(hashOf((await files.read(hashOf(two))) ?? one)).toBe(hashOf(two))
    })

    test('[PC10] what was taken away is gone, and can be kept anew; of none it is nothing', async () => {
      const files = await open()
      await files.keep(hashOf(one), one)
      await files.keep(hashOf(two), two)
      await files.drop(hashOf(one))
      await files.drop(hashOf(one))
      expect([await files.read(hashOf(one)), await files.list()]).toEqual([null, [hashOf(two)]])
      await files.keep(hashOf(one), one)
      expect(await files.read(hashOf(one))).toEqual(one)
    })

    test('[PC10] bytes handed over or got back can be changed by their holder', async () => {
      const files = await open()
      const given = one.slice()
      const kept = files.keep(hashOf(one), given)
      await kept
      given.fill(0)
      const got = await files.read(hashOf(one))
      got?.fill(0)
      expect(await files.read(hashOf(one))).toEqual(one)
    })
  })
}
