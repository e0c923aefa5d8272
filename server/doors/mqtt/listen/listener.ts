import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, TLSSocket } from 'node:tls'
import type { Pipe } from '../client.ts'
import { limits } from '../limits.ts'

/** What the door does with a client's bytes. */
export interface Handlers {
  /** A client has come; undefined when there are too many. */
  open(pipe: Pipe, certificate: string | undefined): PipeHandlers | undefined
}
export interface PipeHandlers {
  bytes(chunk: Buffer): void
  drained(): void
  closed(): void
}

export interface TlsFiles {
  readonly certFile: string
  readonly keyFile: string
}

const keysOf = ({ certFile, keyFile }: TlsFiles) => ({
  cert: readFileSync(certFile),
  key: readFileSync(keyFile),
  // Devices may show a certificate of their own. It need not be signed by anybody: it is known by its fingerprint.
  requestCert: true,
  rejectUnauthorized: false,
  handshakeTimeout: limits.connectTimeoutMs,
})

/** SHA-256 of the certificate a client has shown and proved to hold, in hex; undefined without one or out of its time. */
export function certificateOf(socket: Socket, nowMs: number): string | undefined {
  if (!(socket instanceof TLSSocket)) return undefined
  const { raw } = socket.getPeerCertificate()
  if (raw === undefined) return undefined
  const certificate = new X509Certificate(raw)
  const isInTime = Date.parse(certificate.validFrom) <= nowMs && nowMs <= Date.parse(certificate.validTo)
  return isInTime ? certificate.fingerprint256.replaceAll(':', '').toLowerCase() : undefined
}

/** The server of TCP or, with keys, TLS; not yet listening. */
export function createListener(handlers: Handlers, tls: TlsFiles | undefined, now: () => number): Server {
  const accept = (socket: Socket): void => {
    socket.setNoDelay(true)
    // An error is always followed by `close`.
    socket.on('error', () => {})
    const handled = handlers.open(socket, certificateOf(socket, now()))
    if (handled === undefined) return void socket.destroy()
    socket.on('data', handled.bytes)
    socket.on('drain', handled.drained)
    socket.on('close', handled.closed)
  }
  return tls === undefined ? createServer(accept) : createTlsServer(keysOf(tls), accept)
}

/** Begins to listen; gives the port. */
export const listen = (server: Server, port: number, host: string | undefined): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
