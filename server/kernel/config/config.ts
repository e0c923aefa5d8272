import { findNearest } from '../nearest.ts'
import { configErrors } from './errors.ts'
import { BadValue } from './parse.ts'
import { type Setting, type SettingWithInitial, settings } from './settings.ts'

type Settings = typeof settings

/** What the program was told by its environment, every value checked. */
export type Config = {
  readonly [K in keyof Settings]: Settings[K] extends SettingWithInitial<infer T>
    ? T
    : Settings[K] extends Setting<infer T>
      ? T | undefined
      : never
}

export type Environment = Readonly<Record<string, string | undefined>>

const table: readonly [string, Setting<unknown> & { initial?: string }][] = Object.entries(settings)
const names = table.map(([, { name }]) => name)

/** Reads the settings; an unknown name or a bad value is refused in one line. */
export function readConfig(env: Environment): Config {
  for (const name of Object.keys(env)) {
    if (name.startsWith('YIWANG_') && !names.includes(name)) throw unknown(name)
  }
  // Each key holds what its own parser returned: the table and the type are the same list.
  const config = Object.fromEntries(table.map(([key, setting]) => [key, read(setting, env)])) as unknown as Config
  refuseHalves(env)
  if (config.tls !== undefined && config.tlsCert !== undefined) throw configErrors.tls_twice()
  if (config.demo === true && config.databaseUrl !== undefined) throw configErrors.demo_elsewhere()
  return config
}

function read(setting: Setting<unknown> & { initial?: string }, env: Environment): unknown {
  // An empty variable is how many tools say "not set".
  const text = env[setting.name]?.trim() || setting.initial
  if (text === undefined) return undefined
  try {
    return setting.parse(text)
  } catch (error) {
    if (!(error instanceof BadValue)) throw error
    throw configErrors.bad_value({ name: setting.name, got: setting.secret ? '…' : text, wants: setting.wants })
  }
}

function unknown(name: string) {
  const nearest = findNearest(name, names)
  const hint = nearest
    ? { zh: `是不是 ${nearest}？`, en: `did you mean ${nearest}?` }
    : { zh: '可用的见 docs/guide/settings.md', en: 'docs/guide/settings.md lists them all' }
  return configErrors.unknown({ name, hint })
}

const PAIRS = [
  ['YIWANG_TLS_CERT', 'YIWANG_TLS_KEY'],
  ['YIWANG_TLS_KEY', 'YIWANG_TLS_CERT'],
  ['YIWANG_OIDC_ISSUER', 'YIWANG_OIDC_CLIENT_ID'],
  ['YIWANG_OIDC_CLIENT_ID', 'YIWANG_OIDC_ISSUER'],
  ['YIWANG_OIDC_CLIENT_SECRET', 'YIWANG_OIDC_ISSUER'],
  ['YIWANG_OIDC_ACCOUNT_CLAIM', 'YIWANG_OIDC_ISSUER'],
] as const

function refuseHalves(env: Environment): void {
  for (const [name, missing] of PAIRS) {
    if (env[name]?.trim() && !env[missing]?.trim()) throw configErrors.incomplete({ name, missing })
  }
}
