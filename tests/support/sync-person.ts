/** Someone with a cookie at a board of a real server, with a stock y-websocket provider. */
import * as decoding from 'lib0/decoding'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { downSchema, type Down } from '../../shared/wire/control.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import type { Person } from './person.ts'

export class SyncPerson implements Disposable {
  readonly doc = new Y.Doc()
  readonly provider: WebsocketProvider
  readonly downs: Down[] = []
  /** Bytes of sync frames that came in since the board did. */
  received = 0
  readonly #waiting = new Set<() => void>()

  constructor(person: Person, boardId: string, clientId?: number) {
    if (clientId !== undefined) this.doc.clientID = clientId
    const headers = { origin: person.address, cookie: person.cookie ?? '' }
    class Theirs extends WebSocket {
      constructor(url: string | URL) {
        super(url, { headers })
      }
    }
    const address = `${person.address.replace(/^http/, 'ws')}/sync`
    this.provider = new WebsocketProvider(address, boardId, this.doc, {
      WebSocketPolyfill: Theirs as never,
      disableBc: true,
    })
    this.provider.messageHandlers[16] = (_encoder, decoder) => {
      this.downs.push(downSchema.parse(JSON.parse(decoding.readVarString(decoder))))
      this.#look()
    }
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this.provider) this.received += update.byteLength
      this.#look()
    })
    this.provider.on('sync', () => this.#look())
  }

  #look(): void {
    for (const look of this.#waiting) look()
  }

  async until(holds: () => boolean): Promise<void> {
    if (holds()) return
    await new Promise<void>((resolve) => {
      const look = () => {
        if (!holds()) return
        this.#waiting.delete(look)
        resolve()
      }
      this.#waiting.add(look)
    })
  }
  async hasSynced(): Promise<this> {
    await this.until(() => this.provider.synced)
    return this
  }
  write(change: (records: Y.Map<Y.Map<unknown>>, doc: Y.Doc) => void): void {
    this.doc.transact(() => change(recordsOf(this.doc), this.doc))
  }
  heard<T extends Down['type']>(type: T): Extract<Down, { type: T }>[] {
    return this.downs.filter((down): down is Extract<Down, { type: T }> => down.type === type)
  }

  [Symbol.dispose](): void {
    this.provider.destroy()
    // Its awareness has a clock that goes on for ever otherwise.
    this.doc.destroy()
  }
}
