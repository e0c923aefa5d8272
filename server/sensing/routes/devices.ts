import { DeviceList, DeviceParams, DeviceQuery, IssuedDevice, NewDevice } from '../../../contract/sensing.ts'
import { type Route, route } from '../../kernel/http/route.ts'
import type { Devices } from '../devices/devices.ts'

const ROTATE = 'Gives a device a new secret, told once; the old one stops at once'

/** Credentials of devices. */
export function deviceRoutes(devices: Devices): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/devices',
      access: 'device.manage',
      summary: 'Credentials of devices, in order of id',
      query: DeviceQuery,
      reply: DeviceList,
      handler: (ctx, { query }) => devices.list(ctx, query.after, query.limit),
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
  ]
}
