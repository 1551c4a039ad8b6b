import { afterAll, beforeAll, expect, test } from 'vitest'
import { templates } from '../../shared/template/catalog.ts'
import { Person } from '../support/person.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { wordsIn, xmlFaults } from '../support/xml.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server[Symbol.asyncDispose]())

test('[TP18] the picture of each template shows its zones and their words, in the language asked for', async () => {
  const someone = new Person(server.address)
  for (const { key, name, zones, marks } of templates) {
    for (const language of ['nl', 'en'] as const) {
      const answer = await someone.fetch(`/api/templates/${key}/picture.svg?language=${language}`)
      expect(answer.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
      const svg = await answer.text()
      expect(xmlFaults(svg)).toEqual([])
      const drawn = wordsIn(svg).join(' ')
      const said = [name, ...zones.map(({ title }) => title), ...marks.flatMap(({ label }) => label ?? [])]
      expect(said.filter((text) => !drawn.includes(text[language]))).toEqual([])
    }
  }
})

test('[TP18] of a template that is not there is no picture', async () => {
  const answer = await new Person(server.address).fetch('/api/templates/nergens/picture.svg')
  expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'unknown-template' }])
})
