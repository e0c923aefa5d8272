import { parseArgs } from 'node:util'
import { importErrors } from './errors.ts'
import { importPlaces } from './places/import-places.ts'
import { type Imported, importReports } from './reports/import-reports.ts'
import type { Rooms } from './rooms.ts'
import { replaySeries } from './series/replay-series.ts'
import type { RowFault } from './table/position.ts'
import { importThings } from './things/import-things.ts'

/** The rooms things are imported into. */
export type { Rooms } from './rooms.ts'

/** How each command is called. */
export const IMPORT_USAGE = {
  import:
    'reports <file.csv> --mapping <file.yaml> [--dry-run] | things <file.csv|file.xlsx> [--mapping <file.yaml>] [--dry-run] | places <file.geojson>',
  replay: 'readings <folder|file.csv> [--zone <zone>] [--type <pack.type>]',
} as const

/** Where the doors are, the rooms, and somewhere to say what became of it. */
export interface ImportSite {
  readonly rooms: Rooms
  readonly origin: string
  readonly mqttUrl: string
  readonly say: (line: string) => void
}

function parse<T extends Parameters<typeof parseArgs>[0]>(name: keyof typeof IMPORT_USAGE, config: T) {
  try {
    return parseArgs(config)
  } catch (cause) {
    throw importErrors.usage({ usage: `${name} ${IMPORT_USAGE[name]}` }, { cause })
  }
}

const usage = (name: keyof typeof IMPORT_USAGE) => importErrors.usage({ usage: `${name} ${IMPORT_USAGE[name]}` })

const lineOf = ({ line, key, code, text }: RowFault): string => `  ${line}  ${key}  ${code}  ${text.zh} · ${text.en}`

async function things({ rooms, say }: ImportSite, wish: Omit<Parameters<typeof importThings>[1], 'refuse'>) {
  const done = await importThings(rooms, { ...wish, refuse: (fault) => say(lineOf(fault)) })
  const { rows, added, changed, same, refused } = done
  const what = wish.isDry ? '检查 checked：' : ''
  say(
    `${what}${rows} 行 rows：新增 added ${added}，改变 changed ${changed}，原样 same ${same}，未导入 refused ${refused}`,
  )
  return refused > 0 ? 1 : 0
}

function tell(say: ImportSite['say'], { rows, imported, known, faults }: Imported, isDry: boolean): void {
  for (const fault of faults) say(lineOf(fault))
  const done = isDry ? '将导入 would import' : '已导入 imported'
  say(`${rows} 行 rows：${done} ${imported}，原已导入 there before ${known}，未导入 refused ${faults.length}`)
}

/** `yiwang import reports|things|places`; the exit code is 1 when rows were refused. */
export async function importCommand(args: string[], site: ImportSite): Promise<number> {
  const { rooms, say } = site
  const { values, positionals } = parse('import', {
    args,
    allowPositionals: true,
    options: { mapping: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  })
  const [what, file, ...more] = positionals
  if (file === undefined || more.length > 0) throw usage('import')
  if (what === 'places') {
    const { applied, added, changed, same, faults } = await importPlaces(rooms, file)
    for (const { feature, code, text } of faults) say(`  ${feature}  ${code ?? '—'}  ${text.zh} · ${text.en}`)
    if (!applied) say(`${faults.length} 处有误，没有导入任何区划 faults, and nothing was imported`)
    else say(`区划 divisions：新增 added ${added}，改变 changed ${changed}，原样 same ${same}`)
    return applied ? 0 : 1
  }
  const mappingFile = typeof values.mapping === 'string' ? values.mapping : undefined
  if (what === 'things') return things(site, { file, mappingFile, isDry: values['dry-run'] === true })
  if (what !== 'reports' || mappingFile === undefined) throw usage('import')
  const isDry = values['dry-run'] === true
  const imported = await importReports(rooms, { file, mappingFile, isDry })
  tell(say, imported, isDry)
  return imported.faults.length > 0 ? 1 : 0
}

/** `yiwang replay readings`: into a place that runs. */
export async function replayCommand(args: string[], { rooms, origin, mqttUrl, say }: ImportSite): Promise<number> {
  const { values, positionals } = parse('replay', {
    args,
    allowPositionals: true,
    options: { zone: { type: 'string' }, type: { type: 'string' } },
  })
  const [what, path, ...more] = positionals
  if (what !== 'readings' || path === undefined || more.length > 0) throw usage('replay')
  const zone = typeof values.zone === 'string' ? values.zone : 'UTC'
  const type = typeof values.type === 'string' ? values.type : undefined
  const { series } = await replaySeries(rooms, { path, zone, origin, mqttUrl, type })
  let [sent, repeated, unread] = [0, 0, 0]
  for (const one of series) {
    say(`  ${one.code}  ${one.sent}${one.repeated + one.unread > 0 ? `  (-${one.repeated} -${one.unread})` : ''}`)
    sent += one.sent
    repeated += one.repeated
    unread += one.unread
  }
  say(`${series.length} 条序列 series：送出 sent ${sent}，同一时刻重复 repeated ${repeated}，读不懂 unread ${unread}`)
  return 0
}
