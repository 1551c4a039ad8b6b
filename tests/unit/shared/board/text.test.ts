import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { cleanRichText, withCleanText } from '../../../../shared/board/clean-text.ts'
import { recordFactories } from '../../../../shared/board/factories.ts'
import { normaliseRichText, richTextFault } from '../../../../shared/board/rich-text.ts'
import { mergeTexts, plainText, readText, richTextFrom, writeText } from '../../../../shared/board/text.ts'
import type { RichText, RichTextNode } from '../../../../shared/board/vocabulary.ts'
import { mintId, type NoteId } from '../../../../shared/ids.ts'
import { arbitraryText } from '../../../support/board-arbitraries.ts'

/** A text in a doc, with what each writing costs. */
function textIn(doc: Y.Doc) {
  const fragment = doc.getXmlFragment('text')
  return {
    doc,
    fragment,
    read: () => readText(fragment),
    plain: () => plainText(readText(fragment)),
    write(text: RichText | string): Uint8Array | null {
      let update: Uint8Array | null = null
      const heard = (bytes: Uint8Array) => (update = bytes)
      doc.on('update', heard)
      doc.transact(() => writeText(fragment, typeof text === 'string' ? richTextFrom(text) : text))
      doc.off('update', heard)
      return update
    },
  }
}

function startedWith(text: RichText | string) {
  const started = textIn(new Y.Doc())
  started.write(text)
  return started
}

/** Two people with the same text who have not heard each other since. */
function twoPeople(text: RichText | string) {
  const start = Y.encodeStateAsUpdate(startedWith(text).doc)
  const [piet, noor] = [textIn(new Y.Doc()), textIn(new Y.Doc())]
  for (const person of [piet, noor]) Y.applyUpdate(person.doc, start)
  const settle = () => {
    Y.applyUpdate(piet.doc, Y.encodeStateAsUpdate(noor.doc))
    Y.applyUpdate(noor.doc, Y.encodeStateAsUpdate(piet.doc))
  }
  return { piet, noor, settle }
}

function nest(fragment: Y.XmlFragment, levels: number): void {
  let parent = fragment
  for (let level = 0; level < levels; level += 1) {
    const inner = new Y.XmlElement(level % 2 === 0 ? 'bulletList' : 'listItem')
    parent.insert(0, [inner])
    parent = inner
  }
}

const paragraph = (...content: RichTextNode[]): RichTextNode => ({ type: 'paragraph', content })
const bold = (text: string): RichTextNode => ({ type: 'text', text, marks: [{ type: 'bold' }] })
const doc = (...content: RichTextNode[]): RichText => ({ type: 'doc', content })

describe('a text in a doc', () => {
  test('[TX1] what is read after writing is what was written, in normal form', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        expect(startedWith(text).read()).toEqual(normaliseRichText(text))
      }),
    )
  })

  test('[TX1] the same holds over any text that stood there before', () => {
    fc.assert(
      fc.property(arbitraryText, arbitraryText, (before, after) => {
        const text = startedWith(before)
        text.write(after)
        expect(text.read()).toEqual(normaliseRichText(after))
      }),
      { numRuns: 300 },
    )
  })

  test('[TX2] writing what is there already writes nothing, also after the editor opened it', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        const started = startedWith(text)
        expect(started.write(text)).toBeNull()
        expect(started.write(normaliseRichText(text))).toBeNull()
      }),
    )
  })

  test('[TX2] normal form is its own normal form', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        const once = normaliseRichText(text)
        expect(normaliseRichText(once)).toEqual(once)
        expect(richTextFault(once)).toBeNull()
      }),
    )
  })

  test('[TX3] one letter costs the letter, however long the text', () => {
    const text = startedWith('Waarom wachten we altijd op de avonddienst?\n'.repeat(40))
    const update = text.write(text.plain().replace('avond', 'avonnd'))
    expect(update?.length).toBeLessThanOrEqual(30)
  })

  test('[TX3] blocks that stay are not touched', () => {
    const text = startedWith('een\ntwee\ndrie')
    const before = text.fragment.toArray()
    const stayed = () => text.fragment.toArray().map((block) => before.findIndex((each) => each === block))
    text.write('een\ntwee en een half\ndrie')
    expect(stayed()).toEqual([0, 1, 2])
    text.write('nul\neen\ntwee en een half\ndrie')
    expect(stayed()).toEqual([-1, 0, 1, 2])
  })

  test('[TX3] a mark on one word leaves the letters where they are', () => {
    const { piet, noor, settle } = twoPeople('het is druk')
    piet.write(doc(paragraph({ type: 'text', text: 'het is ' }, bold('druk'))))
    noor.write('nu het is druk')
    settle()
    expect(noor.read()).toEqual(
      normaliseRichText(doc(paragraph({ type: 'text', text: 'nu het is ' }, bold('druk')))),
    )
  })

  test('[TX3] marks and letters in any mixture come out as written', () => {
    const mixed = doc(paragraph(bold('ab'), { type: 'text', text: 'cd' }, { type: 'hardBreak' }, bold('ef')))
    const text = startedWith('abcd')
    text.write(mixed)
    expect(text.read()).toEqual(normaliseRichText(mixed))
    text.write('abcd')
    expect(text.read()).toEqual(richTextFrom('abcd'))
  })
})

