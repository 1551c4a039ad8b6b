import type { PictureId } from '../../../shared/ids.ts'
import type { ImageType } from '../../../shared/image/image.ts'
import type { Desks } from '../../core/desks.ts'
import { answerOnce } from '../../core/once.ts'
import { doneOrRefuse, orRefuse } from './ask.ts'
import { boardOf, pictureOf } from './lookup.ts'
import { Refused } from './problems.ts'
import { receipts } from './receipts.ts'
import type { Routes } from './route.ts'

export function pictureRoutes({ ports, pictures }: Desks): Pick<Routes, 'newPicture' | 'picture'> {
  const { store } = ports
  return {
    /** Who may not send is told so before anything of the picture is read. */
    async newPicture(ask) {
      const { board, me } = await boardOf(store, ask)
      const whyNot = await pictures.whyNot(me, board)
      if (whyNot !== null) throw new Refused(whyNot)
      const { value, isReplay } = orRefuse(
        await pictures.whileRoom(me, async () => {
          const { bytes, once } = await ask.bytes()
          return {
            ok: true,
            answer: doneOrRefuse(
              await answerOnce(
                ports,
                once,
                (stored) => receipts.pictureSent.parse(stored),
                (receiptFor) => pictures.send(board, bytes, receiptFor),
              ),
            ),
          }
        }),
      )
      return { answer: value, isReplay }
    },

    async picture(ask) {
      const { picture } = await pictureOf(store, ask)
      const bytes = await pictures.bytes(picture)
      if (bytes === null) throw new Refused('not-found')
      return new Response(bytes, { headers: { 'Content-Type': picture.type, ...headersOf(picture) } })
    },
  }
}

/**
 * A picture is a picture and nothing else, whatever a browser is told to make of it: opened by itself
 * it is saved, and nothing in it runs, is asked for or is shown elsewhere. It never changes.
 */
function headersOf({ id, type }: { readonly id: PictureId; readonly type: ImageType }) {
  return {
    'Cache-Control': 'private, max-age=31536000, immutable',
    'Content-Disposition': `attachment; filename="${id}.${extensions[type]}"`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'same-origin',
  }
}

const extensions: { readonly [T in ImageType]: string } = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
}
