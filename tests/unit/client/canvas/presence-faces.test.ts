import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Person } from '../../../../client/link/link-state.ts'
import { Company, seesCursors } from '../../../../client/company/company.ts'
import {
  faceColours,
  facesOf,
  goneOf,
  inOrder,
  lettersOf,
  shownOf,
} from '../../../../client/company/faces.ts'
import { roles } from '../../../../shared/session/role.ts'

const someone = (participantId: string, name: string, role: Person['role'] = 'participant'): Person => ({
  participantId,
  name,
  role,
})
const manyPeople = fc.uniqueArray(
  fc.record({
    participantId: fc.string({ minLength: 1, maxLength: 12 }),
    name: fc.constantFrom('Ana', 'Anke', 'Piet', 'Noor de Wit', '愛', '!'),
    role: fc.constantFrom(...roles),
  }),
  { selector: ({ participantId }) => participantId, maxLength: 40 },
)

test.each([
  ['Ana', 'An'],
  ['ana', 'An'],
  ['Jan de Vries', 'JV'],
  ['Anne-Marie', 'AM'],
  ['O', 'O'],
  ['愛子', '愛子'],
  ['!', '!'],
  ['👩‍👧 Els', 'El'],
])('[UI40] %s is shown as %s', (name, letters) => expect(lettersOf(name)).toBe(letters))

test('[UI40] in whatever order people come, faces are the same, and nobody bears the letters and colour of another', () => {
  const law = fc.property(manyPeople, (people) => {
    const faces = facesOf(people)
    expect(facesOf(people.toReversed())).toEqual(faces)
    const perLetters = Map.groupBy(faces.values(), ({ letters }) => letters)
    for (const same of perLetters.values()) {
      const different = new Set(same.map(({ colour }) => colour)).size
      expect(different).toBe(Math.min(same.length, faceColours.length))
    }
  })
  fc.assert(law)
})

test('[UI40] a colour stays with its person, whoever else comes with other letters', () => {
  const alone = facesOf([someone('piet', 'Piet')]).get('piet')
  const among = facesOf([someone('a', 'Ana'), someone('piet', 'Piet'), someone('z', 'Zus')]).get('piet')
  expect(among).toEqual(alone)
})

test('[UI40] white letters can be read on every colour of a face', () => {
  const tooLight = faceColours.filter((colour) => 1.05 / (lightOf(colour) + 0.05) < 4.5)
  expect(tooLight).toEqual([])
})

/** Relative luminance as WCAG has it. */
function lightOf(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

test('[UI41] yourself first, then who leads, who takes part and who looks on, each by name', () => {
  const people = [
    someone('els', 'Els', 'observer'),
    someone('zus', 'Zus'),
    someone('bob', 'Bob'),
    someone('cor', 'Cor', 'coFacilitator'),
    someone('ana', 'Ana', 'facilitator'),
    someone('piet', 'Piet'),
  ]
  const names = (from: readonly Person[]) => inOrder(from, 'piet').map(({ name }) => name)
  expect(names(people)).toEqual(['Piet', 'Ana', 'Cor', 'Bob', 'Zus', 'Els'])
  expect(names(people.toReversed())).toEqual(names(people))
})

test('[UI42] faces fill the room there is; the others are counted', () => {
  expect(shownOf(3, 5)).toEqual({ shown: 3, more: 0 })
  expect(shownOf(9, 5)).toEqual({ shown: 5, more: 4 })
  expect(shownOf(2, 0)).toEqual({ shown: 0, more: 2 })
})

test('[UI43] who was here is who came and is not here now, each once', () => {
  const arrived = ['ana', 'piet', 'noor', 'piet'].map((participantId) => ({ participantId, name: '' }))
  expect(goneOf(arrived, [someone('noor', 'Noor')]).map(({ participantId }) => participantId)).toEqual([
    'ana',
    'piet',
  ])
})

test('[CV80] who leads sees cursors and the others don’t, until they choose; the device keeps the choice', () => {
  const kept = new Map<string, string>()
  const memory = {
    get: (key: string) => kept.get(key) ?? null,
    set: (key: string, value: string) => void kept.set(key, value),
  }
  const company = new Company(memory)
  const sees = (from: Company) => roles.filter((role) => seesCursors(from.state(), role))
  expect(sees(company)).toEqual(['coFacilitator', 'facilitator'])
  company.showCursors(true)
  expect(sees(company)).toEqual([...roles])
  company.showCursors(false)
  expect(sees(new Company(memory))).toEqual([])
})
