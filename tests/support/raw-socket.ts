/** A WebSocket of which the test writes every byte itself: what no library would send. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export interface RawSocket {
  readonly socket: Socket
  /** The answer to the upgrade, headers and all. */
  readonly answer: string
  /** Resolves with the code of the server's close frame; null when it just cut the line. */
  readonly closed: Promise<number | null>
}

/** `headers` come after those of every upgrade. */
export async function rawSocket(
  address: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<RawSocket> {
  const { hostname, port, host } = new URL(address)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  await once(socket, 'connect')
  const all = {
    Host: host,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`)
  let received = Buffer.alloc(0)
  const closed = Promise.withResolvers<number | null>()
  const answered = Promise.withResolvers<string>()
  let rest: number | null = null
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk])
    const end = received.indexOf('\r\n\r\n')
    if (rest === null && end >= 0) {
      rest = end + 4
      answered.resolve(received.toString('latin1', 0, end))
    }
    if (rest === null) return
    const { code, at } = closeFrameIn(received, rest)
    rest = at
    if (code !== null) closed.resolve(code)
  })
  socket.on('close', () => closed.resolve(null))
  return { socket, answer: await answered.promise, closed: closed.promise }
}

/** Frames from a server are not masked: the header says how long each is. */
function closeFrameIn(bytes: Buffer, from: number): { readonly code: number | null; readonly at: number } {
  let at = from
  while (bytes.length >= at + 2) {
    const first = bytes.readUInt8(at)
    const short = bytes.readUInt8(at + 1)
    const head = short === 126 ? 4 : short === 127 ? 10 : 2
    if (bytes.length < at + head) break
    const length =
      short === 126
        ? bytes.readUInt16BE(at + 2)
        : short === 127
          ? Number(bytes.readBigUInt64BE(at + 2))
          : short
    if (bytes.length < at + head + length) break
    if ((first & 0x0f) === 8) return { code: length >= 2 ? bytes.readUInt16BE(at + head) : 1005, at }
    at += head + length
  }
  return { code: null, at }
}

/** A frame of a client, masked with zeros so that its bytes can be read here. */
export function frameOf(firstByte: number, payload: Uint8Array, isMasked = true): Buffer {
  const length = payload.length < 126 ? [payload.length] : [126, payload.length >> 8, payload.length & 0xff]
  const [short = 0, ...long] = length
  const head = [firstByte, short | (isMasked ? 0x80 : 0), ...long, ...(isMasked ? [0, 0, 0, 0] : [])]
  return Buffer.concat([Buffer.from(head), payload])
}
