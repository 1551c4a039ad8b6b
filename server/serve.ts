/**
 * The composition root: everything a server is made of, opened in order and closed in reverse. No
 * `await using` here and in main.ts: Node 22 (macOS) doesn't read it.
 */
import { createAdaptorServer } from '@hono/node-server'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { systemChance } from './adapters/chance.ts'
import { systemClock } from './adapters/clock.ts'
import { openFanout } from './adapters/fanout.ts'
import { createApp } from './adapters/http/app.ts'
import { deviceIn } from './adapters/http/device.ts'
import { createMetrics } from './adapters/http/metrics.ts'
import { addressIn, originAllowed } from './adapters/http/origin.ts'
import { boundLines, patience } from './adapters/http/lines.ts'
import { listPages } from './adapters/http/pages.ts'
import { openRoutes } from './adapters/http/routes.ts'
import { openWhoIs } from './adapters/http/who-is.ts'
import { openLog } from './adapters/log.ts'
import { openSeals } from './adapters/seals.ts'
import { openReplayer } from './adapters/replay/replayer.ts'
import { openPictureFiles } from './adapters/picture-files.ts'
import { readSecret } from './adapters/secret.ts'
import { openSqliteStore } from './adapters/sqlite/store.ts'
import { attachSync } from './adapters/ws/sync.ts'
import type { Config } from './config.ts'
import { openDesks } from './core/desks.ts'
import { StoreError, type Log } from './core/ports.ts'
import { PictureSweeper } from './core/picture-sweeper.ts'
import { Rooms } from './core/rooms.ts'
import { Sweeper } from './core/sweeper.ts'
import { Turns } from './core/turns.ts'

export interface RunningServer extends AsyncDisposable {
  readonly config: Config
  readonly log: Log
  /** Where people reach it. */
  readonly address: string
  readonly port: number
}

const pagesFolder = fileURLToPath(new URL('../client/dist', import.meta.url))
/** Answers under way may take this long once we are closing. */
const lastAnswersMs = 2_000

export async function openServer(
  config: Config,
  log: Log = openLog(config.logLevel),
): Promise<RunningServer> {
  const open: AsyncDisposable[] = []
  const opened = <T extends AsyncDisposable>(part: T): T => {
    open.push(part)
    return part
  }
  const close = async () => {
    for (let part = open.pop(); part !== undefined; part = open.pop()) await part[Symbol.asyncDispose]()
  }
  try {
    const { dataDir } = config
    const store = opened(await openSqliteStore({ dataDir, log }))
    const seals = openSeals(await readSecret(dataDir))
    const files = await openPictureFiles(dataDir)
    const fanout = opened(openFanout(log))
    const replayer = opened(openReplayer({ clock: systemClock, log }))
    const rooms = opened(
      new Rooms({ store, replayer, fanout, clock: systemClock, chance: systemChance, log }),
    )
    const ports = {
      store,
      files,
      rooms,
      fanout,
      clock: systemClock,
      chance: systemChance,
      seals,
      turns: new Turns(),
    }
    const desks = openDesks(ports)
    opened(new PictureSweeper({ ...ports, log }))
    opened(new Sweeper({ ...ports, log }))
    const app = createApp({
      config,
      routes: openRoutes(desks, { tldrawLicenseKey: config.tldrawLicenseKey }),
      pages: listPages(pagesFolder),
      metrics: createMetrics({
        leerbord_sockets: { help: 'Open sockets', value: () => rooms.connectionCount },
        leerbord_rooms: { help: 'Boards held live', value: () => rooms.roomCount },
        leerbord_records_left_out: {
          help: 'Records on live boards that no reader takes',
          value: () => rooms.leftOutCount,
        },
      }),
      store,
      clock: systemClock,
      log,
    })
    const http = createAdaptorServer({ fetch: app.fetch, serverOptions: patience }) as Server
    boundLines(http, config)
    opened(await listening(http, config))
    // Closed before the listening ends: that waits for every socket to be gone.
    opened(
      attachSync(http, {
        rooms,
        clock: systemClock,
        log,
        knockOf: (request) => ({
          device: deviceIn(request.headers.cookie),
          address: addressIn(request, config),
        }),
        whoIs: openWhoIs(desks, log),
        originAllowed: ({ headers: { origin, host } }) => originAllowed(origin, host, config),
      }),
    )
    const { port } = http.address() as AddressInfo
    return { config, log, port, address: addressOf(config, port), [Symbol.asyncDispose]: close }
  } catch (fault) {
    await close()
    throw fault
  }
}

async function listening(http: Server, { host, port }: Config): Promise<AsyncDisposable> {
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, host, () => {
      http.off('error', reject)
      resolve()
    })
  })
  return {
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((resolve) => http.close(() => resolve()))
      http.closeIdleConnections()
      const impatient = setTimeout(() => http.closeAllConnections(), lastAnswersMs)
      await closed
      clearTimeout(impatient)
    },
  }
}

function addressOf({ publicUrl, host }: Config, port: number): string {
  if (publicUrl !== null) return publicUrl.origin
  const isEverywhere = host === '0.0.0.0' || host === '::'
  const name = isEverywhere ? 'localhost' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

/** Why a server could not open, in one sentence for whoever started it. */
export function whyNot(fault: unknown, { dataDir, port, host }: Config): string {
  if (fault instanceof StoreError) return whyNoStore(fault, dataDir)
  const code = fault instanceof Error && 'code' in fault ? fault.code : null
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is already in use. Stop the other program, or choose another with PORT=…`
    case 'EACCES':
      return `This user may not listen on port ${port}. Choose another with PORT=…`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST ${host} is no address of this machine.`
    default:
      return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
  }
}

function whyNoStore(fault: StoreError, dataDir: string): string {
  const reason = fault.cause instanceof Error ? ` (${fault.cause.message})` : ''
  switch (fault.code) {
    case 'newer-schema':
      return `The database in ${dataDir} was made by a newer version of Leerbord. Start that version; nothing was changed.`
    case 'disk-full':
      return `There is no room left on the disk of DATA_DIR ${dataDir}.`
    case 'corrupt':
      return `What lies in ${dataDir} is damaged${reason}. Put back a copy of the folder; nothing was changed.`
    case 'unavailable':
    case 'conflict':
    case 'fenced':
      break
  }
  return `DATA_DIR ${dataDir} can't be used${reason}.`
}
