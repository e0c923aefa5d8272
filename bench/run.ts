import { cpus } from 'node:os'
import { alarmPage } from './alarm-page.ts'
import { measureDetector, scoreAnomalies } from './anomaly.ts'
import type { Bench, Figure } from './bench.ts'
import { casesSteps } from './cases-steps.ts'
import { flood } from './flood.ts'
import { ingestHttp } from './ingest-http.ts'
import { ingestMqtt } from './ingest-mqtt.ts'
import { latestOfAll } from './latest.ts'
import { measureLocate } from './locate.ts'
import { mqttIdle } from './mqtt-idle.ts'
import { measureRules } from './rules.ts'
import { series } from './series.ts'

const reaches = ({ value, limit, isCeiling }: Figure): boolean =>
  limit === null || (isCeiling === true ? value <= limit : value >= limit)

function print(figure: Figure, isJson: boolean): void {
  const { name, value, unit, limit, ratio } = figure
  if (isJson) {
    console.log(JSON.stringify({ name, value, unit, limit, ratio }))
    return
  }
  const beside = limit === null ? '' : `  limit ${limit} ${reaches(figure) ? 'reached' : 'MISSED'}`
  const share = ratio === null ? '' : `  ratio ${ratio}`
  console.log(`${name.padEnd(24)} ${String(value).padStart(12)} ${unit}${beside}${share}`)
}

const words = process.argv.slice(2)
const isJson = words.includes('--json')
const dataAt = words.indexOf('--data')
const dataFolder = dataAt === -1 ? undefined : words[dataAt + 1]
const names = words.filter((word, at) => !word.startsWith('--') && (dataAt === -1 || at !== dataAt + 1))
if (dataAt !== -1 && dataFolder === undefined) {
  console.error('--data needs the folder of the labelled series')
  process.exit(2)
}
// Every claim of speed. A new one is a file beside this and a name here.
const benches: readonly Bench[] = [
  ingestHttp,
  ingestMqtt,
  mqttIdle,
  casesSteps,
  alarmPage,
  latestOfAll,
  flood,
  series,
  { name: 'rules.observe', about: 'readings judged by one thread', run: async () => [measureRules()] },
  {
    name: 'anomaly',
    about: 'the anomaly detector: its speed and, with --data <folder>, its score on labelled series',
    run: async () => [measureDetector(), ...(dataFolder === undefined ? [] : scoreAnomalies(dataFolder))],
  },
  {
    name: 'city.locate',
    about: 'a point to its divisions and grids',
    run: async () => [{ ...(await measureLocate()), isCeiling: true }],
  },
]
const unknown = names.filter((name) => !benches.some((bench) => bench.name === name))
if (unknown.length > 0) {
  console.error(`no such measurement: ${unknown.join(', ')}; there are ${benches.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}

if (!isJson) console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`)
let missed = false
for (const bench of benches) {
  if (names.length > 0 && !names.includes(bench.name)) continue
  for (const figure of await bench.run()) {
    print(figure, isJson)
    missed ||= !reaches(figure)
  }
}
process.exitCode = missed ? 1 : 0
