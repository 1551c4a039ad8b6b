/** Where pictures lie that wait for a line: the port, and what lies there. */
import type { ImageType } from '../../shared/image/image.ts'

/**
 * A picture of one person for one board that is not on the board yet. It leans on nothing of the doc,
 * so it goes under any epoch of its board.
 */
export interface KeptPicture {
  /** Its shape's id, and its key for being sent once. */
  readonly key: string
  readonly participantId: string
  readonly boardId: string
  readonly writtenAt: number
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: ImageType
  readonly width: number
  readonly height: number
  /** Where its middle is to lie on the page. */
  readonly x: number
  readonly y: number
}

/** Every promise is refused when this device keeps nothing. */
export interface PictureKeeper {
  read(participantId: string, boardId: string): Promise<readonly KeptPicture[]>
  write(picture: KeptPicture): Promise<void>
  erase(key: string): Promise<void>
}
