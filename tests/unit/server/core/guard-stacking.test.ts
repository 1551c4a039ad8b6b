import { expect, test } from 'vitest'
import { toIndexKey } from '../../../../shared/board/schema.ts'
import { accepted, put, refused, table } from '../../../support/room-guard.ts'
import { note, notes, people } from '../../../support/room-world.ts'

const { ana, piet, noor } = people

test.each([
  ['who takes part', piet],
  ['its author', noor],
  ['who leads', ana],
])('[GD65] a note is put behind the template by nobody, not by %s', (_, who) => {
  const tries = (index: string) =>
    table().tries(who, put(notes.noor, { ...notes.noor, index: toIndexKey(index) }))
  expect(tries('a1V')).toEqual(accepted)
  expect(tries('Zz')).toEqual(refused('not-allowed'))
})

test('[GD65] what is new may come as it was made: the template may have been laid since', () => {
  expect(table().tries(piet, put(null, note('early', 'van vroeger', piet)))).toEqual(accepted)
})
