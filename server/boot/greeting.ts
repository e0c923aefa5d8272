import { networkInterfaces } from 'node:os'
import type { ServedPlace } from './serve.ts'

/** Chinese characters take two columns of a terminal. */
const width = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0)
const pad = (text: string, columns: number): string => text + ' '.repeat(Math.max(1, columns - width(text)))

/** The same address as other machines on the network reach it. */
export function networkAddresses(address: string, host: string): string[] {
  if (host !== '0.0.0.0' && host !== '::') return []
  const own = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return own
    .filter((one) => one.family === 'IPv4' && !one.internal)
    .map((one) => {
      const url = new URL(address)
      url.hostname = one.address
      return url.origin
    })
}

/** Phones trust a certificate made here once it is installed. */
function phoneLines({ phoneAddress, config }: ServedPlace, line: (label: string, text: string) => string): string[] {
  if (phoneAddress === null) return []
  const addresses = networkAddresses(phoneAddress, config.host)
  return (addresses.length > 0 ? addresses : [phoneAddress]).map((address) => line('手机先开 Phones first', address))
}

/** What is printed when everything is ready. */
export function greet(place: ServedPlace): string {
  const line = (label: string, text: string) => `  ${pad(label, 22)}${text}`
  const { server, config } = place
  const rows = [
    '',
    `  一网 Yiwang ${place.version}${config.demo ? ' · 演示 demo' : ''} · ${(place.startedInMs / 1000).toFixed(1)} s`,
    '',
    line('打开 Open', server.address),
    ...networkAddresses(server.address, config.host).map((address) => line('同一网络 On the LAN', address)),
    ...phoneLines(place, line),
    ...(server.invitation ? [line('建立管理员 First admin', server.invitation)] : []),
    line('数据 Data', config.databaseUrl === undefined ? config.dataFolder : 'DATABASE_URL'),
  ]
  const passwords = new Set(server.accounts.map((account) => account.password))
  const [shared] = passwords
  if (shared !== undefined) {
    const one = passwords.size === 1
    rows.push('', `  演示账号 Demo accounts${one ? ` · 口令 password  ${shared}` : ''}`)
    for (const { name, zh, en, password } of server.accounts)
      rows.push(line(`  ${name}`, `${pad(zh, 14)}${one ? en : `${pad(en, 22)}${password}`}`))
  }
  rows.push('', '  Ctrl-C 停止 stops it', '')
  return `${rows.join('\n')}\n`
}
