import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isLetterAlone, withoutLetters } from '../../../../client/canvas/editor/letter-keys.ts'
import { Company, usesKeys } from '../../../../client/company/company.ts'
import { roles } from '../../../../shared/session/role.ts'

const free = { ctrlKey: false, metaKey: false, altKey: false }
const device = (kept = new Map<string, string>()) => ({
  get: (key: string) => kept.get(key) ?? null,
  set: (key: string, value: string) => void kept.set(key, value),
})

test('[CV58] letters, digits and signs count; what is held with Ctrl, Cmd or Alt, or has a name, does not', () => {
  const signs = fc.constantFrom('n', 'N', '[', ',', '1', '?', 'é', '愛')
  const held = fc.constantFrom('ctrlKey' as const, 'metaKey' as const, 'altKey' as const)
  fc.assert(
    fc.property(signs, held, (key, by) => {
      expect([isLetterAlone({ ...free, key }), isLetterAlone({ ...free, key, [by]: true })]).toEqual([
        true,
        false,
      ])
    }),
  )
  const named = ['Enter', 'Tab', 'Escape', 'ArrowLeft', 'Delete', 'Backspace', 'F2', ' ']
  expect(named.filter((key) => isLetterAlone({ ...free, key }))).toEqual([])
})

test.each([
  ['n', ''],
  ['d,b,x', ''],
  ['shift+d', ''],
  ['cmd+=,ctrl+=,=', 'cmd+=,ctrl+='],
  ['cmd+z,ctrl+z', 'cmd+z,ctrl+z'],
  ['⌫,del', '⌫,del'],
])('[CV58] of the keys %s is said %s', (kbd, said) => expect(withoutLetters(kbd)).toBe(said))

test('[CV58] they are for who leads, and for who chooses them, on this device', () => {
  const first = new Company(device())
  expect(roles.filter((role) => usesKeys(first.state(), role))).toEqual(['coFacilitator', 'facilitator'])
  const memory = device()
  new Company(memory).takeKeys(true)
  expect(roles.every((role) => usesKeys(new Company(memory).state(), role))).toBe(true)
  new Company(memory).takeKeys(false)
  expect(roles.some((role) => usesKeys(new Company(memory).state(), role))).toBe(false)
})
