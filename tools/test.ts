// Runs the tests on one database server: `npm test [-- word…]`, `npm run test:long`. The last line is `N passed, N failed`.
import { globSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { run } from 'node:test'
import { startTestCluster } from '../test/support/cluster.ts'
import { CLUSTER_VARIABLE } from '../test/support/database.ts'

const ROOT = join(import.meta.dirname, '..')
/** A file that takes longer hangs. */
const FILE_LIMIT_MS = { short: 180_000, long: 3_600_000 }

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const long = process.argv.includes('--long')

interface Count {
  passed: number
  failed: number
}

function findFiles(): string[] {
  return globSync('**/*.test.ts', { cwd: ROOT, exclude: (name) => /^(node_modules|dist|data|\..+)$/.test(name) })
    .filter((file) => file.endsWith('.long.test.ts') === long)
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
    .sort()
}

/** One line a file, and under a file that failed what failed and what it printed. */
async function runFiles(files: readonly string[], concurrency: number): Promise<Count> {
  if (files.length === 0) return { passed: 0, failed: 0 }
  const notes = new Map<string, string[]>()
  const noteFor = (named = '') => {
    const file = resolve(ROOT, named)
    const list = notes.get(file) ?? []
    notes.set(file, list)
    return list
  }
  const total = { passed: 0, failed: 0 }
  const seen = new Set<string>()
  const stream = run({
    files: [...files],
    cwd: ROOT,
    concurrency,
    timeout: long ? FILE_LIMIT_MS.long : FILE_LIMIT_MS.short,
  })
  for await (const event of stream) {
    if (event.type === 'test:stdout' || event.type === 'test:stderr')
      noteFor(event.data.file).push(event.data.message.trimEnd())
    if (event.type === 'test:fail' && event.data.details.type !== 'suite') {
      noteFor(event.data.file).push(describeFailure(event.data.name, event.data.details.error))
    }
    if (event.type === 'test:summary' && event.data.file !== undefined) {
      const { counts, duration_ms, file } = event.data
      const failed = counts.tests - counts.passed - counts.skipped - counts.todo
      total.passed += counts.passed
      total.failed += failed
      seen.add(file)
      print(
        file,
        failed === 0,
        `${counts.passed}${failed ? ` passed, ${failed} failed` : ''} · ${(duration_ms / 1000).toFixed(1)} s`,
      )
      if (failed > 0) process.stdout.write(`${noteFor(file).filter(Boolean).join('\n')}\n`)
    }
  }
  for (const file of files.map((name) => join(ROOT, name))) {
    if (seen.has(file)) continue
    print(file, false, 'did not finish')
    process.stdout.write(`${noteFor(file).filter(Boolean).join('\n')}\n`)
    total.failed += 1
  }
  return total
}

function print(file: string, fine: boolean, rest: string): void {
  process.stdout.write(`${fine ? '✔' : '✖'} ${relative(ROOT, file)} · ${rest}\n`)
}

function describeFailure(name: string, error: Error): string {
  const cause = error.cause instanceof Error ? (error.cause.stack ?? error.cause.message) : error.message
  return `  ✖ ${name}\n${cause.replace(/^/gm, '    ')}`
}

async function main(): Promise<number> {
  const files = findFiles()
  if (files.length === 0 && words.length > 0) {
    process.stdout.write(`no test file matches ${words.join(' ')}\n`)
    return 1
  }
  const cluster = await startTestCluster()
  const interrupted = () => void cluster.stop().finally(() => process.exit(130))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted)
  process.env[CLUSTER_VARIABLE] = cluster.folder
  try {
    const journeys = files.filter((file) => file.startsWith('test/e2e/'))
    const others = files.filter((file) => !file.startsWith('test/e2e/'))
    const first = await runFiles(others, long ? 1 : availableParallelism())
    // A journey drives browsers and a whole server: alone, so that its waits are not other tests' work.
    const second = await runFiles(journeys, 1)
    const failed = first.failed + second.failed
    process.stdout.write(`${first.passed + second.passed} passed, ${failed} failed\n`)
    return failed === 0 ? 0 : 1
  } finally {
    await cluster.stop()
  }
}

process.exitCode = await main()
