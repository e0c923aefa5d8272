import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { ROLES } from '../../contract/identity.ts'
import { issueDemoToken } from '../../server/identity/index.ts'
import { allCommands } from '../../server/kernel/command.ts'
import type { Route } from '../../server/kernel/http/route.ts'
import { startComposed } from '../support/composed.ts'
import { GAPS, PUBLIC_ROUTES } from './access-lists.ts'

// Every way in, tried by nobody and by every role it is not for.

/** Held by a device through its own credential; no account can be granted it. */
const DEVICE = 'device'
const WILDCARDS = ['/id/*', '/oidc/*']
const PAGES = join(import.meta.dirname, '../../web/dist')

let at: Awaited<ReturnType<typeof startComposed>>
const tokens = new Map<string, string>()

before(async () => {
  at = await startComposed()
  // A demo account is named by its role.
  for (const role of Object.keys(ROLES)) tokens.set(role, await issueDemoToken(at.kernel, role))
})
after(() => at.stop())

const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>) => `${method} ${path}`
const isPublic = ({ access }: Route) => typeof access === 'object'
const rolesOf = ({ access }: Route): readonly string[] => at.kernel.access.rolesOf(String(access))

/** What a call gets that is well formed but for what it says: refusal has to come before reading it. */
async function statusOf({ method, path }: Route, token?: string): Promise<number> {
  const url = path.replace(/:\w+/g, '018f3c4e-7a10-7000-8000-000000000000')
  const { status } = await fetch(at.origin + url, {
    method,
    headers: {
      'idempotency-key': crypto.randomUUID(),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(method !== 'GET' && { 'content-type': 'application/json' }),
    },
    ...(method !== 'GET' && { body: '{}' }),
    redirect: 'manual',
  })
  return status
}

/** What Fastify really answers, read from its routing tree: nothing comes in beside the declared routes. */
function answered(): string[] {
  const stack: string[] = []
  const found: string[] = []
  for (const line of at.app.printRoutes({ commonPrefix: false }).split('\n')) {
    const parts = /^([│ ]*)[├└]── (\S*) ?(?:\((.+)\))?/.exec(line)
    if (parts === null) continue
    const [, indent = '', segment = '', methods = ''] = parts
    const depth = indent.length / 4
    stack.length = depth
    stack[depth] = segment
    // The tree prints wildcards without what stands before them, as one or apart: which answers is asked of each.
    const paths = segment === '*' ? WILDCARDS : [stack.join('')]
    for (const path of paths) {
      // The built pages are files anybody may read.
      if (existsSync(join(PAGES, path))) continue
      for (const method of methods.split(', ')) {
        if (method === 'HEAD' || method === '') continue
        if (segment !== '*' || at.app.hasRoute({ method: method as 'GET', url: path })) found.push(`${method} ${path}`)
      }
    }
  }
  return [...new Set(found)].sort()
}

test('what answers is what is declared, or mounted with a reason', () => {
  const mounted = Object.keys(at.mounted).flatMap((path) => [`GET ${path}`, `POST ${path}`])
  assert.deepEqual(answered(), [...at.routes.map(nameOf), ...mounted].sort())
})

test('public routes are the listed ones, and each says why', () => {
  const open = at.routes.filter(isPublic)
  const mounted = Object.entries(at.mounted)
  for (const { access, ...route } of open)
    assert.ok(typeof access === 'object' && access.public.length >= 15, nameOf(route))
  for (const [path, reason] of mounted) assert.ok(reason.length >= 15, path)
  const names = [...open.map(nameOf), ...mounted.flatMap(([path]) => [`GET ${path}`, `POST ${path}`])]
  assert.deepEqual(names.sort(), [...PUBLIC_ROUTES].sort())
})

test('every other route refuses nobody and every role it is not for', async () => {
  const gaps: string[] = []
  const check = async (route: Route, who: string, expected: readonly number[]) => {
    const status = await statusOf(route, tokens.get(who))
    if (!expected.includes(status)) gaps.push(`${who} ${nameOf(route)}`)
  }
  for (const route of at.routes.filter((route) => !isPublic(route))) {
    await check(route, 'nobody', [401])
    if (route.access === 'signed-in') continue
    for (const role of Object.keys(ROLES)) if (!rolesOf(route).includes(role)) await check(route, role, [403, 404])
  }
  assert.deepEqual(gaps.sort(), [...GAPS].sort())
})

test('a role a route is for is not refused', async () => {
  for (const route of at.routes.filter((route) => !isPublic(route) && route.method === 'GET')) {
    const role = route.access === 'signed-in' ? 'resident' : rolesOf(route).find((held) => held in ROLES)
    assert.ok(role !== undefined, `${nameOf(route)}: nobody holds ${String(route.access)}`)
    const status = await statusOf(route, tokens.get(role))
    assert.ok(status !== 401 && status !== 403 && status < 500, `${role} ${nameOf(route)}: ${status}`)
  }
})

test('a wall display may do nothing but look', () => {
  const acting = at.routes.filter((route) => route.method !== 'GET' && rolesOf(route).includes('wall'))
  assert.deepEqual(acting.map(nameOf), [])
})

test('every command needs a permission somebody holds, or says why it needs none', () => {
  const permissions = new Set(at.kernel.access.permissions())
  for (const [name, { permission, open }] of allCommands()) {
    if (permission === null) assert.ok((open ?? '').length >= 15, `${name}: why is it open?`)
    else assert.ok(permissions.has(permission), `${name}: nobody registers ${permission}`)
  }
})

test('every permission is for roles there are', () => {
  for (const permission of at.kernel.access.permissions())
    for (const role of at.kernel.access.rolesOf(permission))
      assert.ok(role in ROLES || role === DEVICE, `${permission}: ${role}`)
})
