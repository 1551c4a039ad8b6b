import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parseConfig } from '../../../server/config.ts'

test('[HT70] without settings it serves this machine alone, on port 3000', () => {
  expect(parseConfig({ PUBLIC_URL: '', PATH: '/bin' })).toEqual({
    ok: true,
    config: {
      port: 3000,
      host: '127.0.0.1',
      dataDir: resolve('data'),
      publicUrl: null,
      trustProxy: false,
      logLevel: 'info',
      tldrawLicenseKey: null,
      metricsToken: null,
    },
  })
})

const publicUrlSentence =
  'PUBLIC_URL must be a whole address without a path, such as https://leerbord.example.org.'
const wrong: readonly (readonly [name: string, value: string, sentence: string])[] = [
  ['PORT', 'tachtig', 'PORT must be a number from 0 to 65535.'],
  ['PORT', '70000', 'PORT must be a number from 0 to 65535.'],
  ['HOST', 'twee woorden', 'HOST must be a host name or an address.'],
  ['PUBLIC_URL', 'leerbord.nl', publicUrlSentence],
  ['PUBLIC_URL', 'https://a.nl/pad', publicUrlSentence],
  ['TRUST_PROXY', 'misschien', 'TRUST_PROXY must be 1 or 0.'],
  ['LOG_LEVEL', 'luid', 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent.'],
  ['METRICS_TOKEN', 'kort', 'METRICS_TOKEN must have at least 16 characters.'],
  [
    'DATABASE_URL',
    'postgres://x',
    'DATABASE_URL is reserved: this version stores in DATA_DIR only. Leave it out.',
  ],
]
test.for(wrong)(
  '[HT71] a wrong setting is one sentence without its value: %s=%s',
  ([name, value, sentence]) => {
    expect(parseConfig({ [name]: value })).toEqual({ ok: false, sentence })
  },
)
