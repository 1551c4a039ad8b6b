/** Files that someone pasted, dropped or chose: each is made ready on this device and goes on its way. */
import type { Editor, VecLike } from 'tldraw'
import type { ClientProblemCode } from '../../browser/ask.ts'
import { preparePicture } from '../../pictures/prepare.ts'
import type { WaitingPictures } from '../../pictures/waiting-pictures.ts'
import { rightsOf } from '../editor/rights.ts'
import { middlesAround } from './picture-place.ts'

export interface PictureDesk {
  readonly pictures: WaitingPictures
  /** Why a file can't come on the board, in the person's language. */
  refused(code: ClientProblemCode): void
  tell(word: 'picturesTooMany' | 'pictureMovedOut'): void
}

const desks = new WeakMap<Editor, PictureDesk>()
export function seatPictureDesk(editor: Editor, desk: PictureDesk): void {
  desks.set(editor, desk)
}
export function pictureDeskOf(editor: Editor): PictureDesk | null {
  return desks.get(editor) ?? null
}

/** A flip-over's worth; more at once is a folder dropped by mistake. */
const filesMax = 20

export async function takePictures(editor: Editor, files: readonly File[], point: VecLike): Promise<void> {
  const desk = pictureDeskOf(editor)
  if (desk === null || files.length === 0 || rightsOf(editor)?.mayWrite() !== true) return
  if (files.length > filesMax) return desk.tell('picturesTooMany')
  const middles = middlesAround(point, files.length)
  // One after the other: each is a large picture in memory.
  for (const [at, file] of files.entries()) {
    const prepared = await preparePicture(file)
    if (prepared.ok) desk.pictures.add(prepared.image, middles[at] ?? point)
    else desk.refused(prepared.code)
  }
}
