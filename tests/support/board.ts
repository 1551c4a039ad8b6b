/**
 * `npm run board -- ID [DATA_DIR]` prints a stored board as records, one a line, and its outline.
 * Reads a copy of the database, so the server may go on running.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import * as Y from 'yjs'
import { openSqliteStore } from '../../server/adapters/sqlite/store.ts'
import { outlineOf } from '../../shared/board/outline.ts'
import { readAll } from '../../shared/board/layout.ts'
import { type BoardId, parseId } from '../../shared/ids.ts'

const silent = { info() {}, warn() {}, error() {} }

async function printBoard(boardId: BoardId, dataDir: string): Promise<number> {
  const copy = mkdtempSync(join(tmpdir(), 'leerbord-board-'))
  try {
    using source = new DatabaseSync(join(dataDir, 'leerbord.db'), { readOnly: true })
    await backup(source, join(copy, 'leerbord.db'))
    await using store = await openSqliteStore({ dataDir: copy, log: silent })
    const stored = await store.load(boardId)
    if (stored === null) {
      process.stderr.write(`No board ${boardId} in ${dataDir}.\n`)
      return 1
    }
    const doc = new Y.Doc()
    if (stored.checkpoint !== null) Y.applyUpdate(doc, stored.checkpoint)
    for (const update of stored.tail) Y.applyUpdate(doc, update)
    const records = readAll(doc)
    process.stdout.write(
      `board ${boardId}, epoch ${stored.epoch}, update ${stored.seq}, ${records.size} records, ${stored.clients.length} client ids\n`,
    )
    for (const record of records.values()) process.stdout.write(`${JSON.stringify(record)}\n`)
    process.stdout.write(`${JSON.stringify(outlineOf(records), null, 2)}\n`)
    return 0
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

const [asked, dataDir = process.env['DATA_DIR'] ?? './data'] = process.argv.slice(2)
const boardId = parseId<BoardId>(asked ?? '')
if (boardId === null) {
  process.stderr.write('Which board? npm run board -- ID [DATA_DIR]\n')
  process.exitCode = 2
} else {
  process.exitCode = await printBoard(boardId, dataDir)
}
