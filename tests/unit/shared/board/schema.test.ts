import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstRecords, recordFactories } from '../../../../shared/board/factories.ts'
import { normaliseRichText, textLengthMax } from '../../../../shared/board/rich-text.ts'
import { noteIdOf, serialisedSchema, shapeIdOf, validateRecord } from '../../../../shared/board/schema.ts'
import type { NoteId, TemplateInstanceId } from '../../../../shared/ids.ts'
import { mintId } from '../../../../shared/ids.ts'
import {
  arbitraryBinding,
  arbitraryShape,
  arbitraryText,
  shapeTypes,
} from '../../../support/board-arbitraries.ts'

const note = recordFactories.note({
  id: mintId<NoteId>(() => new Uint8Array(16)),
  at: { x: 0, y: 0, index: 'a1' },
  text: 'Het is druk om zes uur',
  meta: { kind: 'experience' },
})
const instance = mintId<TemplateInstanceId>(() => new Uint8Array(16))
const both = { nl: 'Feiten', en: 'Facts' }
const place = { id: 'deel', at: { x: 0, y: 0, index: 'a0' } }
const laid = [
  recordFactories.zone({
    ...place,
    props: {
      w: 800,
      h: 600,
      instance,
      zone: 'facts',
      kind: 'fact',
      form: 'notes',
      attribution: 'named',
      title: both,
      prompt: both,
    },
  }),
  recordFactories.header({
    ...place,
    props: {
      w: 800,
      h: 300,
      instance,
      template: 'problem-map',
      version: 1,
      phases: [1],
      steps: [2],
      title: both,
      purpose: both,
    },
  }),
  recordFactories.mark({ ...place, props: { w: 40, h: 40, instance, form: 'arrow', label: both } }),
  recordFactories.card({ ...place, props: { w: 800, h: 300, instance, zone: 'problem' } }),
]

function isAccepted(value: unknown): boolean {
  return validateRecord(value).ok
}
const withProps = (props: object) => ({ ...note, props: { ...note.props, ...props } })
const withMeta = (meta: unknown) => ({ ...note, meta })
const saying = (...content: unknown[]) => withProps({ richText: { type: 'doc', content } })
const linked = (href: unknown) =>
  saying({
    type: 'paragraph',
    content: [{ type: 'text', text: 'klik', marks: [{ type: 'link', attrs: { href } }] }],
  })

