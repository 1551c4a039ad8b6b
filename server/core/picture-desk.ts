/**
 * Pictures that people send up for a board. First the bytes are looked at and kept as a file, then, in
 * one commit, the picture's row, its asset in the board's doc and the receipt: a crash between the two
 * leaves a file that nobody knows, which is swept. The asset is the server's: no client writes one, so
 * all that a record can name is a picture that is there, of this board.
 */
import type { PictureAsset } from '../../shared/board/schema.ts'
import { assetIdOf } from '../../shared/board/schema.ts'
import { lookAtImage, type ImageType, type StrippedImage } from '../../shared/image/image.ts'
import { mintId, type ParticipantId, type PictureId } from '../../shared/ids.ts'
import { boardPicturesBytesMax, trajectoryPicturesBytesMax } from '../../shared/wire/bounds.ts'
import { pictureSource } from '../../shared/wire/picture-path.ts'
import type { Outcome, ProblemCode } from '../../shared/wire/problem.ts'
import { openRoom, writeBoard } from './board-write.ts'
import { answered, refused, type DeskPorts } from './desk.ts'
import type { ReceiptFor } from './once.ts'
import type { BoardRow, ParticipantRow, PictureRow } from './ports.ts'
import { Rates } from './rates.ts'

export interface SentPicture {
  readonly pictureId: PictureId
  readonly width: number
  readonly height: number
  readonly type: ImageType
}

/** Of one person at a time: each is held in memory until it is on disk. */
const underwayMax = 3

export class PictureDesk {
  readonly #ports: DeskPorts
  readonly #rates = new Rates()
  readonly #underway = new Map<ParticipantId, number>()
  constructor(ports: DeskPorts) {
    this.#ports = ports
  }

  /** Null when this person may send up a picture for this board now; asked before its bytes are read. */
  async whyNot(me: ParticipantRow, board: BoardRow): Promise<ProblemCode | null> {
    if (me.role === 'observer') return 'not-allowed'
    if ((await openRoom(this.#ports, board)).isLocked) return 'locked'
    const now = this.#ports.clock.now()
    this.#rates.forgetIdle(now)
    return this.#rates.take(me.id, 'pictures', 1, now) ? null : 'too-many'
  }

  /** Reads and keeps: `read` is called when there is room for one more of this person. */
  async whileRoom<T>(me: ParticipantRow, read: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const underway = this.#underway.get(me.id) ?? 0
    if (underway >= underwayMax) return refused('too-many')
    this.#underway.set(me.id, underway + 1)
    try {
      return await read()
    } finally {
      const left = (this.#underway.get(me.id) ?? 1) - 1
      if (left === 0) this.#underway.delete(me.id)
      else this.#underway.set(me.id, left)
    }
  }

  async send(
    board: BoardRow,
    bytes: Uint8Array,
    receiptFor: ReceiptFor<SentPicture>,
  ): Promise<Outcome<SentPicture>> {
    const looked = lookAtImage(bytes)
    if (!looked.ok) return refused(`picture-${looked.why}`)
    // In turn: two at once would both find room.
    return this.#ports.turns.take(`pictures of ${board.trajectoryId}`, () =>
      this.#keep(board, looked.image, receiptFor),
    )
  }

  async #keep(
    board: BoardRow,
    image: StrippedImage,
    receiptFor: ReceiptFor<SentPicture>,
  ): Promise<Outcome<SentPicture>> {
    const { store, seals, chance, files, turns } = this.#ports
    const size = image.bytes.byteLength
    const all = await store.picturesOfTrajectory(board.trajectoryId)
    const here = all.filter(({ boardId }) => boardId === board.id)
    const isFull =
      sizeOf(here) + size > boardPicturesBytesMax || sizeOf(all) + size > trajectoryPicturesBytesMax
    if (isFull) return refused('pictures-full')
    const { type, width, height } = image
    const sha256 = seals.hash(image.bytes)
    const id = mintId<PictureId>(chance.bytes.bind(chance))
    const row = { id, boardId: board.id, trajectoryId: board.trajectoryId, sha256, type, width, height, size }
    const sent = { pictureId: id, width, height, type }
    // Nobody sweeps the file between being kept and being known.
    return turns.take(turnOfFile(sha256), async () => {
      await files.keep(sha256, image.bytes)
      return writeBoard(this.#ports, board, () => ({
        puts: [assetOf(row)],
        facts: [{ put: 'picture', row: { ...row, looseSince: null } }, ...receiptFor(sent)],
        answer: answered(sent),
      }))
    })
  }

  /** Null when its file is gone. */
  async bytes(picture: PictureRow): Promise<Uint8Array<ArrayBuffer> | null> {
    return this.#ports.files.read(picture.sha256)
  }
}

/** The turn in which a file is kept or taken away. */
export function turnOfFile(sha256: string): string {
  return `picture ${sha256}`
}

function assetOf({ id, width, height, type, size }: Omit<PictureRow, 'looseSince'>): PictureAsset {
  return {
    typeName: 'asset',
    type: 'image',
    id: assetIdOf(id),
    props: {
      w: width,
      h: height,
      src: pictureSource(id),
      mimeType: type,
      fileSize: size,
      name: '',
      isAnimated: false,
    },
    meta: {},
  }
}

function sizeOf(pictures: readonly PictureRow[]): number {
  return pictures.reduce((sum, { size }) => sum + size, 0)
}
