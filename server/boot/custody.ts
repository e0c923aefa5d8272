import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { systemCtx } from '../kernel/actor.ts'
import { backUp } from '../kernel/backup/dump.ts'
import { rehearse } from '../kernel/backup/rehearse.ts'
import { type Restored, restore } from '../kernel/backup/restore.ts'
import { noteRestored } from '../kernel/backup/restored.ts'
import { systemClock } from '../kernel/clock.ts'
import { type Config, readConfig } from '../kernel/config/config.ts'
import { takeLock } from '../kernel/database/lock.ts'
import { newId } from '../kernel/ids.ts'
import { createKernel } from '../kernel/index.ts'
import { readPublicKeys } from '../kernel/journal/seal/keys.ts'
import { exportReportText, verifyExport } from '../kernel/journal/verify/exported.ts'
import { reportText } from '../kernel/journal/verify/report.ts'
import { verifyJournal } from '../kernel/journal/verify/verify.ts'
import { createLog } from '../kernel/log.ts'
import { bootErrors } from './errors.ts'
import { attachStore, startBare } from './store.ts'
import { say } from './terminal.ts'

/** How each command is called. */
export const USAGE = {
  verify: '[--head <file>] [--export <file>] [--json]',
  backup: '<file> [--verify]',
  restore: '<file>',
} as const

function parse<T extends Parameters<typeof parseArgs>[0]>(name: keyof typeof USAGE, config: T) {
  try {
    return parseArgs(config)
  } catch (cause) {
    throw bootErrors.usage({ usage: `${name} ${USAGE[name]}` }, { cause })
  }
}

function fileOf(name: 'backup' | 'restore', positionals: readonly string[]): string {
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw bootErrors.usage({ usage: `${name} ${USAGE[name]}` })
  return resolve(file)
}

/** Checks what lies beside the journal: given by whoever knows the rooms. */
export type VerifyMore = (
  ownerUrl: string,
  dataFolder: string,
) => Promise<{ readonly ok: boolean; readonly text: string; readonly report: object }>

/** `verify`: the exit code is 1 when the journal or the readings do not verify. */
export async function verifyStore(args: string[], verifyReadings: VerifyMore): Promise<number> {
  const { values } = parse('verify', {
    args,
    options: {
      head: { type: 'string', multiple: true },
      export: { type: 'string' },
      json: { type: 'boolean' },
    },
  })
  const { head, export: exported, json } = values as { head?: string[]; export?: string; json?: boolean }
  const config = readConfig(process.env)
  if (exported !== undefined) {
    // Needs no store: the keys of the data folder are taken where there is one, else those that came with the file.
    const report = await verifyExport(resolve(exported), await readPublicKeys(config.dataFolder))
    process.stdout.write(json ? `${JSON.stringify(report)}\n` : exportReportText(report))
    return report.ok ? 0 : 1
  }
  const store = await attachStore(config, say)
  try {
    const report = await verifyJournal({
      ownerUrl: store.urls.ownerUrl,
      dataFolder: config.dataFolder,
      ...(head && { heads: head.map((file) => resolve(file)) }),
    })
    const readings = await verifyReadings(store.urls.ownerUrl, config.dataFolder)
    const ok = report.ok && readings.ok
    const whole = { ...report, ok, readings: readings.report }
    process.stdout.write(json ? `${JSON.stringify(whole)}\n` : `${reportText(report)}${readings.text}`)
    return ok ? 0 : 1
  } finally {
    await store.stop()
  }
}

const counted = (value: number): string => value.toLocaleString('en')

/** `backup`: while the store is in use; with `--verify` it is restored beside it and compared. */
export async function backUpStore(version: string, args: string[]): Promise<number> {
  const { values, positionals } = parse('backup', {
    args,
    allowPositionals: true,
    options: { verify: { type: 'boolean' } },
  })
  const file = fileOf('backup', positionals)
  const config = readConfig(process.env)
  const store = await attachStore(config, say)
  const { ownerUrl } = store.urls
  try {
    const summary = await backUp({ ownerUrl, dataFolder: config.dataFolder, file, clock: systemClock, version })
    const { tables, rows, files, head } = summary
    const sealed = head === null ? '' : `，封印至第 ${head.no} 道 · up to seal ${head.no} (${head.digest})`
    process.stdout.write(
      `✓ ${file}\n  ${counted(rows)} 行、${counted(files)} 个文件 · ${counted(rows)} rows of ${tables} tables, ${counted(files)} files${sealed}\n`,
    )
    if (!values.verify) return 0
    const { report } = await rehearse({ ownerUrl, file, clock: systemClock, summary })
    process.stdout.write(`已试恢复并核对 · restored beside and compared\n${reportText(report)}`)
    return report.ok ? 0 : 1
  } finally {
    await store.stop()
  }
}

/** `restore`: into an empty place only. */
export async function restoreStore(args: string[], verifyReadings: VerifyMore): Promise<number> {
  const file = fileOf('restore', parse('restore', { args, allowPositionals: true }).positionals)
  const config = readConfig(process.env)
  const store = await startBare(config, say)
  try {
    const lock = await takeLock(join(config.dataFolder, 'yiwang.lock'))
    try {
      const { ownerUrl } = store.urls
      const restored = await restore({ ownerUrl, dataFolder: config.dataFolder, file, clock: systemClock })
      await noteInJournal(config, store.urls, restored)
      const readings = await verifyReadings(ownerUrl, config.dataFolder)
      const { rows, files, applied, report } = restored
      const forward = applied.length > 0 ? `\n  ${applied.join(', ')}` : ''
      process.stdout.write(
        `✓ ${counted(rows)} 行、${counted(files)} 个文件已恢复 · ${counted(rows)} rows and ${counted(files)} files restored${forward}\n${reportText(report)}${readings.text}`,
      )
      return report.ok && readings.ok ? 0 : 1
    } finally {
      lock.release()
    }
  } finally {
    await store.stop()
  }
}

/** The first entry of the new era says where everything before it comes from. */
async function noteInJournal(
  config: Config,
  urls: { appUrl: string; sealerUrl: string },
  { manifest, rows, files }: Restored,
): Promise<void> {
  const kernel = createKernel({
    ...urls,
    dataFolder: config.dataFolder,
    clock: systemClock,
    log: createLog('warn'),
  })
  try {
    await kernel.start()
    const { createdAt, head } = manifest
    const from = { createdAt, headNo: head?.no ?? null, rows, files }
    await kernel.run(noteRestored, systemCtx('restore', systemClock), newId(), from)
    await kernel.settled()
  } finally {
    await kernel.stop()
  }
}
