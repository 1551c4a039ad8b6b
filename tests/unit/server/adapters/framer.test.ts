import { Duplex, type Writable } from 'node:stream'
import * as ws from 'ws'
import { expect, test } from 'vitest'
import { Framer } from '../../../../server/adapters/ws/wire.ts'

/** How `ws` itself reads; its types don't name it. */
const Receiver: new (options: object) => Writable = Reflect.get(ws, 'Receiver')

const frameOf = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 7 + length) % 251)
const lengths = [0, 1, 125, 126, 127, 65_535, 65_536, 65_537, 300_000]

/** The server's end of a line, and what a WebSocket at the other end makes of the bytes. */
class Line extends Duplex {
  readonly heard: Buffer[] = []
  writes = 0
  readonly #all = Promise.withResolvers<void>()
  readonly #receiver = new Receiver({ isServer: false, binaryType: 'nodebuffer' })
  constructor() {
    super()
    this.#receiver.on('message', (message: Buffer) => {
      this.heard.push(message)
      if (this.heard.length === lengths.length) this.#all.resolve()
    })
  }
  /** Resolves when as many are here as there are lengths. */
  get hasAll(): Promise<void> {
    return this.#all.promise
  }
  override _read(): void {}
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.writes += 1
    this.#receiver.write(chunk, () => done())
  }
  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.writes += 1
    this.#receiver.write(Buffer.concat(chunks.map(({ chunk }) => chunk)), () => done())
  }
}

test('[WS60] frames of any length arrive whole and in order at every socket', async () => {
  const framer = new Framer()
  const lines = [new Line(), new Line(), new Line()]
  for (const length of lengths) {
    const frame = frameOf(length)
    for (const line of lines) framer.send(line, frame)
  }
  for (const line of lines) {
    await line.hasAll
    expect(line.heard.map((heard, at) => heard.equals(frameOf(lengths[at]!)))).toEqual(
      lengths.map(() => true),
    )
  }
})

test('[WS60] what one socket gets in one turn leaves in one write, and the next turn in another', async () => {
  const framer = new Framer()
  const line = new Line()
  const turn = () => new Promise<void>((resolve) => void setImmediate(resolve))
  for (const length of [1, 2, 3]) framer.send(line, frameOf(length))
  await turn()
  expect([line.writes, line.writableCorked]).toEqual([1, 0])
  framer.send(line, frameOf(4))
  await turn()
  expect([line.writes, line.writableCorked]).toEqual([2, 0])
})
