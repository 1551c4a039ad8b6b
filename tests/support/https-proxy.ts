/**
 * A proxy with https in front of a server on loopback, under any host name: what a care organisation
 * puts in front of Leerbord. The certificate is made on the spot and trusted by nobody.
 */
import { type IncomingMessage, request } from 'node:http'
import { createServer } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { generate } from 'selfsigned'

export interface HttpsProxy extends AsyncDisposable {
  readonly port: number
}

export async function startHttpsProxy(host: string, toPort: number): Promise<HttpsProxy> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: host }], { keySize: 2048 })
  const forwarded = (incoming: IncomingMessage) => ({
    ...incoming.headers,
    'x-forwarded-proto': 'https',
    'x-forwarded-for': incoming.socket.remoteAddress ?? '',
  })
  const proxy = createServer({ key, cert }, (incoming, outgoing) => {
    const onward = request(
      {
        host: '127.0.0.1',
        port: toPort,
        method: incoming.method,
        path: incoming.url,
        headers: forwarded(incoming),
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      },
    )
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  })
  proxy.on('upgrade', (incoming, socket, head) => {
    const onward = connect(toPort, '127.0.0.1', () => {
      const lines = Object.entries(forwarded(incoming)).map(([name, value]) => `${name}: ${String(value)}`)
      onward.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
      onward.write(head)
      socket.pipe(onward).pipe(socket)
    })
    onward.on('error', () => socket.destroy())
    socket.on('error', () => onward.destroy())
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  return {
    port: (proxy.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      proxy.closeAllConnections()
      await new Promise((resolve) => proxy.close(resolve))
    },
  }
}
