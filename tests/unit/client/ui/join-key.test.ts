import { expect, test } from 'vitest'
import { keyIn } from '../../../../client/start/join-key.ts'

test.each([
  ['https://bord.example/join#abc-123_x', 'abc-123_x'],
  ['  http://localhost:3000/join#abc \n', 'abc'],
  ['abc-123', 'abc-123'],
  ['https://bord.example/join', null],
  ['kom je ook?', null],
  ['', null],
])('[UI6] in what someone pasted, %j, the key is %j', (pasted, key) => {
  expect(keyIn(pasted)).toBe(key)
})
