import { hostname, networkInterfaces } from 'node:os'
import { systemClock } from '../../kernel/clock.ts'
import type { Config } from '../../kernel/config/config.ts'
import { type LocalCertificates, localCertificates } from './certificates.ts'

/** Every name and address this machine is reached by on its own network. */
export function ownNames(): string[] {
  const addresses = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    // Link-local IPv6 addresses carry a zone no certificate can name.
    .filter((one) => !one.internal && (one.family === 'IPv4' || !/^fe80:/i.test(one.address)))
    .map((one) => one.address)
  const name = hostname().toLowerCase()
  const named = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name) ? [name, `${name.split('.')[0]}.local`] : []
  return [...new Set(['localhost', '127.0.0.1', '::1', ...named, ...addresses])]
}

/** The settings with the files of a certificate made here, where `YIWANG_TLS=local` asks for one. */
export async function withLocalTls<C extends Config>(
  config: C,
): Promise<{ config: C; local: LocalCertificates | null }> {
  if (config.tls !== 'local') return { config, local: null }
  const local = await localCertificates(config.dataFolder, ownNames(), systemClock.now())
  return { config: { ...config, tlsCert: local.certFile, tlsKey: local.keyFile }, local }
}
