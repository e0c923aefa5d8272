import { lineAt, type Problem, type SourceFile } from './files.ts'

interface Ban {
  pattern: RegExp
  instead: string
  /** Files it holds in. */
  where: (path: string) => boolean
}

// The rules themselves and their test name what they ban.
const everywhere = (path: string): boolean => !/^tools\/(house\/|tidy\.test\.ts)/.test(path)
const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path) || path.startsWith('test/')

/** Text that may not occur, with what to write instead. */
const BANS: readonly Ban[] = [
  {
    pattern: /new Date\(\)|\bDate\.now\(\)/g,
    instead: 'ask a Clock (kernel/clock.ts), or take `now`',
    where: (path) => everywhere(path) && path !== 'server/kernel/clock.ts' && !path.startsWith('web/'),
  },
  {
    pattern: /\bsetTimeout\(|\bsetInterval\(|node:timers\/promises/g,
    instead: 'wait for a condition (test/support)',
    where: (path) => isTest(path) && !path.startsWith('test/support/') && !path.startsWith('web/'),
  },
  {
    pattern: /\bas any\b(?=\s*[;,)\]}.]|$)|:\s*any\b(?=\s*[;,)=\]}]|\[\]|$)/gm,
    instead: 'name the type, or `unknown` and check it',
    where: (path) => everywhere(path) && /tsx?$/.test(path),
  },
  { pattern: /\b(TODO|FIXME)\b/g, instead: 'do it, or open an issue', where: everywhere },
  { pattern: /@ts-(ignore|nocheck|expect-error)/g, instead: 'make the types true', where: everywhere },
  {
    pattern: /\bconsole\.\w+\(/g,
    instead: 'kernel.log, or standard output in a command',
    where: (path) => /^(server|contract|web|db)\//.test(path) && path !== 'server/cli.ts' && !isTest(path),
  },
  { pattern: /\b(test|it|describe|suite)\.(skip|only|todo)\b/g, instead: 'run every test', where: everywhere },
  {
    pattern: /['"`](sm2|SM2|sm2p256v1|SM2-with-SM3|sm2sign)['"`]/g,
    instead: 'the SM2 adapter: node:crypto signs something that is not SM2',
    where: (path) => everywhere(path) && !/sm2\.ts$/.test(path),
  },
]

/** Banned text, each with its place and what to write instead. */
export function judgeWords(files: readonly SourceFile[]): Problem[] {
  return files.flatMap((file) =>
    BANS.filter((ban) => ban.where(file.path)).flatMap((ban) =>
      [...file.text.matchAll(ban.pattern)].map(
        (match) => `${file.path}:${lineAt(file.text, match.index)}: \`${match[0].trim()}\` — ${ban.instead}`,
      ),
    ),
  )
}
