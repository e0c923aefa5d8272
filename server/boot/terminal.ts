import type { Notice } from '../kernel/database/embedded.ts'
import { Fault } from '../kernel/errors.ts'

/** Tells the operator something in both languages, on the error stream so that a command's result stays clean. */
export function say({ zh, en }: Notice): void {
  process.stderr.write(`  ${zh} · ${en}\n`)
}

/** Prints why a command ended: a fault is a line in each language, anything else is a bug and shows where. */
export function complain(error: unknown): void {
  const lines =
    error instanceof Fault
      ? [error.say('zh'), error.say('en')]
      : [error instanceof Error ? (error.stack ?? error.message) : String(error)]
  process.stderr.write(`\n${lines.map((line) => `  ${line}\n`).join('')}\n`)
}

/** Resolves at the first Ctrl-C or SIGTERM; a second one ends the process at once. */
export function awaitInterrupt(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false
    const interrupt = () => {
      if (asked) process.exit(130)
      asked = true
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt)
  })
}
