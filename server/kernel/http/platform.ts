import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { kernelErrors } from '../errors.ts'
import type { Kernel } from '../index.ts'
import { openApiOf } from './openapi.ts'
import { sendFault } from './problem.ts'
import { type Route, route } from './route.ts'
import { localeOf } from './server.ts'

/** What is asked of the program by programs: is it ready, its figures, its contract. */
export function platformRoutes(
  kernel: Kernel,
  ready: () => Promise<boolean>,
  version: string,
  all: () => Route[],
): Route[] {
  return [
    route({
      method: 'GET',
      path: '/health/ready',
      access: { public: 'Probes of a load balancer or a start script carry no account' },
      summary: 'Whether the program can do its work now, and how much of the disk is left',
      reply: z.object({ ready: z.boolean(), room: z.enum(['ample', 'tight', 'scarce']) }),
      handler: async (_ctx, { reply }) => {
        const isReady = await ready()
        if (!isReady) reply.code(503)
        return { ready: isReady, room: kernel.space.room() }
      },
    }),
    route({
      method: 'GET',
      path: '/metrics',
      access: {
        public: 'Figures of the process, no data of the city; bind or firewall the port as you would for any exporter',
      },
      summary: 'Figures in Prometheus form',
      handler: async (_ctx, { reply }) => reply.type('text/plain; version=0.0.4').send(await kernel.metrics.text()),
    }),
    route({
      method: 'GET',
      path: '/api/openapi.json',
      access: { public: 'The contract itself holds no data' },
      summary: 'This document',
      handler: async (_ctx, { reply }) =>
        reply.type('application/json').send(JSON.stringify(openApiOf(all(), version))),
    }),
  ]
}

const ASSETS_ARE_HASHED = 'public, max-age=31536000, immutable'

/** Serves the built pages; a path that is no file and no API is a page of the web application. */
export async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  const built = existsSync(join(folder, 'index.html'))
  if (built)
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      index: false,
      setHeaders: (reply, path) => {
        reply.header('cache-control', path.includes('/assets/') ? ASSETS_ARE_HASHED : 'no-cache')
      },
    })
  app.setNotFoundHandler((request, reply) => {
    const isPage = built && request.method === 'GET' && !/^\/(api|auth|oidc|health|metrics)(\/|$)/.test(request.url)
    if (isPage) return reply.header('cache-control', 'no-cache').sendFile('index.html')
    return sendFault(kernelErrors.not_found(), request, reply, localeOf(request))
  })
}
