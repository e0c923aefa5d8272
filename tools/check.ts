// Everything that can be judged without running the program: `npm run check`. One line a check, then what is wrong.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { judgeHouse } from './house/house.ts'

const ROOT = join(import.meta.dirname, '..')
const BIN = join(ROOT, 'node_modules/.bin')

interface Verdict {
  name: string
  /** Empty when all is well. */
  complaint: string
  tookMs: number
}

/** Runs a program; what it printed counts only if it failed. */
function run(name: string, program: string, args: string[]): Promise<Verdict> {
  const began = performance.now()
  return new Promise((resolve) => {
    execFile(program, args, { cwd: ROOT, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      const complaint = error ? `${stdout}${stderr}`.trim() || error.message : ''
      resolve({ name, complaint, tookMs: performance.now() - began })
    })
  })
}

function house(): Verdict {
  const began = performance.now()
  const broken = [...judgeHouse()].filter(([, problems]) => problems.length > 0)
  const complaint = broken
    .map(([rule, problems]) => `${rule}:\n${problems.map((one) => `  ${one}`).join('\n')}`)
    .join('\n')
  return { name: 'house rules', complaint, tookMs: performance.now() - began }
}

const tool = (name: string, program: string, ...args: string[]) => run(name, join(BIN, program), args)

async function judge(): Promise<Verdict[]> {
  const node = (name: string, ...args: string[]) => run(name, process.execPath, args)
  const running = [
    tool('types', 'tsc', '-p', '.'),
    ...(existsSync(join(ROOT, 'web/main.tsx')) ? [tool('types of the web', 'tsc', '-p', 'web')] : []),
    tool('biome', 'biome', 'check', '--error-on-warnings'),
    tool('nothing unused', 'knip', '--no-progress'),
    node('generated files are up to date', 'tools/gen.ts', '--check'),
    ...(existsSync(join(ROOT, 'scenarios')) ? [node('packs', 'server/cli.ts', 'scenario', 'lint')] : []),
  ]
  return [house(), ...(await Promise.all(running))]
}

const verdicts = await judge()
for (const { name, complaint, tookMs } of verdicts) {
  process.stdout.write(`${complaint === '' ? '✔' : '✖'} ${name} · ${(tookMs / 1000).toFixed(1)} s\n`)
  if (complaint !== '') process.stdout.write(`${complaint.replace(/^/gm, '    ')}\n`)
}
process.exitCode = verdicts.every(({ complaint }) => complaint === '') ? 0 : 1