describe('a record alone', () => {
  test('[BD20] what people make and the server lays is accepted', () => {
    expect([...firstRecords('Rust aan tafel'), ...laid, note].map(isAccepted)).toEqual(Array(7).fill(true))
  })

  for (const type of shapeTypes) {
    test(`[BD20] every ${type} with props of its type is accepted`, () => {
      fc.assert(fc.property(arbitraryShape(type), isAccepted), { numRuns: 30 })
    })
  }

  test('[BD20] every arrow binding is accepted', () => {
    fc.assert(fc.property(arbitraryBinding, isAccepted))
  })

  test('[BD21] types without a place on a board are refused', () => {
    for (const type of ['video', 'frame', 'bookmark', 'embed', 'iets']) {
      expect(isAccepted({ ...note, type, props: {} })).toBe(false)
    }
    const asset = { typeName: 'asset', id: 'asset:een', type: 'image', props: {}, meta: {} }
    expect(
      [asset, { typeName: 'instance', id: 'instance:instance' }, { typeName: 'camera' }].map(isAccepted),
    ).toEqual([false, false, false])
  })

  test('[BD21] a board has the one page and the one document', () => {
    const [document, page] = firstRecords('x')
    expect(isAccepted({ ...page, id: 'page:twee' })).toBe(false)
    expect(isAccepted({ ...document, id: 'document:twee' })).toBe(false)
  })

  test('[BD22] every text the editor can make is accepted, as made and in normal form', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        expect(isAccepted(withProps({ richText: text }))).toBe(true)
        expect(isAccepted(withProps({ richText: normaliseRichText(text) }))).toBe(true)
      }),
    )
  })

  test('[BD22] other nodes, marks and attributes are refused', () => {
    const paragraph = (...content: unknown[]) => saying({ type: 'paragraph', content })
    for (const foreign of [
      saying({ type: 'iframe' }),
      saying({ type: 'text', text: 'los' }),
      saying({ type: 'paragraph', attrs: { style: 'x' } }),
      saying({ type: 'paragraph', onclick: 'x' }),
      paragraph({ type: 'image', attrs: { src: 'x' } }),
      paragraph({ type: 'text', text: '' }),
      paragraph({ type: 'text', text: 'x', marks: [{ type: 'textStyle', attrs: { color: 'red' } }] }),
      paragraph({ type: 'text', text: 'x', marks: [{ type: 'bold', attrs: { x: 1 } }] }),
      paragraph({ type: 'text', text: 'x', marks: 'bold' }),
      saying('x'),
      withProps({ richText: { type: 'doc' } }),
      withProps({ richText: 'x' }),
    ]) {
      expect(isAccepted(foreign)).toBe(false)
    }
  })

  test('[BD22] a link goes to a page, a mail or a call', () => {
    for (const href of [
      'https://hazelveld.example/rust',
      'http://x.nl',
      'mailto:ana@x.nl',
      'tel:0301234567',
    ]) {
      expect(isAccepted(linked(href))).toBe(true)
    }
    for (const href of [
      'javascript:alert(1)',
      'JavaScript:x',
      ' javascript:x',
      'data:text/html,x',
      'file:///x',
      '/x',
      null,
      7,
    ]) {
      expect(isAccepted(linked(href))).toBe(false)
    }
  })

  test('[BD23] a text has at most ten thousand characters', () => {
    const long = (length: number) =>
      saying({ type: 'paragraph', content: [{ type: 'text', text: 'x'.repeat(length) }] })
    expect([isAccepted(long(textLengthMax)), isAccepted(long(textLengthMax + 1))]).toEqual([true, false])
  })

  test('[BD23] a text is nested no deeper and has no more parts than a person makes', () => {
    let deep: object = { type: 'paragraph' }
    for (let level = 0; level < 5000; level += 1)
      deep = { type: 'bulletList', content: [{ type: 'listItem', content: [deep] }] }
    expect(isAccepted(saying(deep))).toBe(false)
    expect(isAccepted(saying(...Array.from({ length: 5000 }, () => ({ type: 'paragraph' }))))).toBe(false)
  })

  test('[BD24] places and sizes are finite and near', () => {
    for (const far of [1e6 + 1, -1e6 - 1, Infinity, NaN]) {
      expect(isAccepted({ ...note, x: far })).toBe(false)
      expect(isAccepted({ ...note, rotation: far })).toBe(false)
      expect(isAccepted(withProps({ scale: far }))).toBe(false)
      expect(isAccepted({ ...laid[0], props: { ...laid[0]?.props, w: far } })).toBe(false)
    }
  })

  test('[BD24] a drawing has a bounded number of points', () => {
    const drawn = (count: number) => ({
      ...note,
      type: 'draw',
      props: {
        color: 'black',
        fill: 'none',
        dash: 'draw',
        size: 'm',
        isComplete: true,
        isClosed: false,
        isPen: false,
        scale: 1,
        segments: [{ type: 'free', points: Array.from({ length: count }, () => ({ x: 1, y: 1, z: 0.5 })) }],
      },
    })
    expect([isAccepted(drawn(4000)), isAccepted(drawn(10_000))]).toEqual([true, false])
  })

  test('[BD25] words behind a key that no loop shows make a record invalid', () => {
    const hidden = JSON.parse('{"__proto__":{"text":"verborgen"}}') as object
    // What decoding an update makes of the same key: an object with words as its prototype.
    const behind = Object.create({ text: 'verborgen' }) as object
    const unlisted = Object.defineProperty({}, 'text', { value: 'verborgen' })
    const named = { [Symbol('text')]: 'verborgen' }
    for (const meta of [hidden, behind, unlisted, named]) expect(isAccepted(withMeta(meta))).toBe(false)
    for (const more of [hidden, behind]) {
      expect(isAccepted({ ...withMeta({}), opacity: more })).toBe(false)
      expect(isAccepted(Object.assign(Object.create(more) as object, withMeta({})))).toBe(false)
    }
  })

  test('[BD25] meta holds author, kind, kindLog and origin, each of its form', () => {
    const id = 'abcdefgh12345678'
    const from = [{ at: '2026-11-22T10:00:00.000Z', from: 'fact' }]
    for (const meta of [
      {},
      { author: id, kind: 'fact', kindLog: from, origin: { snapshotId: id, noteId: id } },
    ]) {
      expect(isAccepted(withMeta(meta))).toBe(true)
    }
    for (const meta of [
      { name: 'Piet' },
      { author: 7 },
      { author: '' },
      { kind: 'geheim' },
      { kindLog: [{ at: 'gisteren', from: 'fact' }] },
      { kindLog: [{ ...from[0], by: id }] },
      { kindLog: Array.from({ length: 500 }, () => from[0]) },
      { origin: { snapshotId: id } },
      null,
      [],
    ]) {
      expect(isAccepted(withMeta(meta))).toBe(false)
    }
  })

  test('[BD25] what a template lays has an empty meta', () => {
    expect(laid.map((shape) => isAccepted({ ...shape, meta: { author: 'abcdefgh12345678' } }))).toEqual(
      Array(4).fill(false),
    )
  })

  test('[BD29] a chip names the id of a shape', () => {
    const chip = (cluster: string) =>
      isAccepted(recordFactories.chip({ id: 'chip', at: { x: 0, y: 0, index: 'a1' }, props: { cluster } }))
    expect(chip(shapeIdOf('c1'))).toBe(true)
    for (const other of ['', 'c1', 'shape:', 'shape:a b', 'page:page', `shape:${'a'.repeat(81)}`]) {
      expect(chip(other), other).toBe(false)
    }
  })

  test('[BD26] a shape carries no address to click', () => {
    expect(isAccepted(withProps({ url: 'https://elders.example' }))).toBe(false)
  })

  test('[BD27] any value at all gets an answer', () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 4 }), (value) => {
        expect(validateRecord(value)).toMatchObject({ ok: false })
        expect(validateRecord({ ...note, props: value })).toMatchObject({ ok: false })
        expect(validateRecord(withProps({ richText: value }))).toMatchObject({ ok: false })
      }),
    )
  })

  test('[BD27] an unknown property anywhere is refused', () => {
    expect([isAccepted({ ...note, foreign: [] }), isAccepted(withProps({ foreign: 1 }))]).toEqual([
      false,
      false,
    ])
  })

  test('[BD27] a reason says nothing of the words', () => {
    const refused = validateRecord(
      saying({ type: 'paragraph', content: [{ type: 'text', text: 'geheim', marks: [{ type: 'x' }] }] }),
    )
    expect(refused.ok ? '' : refused.reason).not.toContain('geheim')
  })
})

describe('the schema', () => {
  test('[BD28] names a version of each of our shapes and none of what we leave out', () => {
    expect(serialisedSchema).toContain('com.tldraw.shape.zone')
    expect(serialisedSchema).not.toContain('com.tldraw.shape.video')
  })

  test('[BD28] a note and its shape have one id', () => {
    expect(noteIdOf(shapeIdOf('abcdefgh12345678'))).toBe('abcdefgh12345678')
    expect(noteIdOf(shapeIdOf('kort'))).toBeNull()
  })
})
