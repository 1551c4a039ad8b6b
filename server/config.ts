/** The only reader of the environment: parsed once, at start. A bad value is one clear sentence. */
import { resolve } from 'node:path'
import * as z from 'zod/mini'
import { logLevels, type LogLevel } from './adapters/log.ts'

export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** What links, cookies and the origin check use; null: whatever the request says, within limits. */
  readonly publicUrl: URL | null
  readonly trustProxy: boolean
  readonly logLevel: LogLevel
  readonly tldrawLicenseKey: string | null
  readonly metricsToken: string | null
}

export type ParsedConfig =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly sentence: string }

/** Set to nothing means not set: that is how compose files and shells leave a variable out. */
const setting = <T extends z.ZodMiniType>(schema: T) =>
  z.pipe(
    z.transform((text: unknown) => (text === '' ? undefined : text)),
    z.optional(schema),
  )

const wholeNumber = 'must be a number from 0 to 65535'
const environment = z.object({
  PORT: setting(
    z.string().check(z.refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, wholeNumber)),
  ),
  HOST: setting(z.string().check(z.regex(/^[\w.:-]+$/, 'must be a host name or an address'))),
  DATA_DIR: setting(z.string()),
  PUBLIC_URL: setting(
    z
      .string()
      .check(
        z.refine(isPublicUrl, 'must be a whole address without a path, such as https://leerbord.example.org'),
      ),
  ),
  TRUST_PROXY: setting(z.enum(['0', '1', 'true', 'false'], 'must be 1 or 0')),
  LOG_LEVEL: setting(z.enum(logLevels, `must be one of ${logLevels.join(', ')}`)),
  TLDRAW_LICENSE_KEY: setting(z.string()),
  METRICS_TOKEN: setting(z.string().check(z.minLength(16, 'must have at least 16 characters'))),
  DATABASE_URL: setting(
    z
      .string()
      .check(z.refine(() => false, 'is reserved: this version stores in DATA_DIR only. Leave it out')),
  ),
})

function isPublicUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, pathname, search, hash, username } = new URL(text)
  return ['http:', 'https:'].includes(protocol) && pathname === '/' && `${search}${hash}${username}` === ''
}

export function parseConfig(env: Readonly<Record<string, string | undefined>>): ParsedConfig {
  const parsed = environment.safeParse(env)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    // The value stays out of the sentence: it may be a secret put under the wrong name.
    return { ok: false, sentence: `${String(issue?.path[0])} ${issue?.message ?? 'is not right'}.` }
  }
  const { data } = parsed
  return {
    ok: true,
    config: {
      port: Number(data.PORT ?? 3000),
      host: data.HOST ?? '127.0.0.1',
      dataDir: resolve(data.DATA_DIR ?? './data'),
      publicUrl: data.PUBLIC_URL === undefined ? null : new URL(data.PUBLIC_URL),
      trustProxy: data.TRUST_PROXY === '1' || data.TRUST_PROXY === 'true',
      logLevel: data.LOG_LEVEL ?? 'info',
      tldrawLicenseKey: data.TLDRAW_LICENSE_KEY ?? null,
      metricsToken: data.METRICS_TOKEN ?? null,
    },
  }
}
