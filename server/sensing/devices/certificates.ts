import { X509Certificate } from 'node:crypto'
import { defineCommand } from '../../kernel/command.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import { errors } from '../errors.ts'
import { type CertificateRow, findDevice, insertCertificate, updateCertificateRemoved } from './queries.ts'

export interface Certifying extends Omit<CertificateRow, 'addedAt' | 'removedAt' | 'validUntil'> {
  readonly id: string
  readonly validUntil: string
}

const matter = ({ id }: { id: string }): string => `device:${id}`

/** What a certificate in PEM form says; a private key or anything else beside it is refused. */
export function readCertificate(pem: string): Omit<Certifying, 'id'> {
  try {
    if (pem.includes('PRIVATE KEY')) throw new Error('a private key')
    const { fingerprint256, subject, validTo } = new X509Certificate(pem)
    return {
      fingerprint: fingerprint256.replaceAll(':', '').toLowerCase(),
      subject: subject.replaceAll('\n', ', ').slice(0, 300),
      validUntil: new Date(validTo).toISOString(),
    }
  } catch (cause) {
    throw errors.bad_certificate({}, { cause })
  }
}

/** Lets whoever holds a certificate's key be a device. */
export const certifyDevice = defineCommand<Certifying, null>({
  name: 'device.certify',
  permission: 'device.manage',
  matter,
  rule: async (tx, { id, fingerprint, subject, validUntil }) => {
    const device = await findDevice(tx, id)
    if (device === undefined) throw kernelErrors.not_found()
    tx.require('device.manage', device.divisionKey)
    if (device.revokedAt !== null) throw errors.device_revoked({ id })
    const until = new Date(validUntil)
    if (until <= tx.now) throw errors.bad_certificate()
    const isNew = await insertCertificate(tx, id, { fingerprint, subject, validUntil: until, addedAt: tx.now })
    if (!isNew) throw errors.certificate_exists()
    const payload = { fingerprint, subject, validUntil }
    await tx.record({ kind: 'device.certified', matter: matter({ id }), divisionKey: device.divisionKey, payload })
    return null
  },
})

/** Ends a certificate: its holder is nobody from now on. It cannot be added again. */
export const uncertifyDevice = defineCommand<{ id: string; fingerprint: string }, null>({
  name: 'device.uncertify',
  permission: 'device.manage',
  matter,
  rule: async (tx, { id, fingerprint }) => {
    const device = await findDevice(tx, id)
    if (device === undefined) throw kernelErrors.not_found()
    tx.require('device.manage', device.divisionKey)
    if (!(await updateCertificateRemoved(tx, id, fingerprint, tx.now))) throw kernelErrors.not_found()
    const payload = { fingerprint }
    await tx.record({ kind: 'device.uncertified', matter: matter({ id }), divisionKey: device.divisionKey, payload })
    return null
  },
})
