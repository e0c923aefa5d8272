import { randomBytes, X509Certificate } from 'node:crypto'
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generate } from 'selfsigned'

const DAY_MS = 86_400_000
/** Long, so that phones are shown it once. */
const AUTHORITY_DAYS = 3650
/** Phones trust no server certificate for longer than 825 days, whoever signed it. */
const SERVER_DAYS = 397
const RENEW_DAYS = 30

/** Certificates for a network without a public name. */
export interface LocalCertificates {
  readonly certFile: string
  readonly keyFile: string
  /** What phones install: the certificate of our own authority. */
  readonly authorityFile: string
  /** Its fingerprint, to compare on the phone. */
  readonly fingerprint: string
}

const isAddress = (name: string): boolean => /^[\d.]+$|:/.test(name)

const readText = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })

/** Keys are for the owner alone; a crash leaves the old file or the new one. */
async function store(file: string, text: string, mode: number): Promise<void> {
  const draft = `${file}.${process.pid}`
  await writeFile(draft, text, { mode, flush: true })
  await chmod(draft, mode)
  await rename(draft, file)
}

const lasts = (certificate: X509Certificate, now: Date, days: number): boolean =>
  Date.parse(certificate.validTo) - now.getTime() > days * DAY_MS

interface Pair {
  cert: string
  key: string
}

/** Our own authority: made once, kept until it runs out. */
async function authority(folder: string, now: Date): Promise<Pair> {
  const [certFile, keyFile] = [join(folder, 'authority.crt'), join(folder, 'authority.key')]
  const [cert, key] = [await readText(certFile), await readText(keyFile)]
  if (cert !== undefined && key !== undefined && lasts(new X509Certificate(cert), now, SERVER_DAYS))
    return { cert, key }
  // The name tells this installation's authority from another's on the same phone.
  const made = await generate([{ name: 'commonName', value: `Yiwang ${randomBytes(3).toString('hex')}` }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now.getTime() - DAY_MS),
    notAfterDate: new Date(now.getTime() + AUTHORITY_DAYS * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  })
  await store(keyFile, made.private, 0o600)
  await store(certFile, made.cert, 0o644)
  return { cert: made.cert, key: made.private }
}

/** Whether a server certificate is of this authority, lasts, and names every address. */
function isGood(cert: string, ca: Pair, names: readonly string[], now: Date): boolean {
  const served = new X509Certificate(cert)
  const issuer = new X509Certificate(ca.cert)
  const isNamed = (name: string) =>
    (isAddress(name) ? served.checkIP(name) : served.checkHost(name, { subject: 'never' })) !== undefined
  return served.verify(issuer.publicKey) && lasts(served, now, RENEW_DAYS) && names.every(isNamed)
}

/**
 * A certificate for these names and addresses, signed by an authority of this installation in `<data>/tls`. What is there is
 * kept while it is good: a phone that trusts the authority goes on trusting when the machine's address changes.
 */
export async function localCertificates(
  dataFolder: string,
  names: readonly string[],
  now: Date,
): Promise<LocalCertificates> {
  const folder = join(dataFolder, 'tls')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const [certFile, keyFile] = [join(folder, 'server.crt'), join(folder, 'server.key')]
  const ca = await authority(folder, now)
  const known = await readText(certFile)
  const isKept = known !== undefined && (await readText(keyFile)) !== undefined && isGood(known, ca, names, now)
  if (!isKept) {
    const made = await generate([{ name: 'commonName', value: names[0] ?? 'localhost' }], {
      keyType: 'ec',
      algorithm: 'sha256',
      notBeforeDate: new Date(now.getTime() - DAY_MS),
      notAfterDate: new Date(now.getTime() + SERVER_DAYS * DAY_MS),
      ca,
      extensions: [
        { name: 'basicConstraints', cA: false, critical: true },
        { name: 'keyUsage', digitalSignature: true, critical: true },
        { name: 'extKeyUsage', serverAuth: true },
        {
          name: 'subjectAltName',
          altNames: names.map((name) => (isAddress(name) ? { type: 7, ip: name } : { type: 2, value: name })),
        },
      ],
    })
    await store(keyFile, made.private, 0o600)
    await store(certFile, made.cert, 0o644)
  }
  const { fingerprint256: fingerprint } = new X509Certificate(ca.cert)
  return { certFile, keyFile, authorityFile: join(folder, 'authority.crt'), fingerprint }
}
