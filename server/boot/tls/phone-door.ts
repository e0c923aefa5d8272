import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { LocalCertificates } from './certificates.ts'

const CERTIFICATE = '/yiwang.crt'

/** The three lines a phone's owner needs; docs/guide/phones.md says the same at more length. */
const page = (address: string, fingerprint: string): string => `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>一网 Yiwang</title>
<style>body{font:18px/1.6 system-ui,sans-serif;max-width:34em;margin:0 auto;padding:24px 16px}a{display:inline-block;padding:10px 0}code{overflow-wrap:anywhere}</style>
<h1>在手机上安全地打开</h1>
<ol><li><a href="${CERTIFICATE}">安装这个证书</a>（安卓：选“CA 证书”；苹果：装好描述文件）</li>
<li>苹果还要打开：设置 › 通用 › 关于本机 › 证书信任设置</li>
<li><a href="${address}">打开一网</a></li></ol>
<h1 lang="en">Open it safely on a phone</h1>
<ol lang="en"><li><a href="${CERTIFICATE}">Install this certificate</a> (Android: as a CA certificate; iPhone: install the profile)</li>
<li>On an iPhone also switch it on: Settings › General › About › Certificate Trust Settings</li>
<li><a href="${address}">Open Yiwang</a></li></ol>
<p>SHA-256 <code>${fingerprint}</code></p></html>
`

/** A host name or address as a browser sends it; anything else could lead elsewhere. */
const HOST = /^(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d+)?$/i

/**
 * Plain HTTP beside the encrypted port, for phones that do not trust it yet: `/` says what to do, `/yiwang.crt` is the
 * authority's certificate, everything else is sent on to HTTPS.
 */
export async function openPhoneDoor(
  { authorityFile, fingerprint }: LocalCertificates,
  at: { host: string; port: number; httpsPort: number },
): Promise<{ port: number; stop(): Promise<void> }> {
  const certificate = await readFile(authorityFile)
  function answer(request: IncomingMessage, response: ServerResponse): void {
    const [, host] = HOST.exec(request.headers.host ?? '') ?? []
    const path = request.url ?? '/'
    if (host === undefined || !path.startsWith('/') || !['GET', 'HEAD'].includes(request.method ?? ''))
      return void response.writeHead(400).end()
    const address = `https://${host}:${at.httpsPort}`
    if (path === CERTIFICATE)
      return void response.writeHead(200, { 'content-type': 'application/x-x509-ca-cert' }).end(certificate)
    if (path !== '/') return void response.writeHead(307, { location: address + path }).end()
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    })
    response.end(page(address, fingerprint))
  }
  const server = createServer(answer).listen(at.port, at.host)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
