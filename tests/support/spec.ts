/**
 * Compares the rules of every SPEC.md (and PROTOCOL.md) with the rules that tests cite, both ways.
 * A rule is a list line that begins with its id in bold; a test cites the id in brackets at the
 * start of its name. Prints what is missing and ends with 1, so that a rule without a test, or a
 * test of a rule nobody wrote, fails `npm run check`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

function filesBelow(folder: string, wanted: (name: string) => boolean): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && wanted(entry.name) && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name))
}

function idsIn(files: readonly string[], pattern: RegExp): Map<string, string> {
  const found = new Map<string, string>()
  for (const file of files) {
    for (const match of readFileSync(file, 'utf8').matchAll(pattern)) {
      for (const id of (match[1] ?? '').matchAll(/[A-Z]{2}\d+[a-z]?/g)) {
        if (!found.has(id[0])) found.set(id[0], file)
      }
    }
  }
  return found
}

const specs = ['shared', 'server', 'client'].flatMap((folder) =>
  filesBelow(folder, (name) => name === 'SPEC.md' || name === 'PROTOCOL.md'),
)
const tests = filesBelow('tests', (name) => name.endsWith('.ts'))
const rules = idsIn(specs, /^\s*-\s+\*\*([A-Z]{2}\d+[a-z]?)\*\*/gm)
const cited = idsIn(tests, /['"`]\[([A-Z]{2}\d+[a-z]?(?:[ ,]+[A-Z]{2}\d+[a-z]?)*)\]/g)

const problems = [
  ...[...rules].filter(([id]) => !cited.has(id)).map(([id, file]) => `${file}: rule ${id} has no test`),
  ...[...cited]
    .filter(([id]) => !rules.has(id))
    .map(([id, file]) => `${file}: cites ${id}, which no SPEC has`),
]
for (const problem of problems) process.stdout.write(`${problem}\n`)
process.stdout.write(`${rules.size} rules, ${problems.length} without their other half\n`)
process.exitCode = problems.length === 0 ? 0 : 1