describe('two people in one text', () => {
  test('[TX4] both typing in one paragraph: every letter stays', () => {
    const { piet, noor, settle } = twoPeople('samen eten')
    piet.write('samen rustig eten')
    noor.write('samen eten om zes uur')
    settle()
    expect(piet.plain()).toBe('samen rustig eten om zes uur')
    expect(noor.plain()).toBe(piet.plain())
  })

  test('[TX4] both typing the first letters of an empty text: every letter stays, in one paragraph', () => {
    const { piet, noor, settle } = twoPeople('')
    piet.write('rust')
    noor.write('tijd')
    settle()
    expect(['rusttijd', 'tijdrust']).toContain(piet.plain())
    expect(noor.plain()).toBe(piet.plain())
    const paragraph = piet.fragment.get(0)
    expect(paragraph instanceof Y.XmlElement && paragraph.length).toBe(1)
  })

  test('[TX4] law: inserting anywhere at once, every letter of both stays', () => {
    fc.assert(
      fc.property(arbitraryText, fc.nat(), fc.nat(), (start, first, second) => {
        const { piet, noor, settle } = twoPeople(start)
        const insert = (person: typeof piet, letters: string, at: number) => {
          const lines = person.plain().split('\n')
          const line = lines[at % lines.length] ?? ''
          const characters = Array.from(line)
          const place = characters.slice(0, at % (characters.length + 1)).join('').length
          lines[at % lines.length] = line.slice(0, place) + letters + line.slice(place)
          person.write(lines.join('\n'))
        }
        insert(piet, '\u{1F34F}PIET', first)
        insert(noor, '\u{1F350}NOOR', second)
        settle()
        expect(piet.read()).toEqual(noor.read())
        expect(piet.plain()).toContain('\u{1F34F}PIET')
        expect(piet.plain()).toContain('\u{1F350}NOOR')
      }),
      { numRuns: 200 },
    )
  })

  test('[TX5] a character of two halves is never cut', () => {
    const { piet, noor, settle } = twoPeople('a\u{1F600}b')
    piet.write('a\u{1F601}b')
    noor.write('a\u{1F600}\u{1F680}b')
    settle()
    expect(piet.plain().isWellFormed()).toBe(true)
    expect(['a\u{1F601}\u{1F680}b', 'a\u{1F680}\u{1F601}b']).toContain(piet.plain())
  })

  test('[TX6] a change made without the letters of others is joined with them', () => {
    const merged = mergeTexts(richTextFrom('rust'), richTextFrom('meer rust'), richTextFrom('rust aan tafel'))
    expect(plainText(merged)).toBe('meer rust aan tafel')
  })

  test('[TX6] joining with nothing new is the change itself', () => {
    fc.assert(
      fc.property(arbitraryText, arbitraryText, (before, after) => {
        expect(mergeTexts(before, after, before)).toEqual(normaliseRichText(after))
        expect(mergeTexts(before, before, after)).toEqual(normaliseRichText(after))
      }),
    )
  })
})

