import { writeFileSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readKey, signKey } from '../../../../server/adapters/keys.ts'
import { readSecret } from '../../../../server/adapters/secret.ts'
import { mintId, type LinkId } from '../../../../shared/ids.ts'
import { linkId } from '../../../support/store-rows.ts'
import { tempFolder } from '../../../support/temp-folder.ts'

const secret = Uint8Array.from({ length: 32 }, (_, index) => index)
const otherSecret = secret.toReversed()

test('[KY1] a secret is made once, for its owner only, the same for all who ask at once', async () => {
  using folder = tempFolder()
  const made = await Promise.all([readSecret(folder.path), readSecret(folder.path), readSecret(folder.path)])
  expect(made[0]).toHaveLength(32)
  expect(made).toEqual([made[0], made[0], made[0]])
  expect(await readSecret(folder.path)).toEqual(made[0])
  expect(readdirSync(folder.path)).toEqual(['secret'])
  if (process.platform !== 'win32') expect(statSync(join(folder.path, 'secret')).mode & 0o777).toBe(0o600)
  using elsewhere = tempFolder()
  expect(await readSecret(elsewhere.path)).not.toEqual(made[0])
})

test('[KY2] a damaged secret is not replaced', async () => {
  using folder = tempFolder()
  const path = join(folder.path, 'secret')
  writeFileSync(path, 'short')
  await expect(readSecret(folder.path)).rejects.toMatchObject({ code: 'corrupt' })
  expect(readFileSync(path, 'utf8')).toBe('short')
  await expect(readSecret(join(folder.path, 'gone'))).rejects.toMatchObject({ code: 'unavailable' })
})

test('[KY3] a key says its link and generation', () => {
  const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 })
  fc.assert(
    fc.property(bytes, fc.nat(), (random, generation) => {
      const id = mintId<LinkId>(() => random)
      const key = signKey(secret, id, generation)
      expect(key).toMatch(/^[0-9a-z-]+$/)
      expect(encodeURIComponent(key)).toBe(key)
      expect(readKey(secret, key)).toEqual({ linkId: id, generation })
      expect(readKey(otherSecret, key)).toBeNull()
    }),
  )
})

test('[KY3] a key changed in any letter says nothing', () => {
  const key = signKey(secret, linkId, 35)
  for (let at = 0; at < key.length; at += 1) {
    const changed = key.slice(0, at) + (key[at] === 'x' ? 'y' : 'x') + key.slice(at + 1)
    expect(readKey(secret, changed)).toBeNull()
  }
  expect(readKey(secret, ` ${key}\n`)).toEqual({ linkId, generation: 35 })
})

test('[KY3] what is no key at all says nothing', () => {
  const key = signKey(secret, linkId, 1)
  for (const text of [
    '',
    '-',
    '--',
    'é',
    key.slice(1),
    key.slice(0, -1),
    `${key}x`,
    key.toUpperCase(),
    key.repeat(9),
  ]) {
    expect(readKey(secret, text)).toBeNull()
  }
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => readKey(secret, text) === null))
})
