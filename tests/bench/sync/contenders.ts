/** The servers that are measured, each as a process of its own, and where its clients sit. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { must } from '../../../shared/assert.ts'
import type { DialectName, Seat } from './dialect.ts'
import type { Load } from './loads.ts'
import { ours } from './ours.ts'

export interface Running extends AsyncDisposable {
  readonly pid: number
  /** A list of seats for each room. */
  seats(load: Load): Promise<readonly (readonly Seat[])[]>
  kill(): Promise<void>
  /** After a kill: the newest change of each writer that a restart still has; null for who keeps nothing. */
  stored: ((rooms: readonly string[]) => Promise<ReadonlyMap<number, number>>) | null
}

export interface Contender {
  readonly name: string
  readonly dialect: DialectName
  start(env?: Readonly<Record<string, string>>): Promise<Running>
}

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Keeps nothing on disk: everyone is let in, under any name of a room. */
function inMemory(name: string, dialect: DialectName, path: string): Contender {
  return {
    name,
    dialect,
    async start(env = {}) {
      const { child, port, ended } = await started(file(path), env)
      return {
        pid: must(child.pid, 'a process'),
        seats: ({ rooms, clients }) =>
          Promise.resolve(
            Array.from({ length: rooms }, (_, room) =>
              Array.from({ length: clients }, (_, client) => ({
                url: `ws://127.0.0.1:${port}/room${room}`,
                headers: {},
                room: `room${room}`,
                writer: room * clients + client,
                author: 'anyoneanyoneanyo',
              })),
            ),
          ),
        async kill() {
          child.kill('SIGKILL')
          await ended
        },
        stored: null,
        async [Symbol.asyncDispose]() {
          child.kill('SIGKILL')
          await ended
        },
      }
    },
  }
}

async function started(
  path: string,
  env: Readonly<Record<string, string>>,
): Promise<{ child: ChildProcess; port: number; ended: Promise<void> }> {
  const child = spawn(process.execPath, [path], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  const ended = new Promise<void>((resolve) => void child.once('close', () => resolve()))
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = /^ready (\d+)$/.exec(line)?.[1]
      if (said !== undefined) resolve(Number(said))
    })
    void ended.then(() => reject(new Error(`${path} ended before it was ready`)))
  })
  return { child, port, ended }
}

export const contenders: Readonly<Record<string, Contender>> = {
  ours,
  relay: inMemory('bare relay', 'relay', 'relay-server.ts'),
  yws: inMemory('y-websocket-server', 'plain', '../peers/y-websocket-server.mjs'),
  hocuspocus: inMemory('Hocuspocus 4', 'hocuspocus', '../peers/hocuspocus.mjs'),
  tldraw: inMemory('tldraw sync-core', 'tldraw', '../peers/tldraw-sync.mjs'),
}