describe('letters only', () => {
  test('[TX7] lines become paragraphs and paragraphs lines', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ maxLength: 10 }).filter((line) => !/[\r\n]/.test(line)),
          { minLength: 1 },
        ),
        (lines) => {
          expect(plainText(richTextFrom(lines.join('\n')))).toBe(lines.join('\n'))
        },
      ),
    )
    expect(plainText(richTextFrom('een\r\ntwee'))).toBe('een\ntwee')
  })

  test('[TX7] a list is a line per item, a break a new line', () => {
    const text = doc(paragraph({ type: 'text', text: 'a' }, { type: 'hardBreak' }, bold('b')), {
      type: 'bulletList',
      content: ['c', 'd'].map((text) => ({ type: 'listItem', content: [paragraph({ type: 'text', text })] })),
    })
    expect(plainText(text)).toBe('a\nb\nc\nd')
  })
})

describe('what our editor does not make', () => {
  const foreign: { readonly [what: string]: (fragment: Y.XmlFragment) => void } = {
    'letters outside a paragraph': (fragment) => fragment.insert(0, [new Y.XmlText('los')]),
    'an unknown element': (fragment) => fragment.insert(0, [new Y.XmlElement('iframe')]),
    'something embedded in letters': (fragment) => {
      const paragraph = new Y.XmlElement('paragraph')
      const run = new Y.XmlText()
      fragment.insert(0, [paragraph])
      paragraph.insert(0, [run])
      run.insertEmbed(0, { image: 'https://elders.example/x.png' })
    },
    'a foreign link': (fragment) => {
      const paragraph = new Y.XmlElement('paragraph')
      const run = new Y.XmlText()
      fragment.insert(0, [paragraph])
      paragraph.insert(0, [run])
      run.insert(0, 'klik', { link: { href: 'javascript:alert(1)' } })
    },
    'a list in a list, a hundred deep': (fragment) => nest(fragment, 100),
    'a foreign attribute': (fragment) => {
      const paragraph = new Y.XmlElement('paragraph')
      fragment.insert(0, [paragraph])
      paragraph.setAttribute('style', 'x')
    },
  }
  test('[TX8] reading ends at the depth that a text may have', () => {
    const text = textIn(new Y.Doc())
    text.doc.transact(() => nest(text.fragment, 3000))
    expect(richTextFault(text.read())).not.toBeNull()
  })

  for (const [what, make] of Object.entries(foreign)) {
    test(`[TX8] ${what} is refused when read, and gone when written over`, () => {
      const text = textIn(new Y.Doc())
      make(text.fragment)
      expect(richTextFault(text.read())).not.toBeNull()
      text.write('goed')
      expect(text.read()).toEqual(richTextFrom('goed'))
    })
  }
})

describe('a text pasted from a page', () => {
  const link = (text: string, attrs: object): RichTextNode => ({
    type: 'text',
    text,
    marks: [{ type: 'link', attrs: { ...attrs } }],
  })
  const pasted = doc(
    paragraph(
      link('rust', { href: 'https://x.nl', target: '_self', rel: 'x-1', class: 'knop' }),
      link('lokaal', { href: '/map' }),
      { type: 'text', text: 'rood', marks: [{ type: 'textStyle', attrs: { color: 'red' } }] },
    ),
    {
      type: 'orderedList',
      attrs: { start: 1, type: 'disc' },
      content: [{ type: 'listItem', content: [paragraph(bold('een'))] }],
    },
  )

  test('[TX9] every word stays, what clings to them goes', () => {
    const clean = cleanRichText(pasted)
    expect(richTextFault(clean)).toBeNull()
    expect(plainText(clean)).toBe('rustlokaalrood\neen')
    expect(clean.content[0]?.content?.[0]?.marks).toEqual([
      {
        type: 'link',
        attrs: { href: 'https://x.nl', target: '_blank', rel: 'noopener noreferrer nofollow', class: null },
      },
    ])
  })

  test('[TX9] a text that a board takes is left as it is', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        expect(cleanRichText(text)).toEqual(normaliseRichText(text))
      }),
    )
  })

  test('[TX9] a record gets the clean text, one with a sound text stays itself', () => {
    const id = mintId<NoteId>(() => new Uint8Array(16))
    const note = recordFactories.note({ id, at: { x: 0, y: 0, index: 'a1' }, text: 'hoi', meta: {} })
    const dirty = {
      ...note,
      props: { ...note.props, richText: { type: 'doc', content: [...pasted.content] } },
    }
    expect(withCleanText(note)).toBe(note)
    expect(withCleanText(dirty)).toEqual({
      ...note,
      props: { ...note.props, richText: cleanRichText(pasted) },
    })
  })
})
