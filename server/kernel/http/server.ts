import { readFileSync } from 'node:fs'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import type { Access } from '../access.ts'
import { type Actor, anonymous, type Ctx } from '../actor.ts'
import type { Clock } from '../clock.ts'
import { kernelErrors, type Locale } from '../errors.ts'
import { newId } from '../ids.ts'
import type { Log } from '../log.ts'
import { sendFault } from './problem.ts'
import { isCommand, type Route } from './route.ts'

/** Finds out who is calling; given by the identity module. */
export type Authenticate = (request: FastifyRequest) => Promise<Actor>

interface Options {
  log: Log
  access: Access
  clock: Clock
  authenticate: Authenticate
  tls?: { certFile: string; keyFile: string } | undefined
  /** A reverse proxy of one's own stands before us: the caller's address is the one it names. */
  isProxied?: boolean
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const BODY_LIMIT_BYTES = 1024 * 1024

/** The reader's language: their choice (cookie), else their browser's, else Chinese. */
export function localeOf(request: FastifyRequest): Locale {
  const chosen = request.cookies?.['yiwang.locale']
  if (chosen === 'zh' || chosen === 'en') return chosen
  const accepts = request.headers['accept-language'] ?? 'zh'
  return /^\s*en\b/i.test(accepts) ? 'en' : 'zh'
}

const HEADERS: readonly (readonly [string, string])[] = Object.entries({
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'geolocation=(self), camera=(self), microphone=(self)',
  'content-security-policy':
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'",
})

/** Makes the HTTP server: cookies, compression, safe headers, problems in the caller's language. No routes yet. */
export async function createHttp(options: Options): Promise<FastifyInstance> {
  const { tls } = options
  const app = Fastify({
    loggerInstance: options.log as unknown as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    // What is said of a request names its number itself.
    childLoggerFactory: (logger) => logger,
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: true,
    trustProxy: options.isProxied === true ? 'loopback, linklocal, uniquelocal' : false,
    ...(tls && { https: { cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) } }),
  }) as FastifyInstance
  await app.register(cookie)
  app.addContentTypeParser(/^image\//, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  // What others measure in forms of their own is read by the decoder of each.
  const whole = [
    'application/octet-stream',
    'text/csv',
    'application/senml+json',
    'application/senml+cbor',
    'application/cbor',
  ]
  app.addContentTypeParser(whole, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  await app.register(compress, { threshold: 2048, encodings: ['br', 'gzip'] })
  app.addHook('onSend', (_request, reply, _payload, done) => {
    for (const [name, value] of HEADERS) if (!reply.hasHeader(name)) reply.header(name, value)
    done()
  })
  app.setErrorHandler((error, request, reply) => sendFault(error, request, reply, localeOf(request)))
  return app
}

/** The context of a request: who, which language, which number. */
export async function ctxOf(request: FastifyRequest, options: Pick<Options, 'authenticate' | 'clock'>): Promise<Ctx> {
  return {
    actor: await options.authenticate(request),
    locale: localeOf(request),
    requestId: request.id,
    clock: options.clock,
  }
}

function commandIdOf(declared: Route, request: FastifyRequest): string {
  if (!isCommand(declared)) return ''
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !UUID.test(key)) throw kernelErrors.command_id_missing()
  return key
}

function admit(access: Access, ctx: Ctx, declared: Route): void {
  if (typeof declared.access === 'object') return
  if (declared.access === 'signed-in') {
    if (ctx.actor.kind === anonymous.kind) throw kernelErrors.sign_in_needed()
    return
  }
  access.require(ctx.actor, declared.access)
}

const bodyOf = (declared: Route, request: FastifyRequest): unknown =>
  declared.body === undefined || declared.ownBodyCheck !== undefined ? request.body : declared.body.parse(request.body)

/** Adds routes: each call is authenticated, admitted, checked against the contract, then handed to its handler. */
export function addRoutes(app: FastifyInstance, routes: readonly Route[], options: Options): void {
  for (const declared of routes) {
    app.route({
      method: declared.method,
      url: declared.path,
      ...(declared.bodyLimitBytes !== undefined && { bodyLimit: declared.bodyLimitBytes }),
      handler: async (request, reply) => {
        const ctx = await ctxOf(request, options)
        admit(options.access, ctx, declared)
        const answer = await declared.handler(ctx, {
          params: declared.params?.parse(request.params) ?? {},
          query: declared.query?.parse(request.query) ?? {},
          body: bodyOf(declared, request),
          commandId: commandIdOf(declared, request),
          request,
          reply,
        })
        if (declared.reply === undefined) return reply.sent ? reply : answer
        return reply.type('application/json').send(JSON.stringify(answer))
      },
    })
  }
}
