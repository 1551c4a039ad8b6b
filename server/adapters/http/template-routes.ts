import { languages } from '../../../shared/language.ts'
import { templateByKey, templates } from '../../../shared/template/catalog.ts'
import { pictureOfTemplate } from '../../../shared/template/picture.ts'
import { Pictures } from '../../core/pictures.ts'
import type { Ask } from './ask.ts'
import { Refused } from './problems.ts'
import type { Routes } from './route.ts'

/** What every server offers alike; nobody needs to be known for it. */
export function templateRoutes(): Pick<Routes, 'templates' | 'templatePicture'> {
  const drawn = new Pictures()
  const draw = (ask: Ask<'templatePicture'>): Response => {
    const template = templateByKey(ask.param('key'))
    if (template === null) throw new Refused('unknown-template')
    const wanted = ask.context.req.query('language')
    const language = languages.find((known) => known === wanted) ?? languages[0]
    const name = `${template.key} ${language}`
    const picture = drawn.get(name) ?? pictureOfTemplate(template, language)
    drawn.keep(name, picture)
    // Asked for again each time: a newer server may draw it otherwise.
    const headers = { 'Content-Type': 'image/svg+xml; charset=utf-8', 'Cache-Control': 'no-cache' }
    return new Response(picture, { headers })
  }
  return {
    templates: () => Promise.resolve({ answer: { templates } }),
    templatePicture: (ask) => Promise.resolve(ask).then(draw),
  }
}
