import type { Reporter, TestModule } from 'vitest/node'

/** Ends a run with the one plain line that any script can read: `12 passed, 0 failed`. */
export default class PlainReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0
    let failed = errors.length
    let skipped = 0
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      // A module that failed to load has no tests, and would otherwise not be counted at all.
      if (tests.length === 0 && !module.ok()) failed += 1
      for (const test of tests) {
        const { state } = test.result()
        if (state === 'passed') passed += 1
        else if (state === 'failed') failed += 1
        else skipped += 1
      }
    }
    // A run that could not even begin must not read as one without failures.
    if (passed + failed === 0) failed = 1
    const skippedPart = skipped === 0 ? '' : `, ${skipped} skipped`
    process.stdout.write(`\n${passed} passed, ${failed} failed${skippedPart}\n`)
  }
}
