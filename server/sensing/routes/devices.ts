import {
  CertificateAdded,
  CertificateParams,
  DeviceCertificates,
  DeviceList,
  DeviceParams,
  DeviceQuery,
  IssuedDevice,
  NewCertificate,
  NewDevice,
  Recorded,
  TestReadings,
} from '../../../contract/sensing.ts'
import { type Route, route } from '../../kernel/http/route.ts'
import type { Devices } from '../devices/devices.ts'
import type { Recording } from '../intake/record.ts'

const ROTATE = 'Gives a device a new secret, told once; the old one stops at once'

/** Credentials of devices. */
export function deviceRoutes(devices: Devices, recording: Recording): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/devices',
      access: 'device.manage',
      summary: 'Credentials of devices, in order of id',
      query: DeviceQuery,
      reply: DeviceList,
      handler: (ctx, { query }) => devices.list(ctx, query),
    }),
    route({
      method: 'POST',
      path: '/api/v1/devices',
      access: 'device.manage',
      summary: 'Issues a credential; the secret is told once',
      body: NewDevice,
      reply: IssuedDevice,
      handler: (ctx, { body, commandId }) => devices.issue(ctx, commandId, body),
    }),
    route({
      method: 'POST',
      path: '/api/v1/devices/:id/rotate',
      access: 'device.manage',
      summary: ROTATE,
      params: DeviceParams,
      reply: IssuedDevice,
      handler: (ctx, { params, commandId }) => devices.rotate(ctx, commandId, params.id),
    }),
    route({
      method: 'POST',
      path: '/api/v1/devices/:id/revoke',
      access: 'device.manage',
      summary: 'Ends a credential for good',
      params: DeviceParams,
      reply: IssuedDevice,
      handler: async (ctx, { params, commandId }) => {
        await devices.revoke(ctx, commandId, params.id)
        return { id: params.id, secret: null }
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/devices/:id/test',
      access: 'device.manage',
      summary: 'Sends readings by hand as a device; they are kept and judged like any other',
      params: DeviceParams,
      body: TestReadings,
      reply: Recorded,
      handler: async (ctx, { params, body, commandId }) => {
        const source = await devices.impersonate(ctx, commandId, params.id, body.items)
        return recording.items(source, body.items, { locale: ctx.locale, key: commandId })
      },
    }),
    ...certificateRoutes(devices),
  ]
}

const certificateRoutes = (devices: Devices): Route[] => [
  route({
    method: 'GET',
    path: '/api/v1/devices/:id/certificates',
    access: 'device.manage',
    summary: 'Certificates that speak for a device, newest first',
    params: DeviceParams,
    reply: DeviceCertificates,
    handler: (ctx, { params }) => devices.certificates(ctx, params.id),
  }),
  route({
    method: 'POST',
    path: '/api/v1/devices/:id/certificates',
    access: 'device.manage',
    summary: 'Lets whoever holds the key of a certificate be the device, over MQTT with TLS',
    params: DeviceParams,
    body: NewCertificate,
    reply: CertificateAdded,
    handler: (ctx, { params, body, commandId }) => devices.certify(ctx, commandId, params.id, body.certificate),
  }),
  route({
    method: 'POST',
    path: '/api/v1/devices/:id/certificates/:fingerprint/remove',
    access: 'device.manage',
    summary: 'Ends a certificate for good; connections of the device are closed',
    params: CertificateParams,
    reply: CertificateAdded,
    handler: (ctx, { params, commandId }) => devices.uncertify(ctx, commandId, params.id, params.fingerprint),
  }),
]
