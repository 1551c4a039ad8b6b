import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { addressIn } from '../../../../../server/adapters/http/origin.ts'

test('[HT43] behind a trusted proxy an address is what the proxy added, not what its client made up', () => {
  const address = (trustProxy: boolean, forwarded?: string | string[]) => {
    const headers = { 'x-forwarded-for': forwarded }
    const incoming = { headers, socket: { remoteAddress: '127.0.0.1' } } as unknown as IncomingMessage
    return addressIn(incoming, { publicUrl: null, trustProxy })
  }
  expect(address(true, '10.0.0.1, 10.0.0.2 , 203.0.113.9')).toBe('203.0.113.9')
  expect(address(true, ['10.0.0.1', '203.0.113.9'])).toBe('203.0.113.9')
  expect([address(true), address(true, ''), address(false, '203.0.113.9')]).toEqual([
    '127.0.0.1',
    '127.0.0.1',
    '127.0.0.1',
  ])
})
