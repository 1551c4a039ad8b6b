import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { closeCodes } from '../../../../shared/wire/close-codes.ts'
import { downSchema } from '../../../../shared/wire/control.ts'
import { wireVersion } from '../../../../shared/wire/version.ts'

/**
 * What a version promised. A change of control events or close codes that a client could notice
 * raises `wireVersion` and adds its line; old lines stay.
 */
const promised: { readonly [version: number]: string } = {
  1: '7bae7b9626281fb2',
  2: 'f92cbd5841dadd4d',
  3: 'f92cbd5841dadd4d',
}

test('[WR1] control events and close codes are those of this version of the wire', () => {
  const described = JSON.stringify([z.toJSONSchema(downSchema), closeCodes])
  expect(createHash('sha256').update(described).digest('hex').slice(0, 16)).toBe(promised[wireVersion])
})
