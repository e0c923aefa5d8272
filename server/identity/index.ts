import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Place } from '../../contract/me.ts'
import type { Bilingual } from '../../contract/text.ts'
import type { Actor, Ctx } from '../kernel/actor.ts'
import type { Kernel } from '../kernel/index.ts'
import type { Module } from '../kernel/module.ts'
import { createAccounts } from './accounts/accounts.ts'
import { type DemoPerson, type DemoPosition, type DemoSeat, seedDemo } from './accounts/demo.ts'
import { makeFirstAdmin, offerFirstAdmin } from './accounts/first-admin.ts'
import { accountRoutes } from './accounts/routes.ts'
import { type SimulatedPerson, seedSimulated } from './accounts/simulated.ts'
import { findByLogin } from './credentials/queries.ts'
import { createSignIns } from './credentials/sign-in.ts'
import { createEntrance } from './entrance/entrance.ts'
import {
  type ExternalIssuer,
  externalRelyingParty,
  ownRelyingParty,
  type RelyingParty,
} from './entrance/relying-party.ts'
import { entranceRoutes } from './entrance/routes.ts'
import { entrantOf, externalEntrantOf } from './entrance/subject.ts'
import { createClients } from './provider/client.ts'
import { mountProvider, PROVIDER_PATHS } from './provider/mount.ts'
import { createProvider } from './provider/provider.ts'
import { clientRoutes } from './provider/routes.ts'
import { createAuthenticate } from './sessions/authenticate.ts'
import { createOwnAccount } from './sessions/me.ts'
import { addressesOf } from './sessions/origin.ts'
import { ownRoutes } from './sessions/routes.ts'
import { createSessions } from './sessions/session.ts'

export type { DemoPerson, DemoPosition, DemoSeat } from './accounts/demo.ts'
/** Who is in a demo: one account a role, two where a rule needs two persons. */
export { DEMO_PEOPLE } from './accounts/demo.ts'
export type { SimulatedPerson } from './accounts/simulated.ts'
export type { ExternalIssuer } from './entrance/relying-party.ts'
/** Who signs people in instead of us, by the settings. */
export { externalIssuerOf } from './entrance/relying-party.ts'
/** A short-lived bearer token of a demo account, for `yiwang token`. */
export { issueDemoToken } from './token.ts'

/** What identity is started with. */
export interface IdentityConfig {
  /** `YIWANG_PUBLIC_URL`: the one address people and other programs use; null where each host name will do. */
  publicUrl: string | null
  /** `http(s)://localhost:<port>`: the issuer where there is no public address. */
  localUrl: string
  /** As it is called now: its ground may be laid while it runs. */
  place: () => Place
  /**
   * The password of the demo accounts, null outside a demo. The sign-in page shows it unless whoever runs the demo chose it
   * (`YIWANG_DEMO_PASSWORD`).
   */
  demoPassword: { value: string; isShown: boolean } | null
  /** An issuer instead of our own provider; null for our own. */
  external: ExternalIssuer | null
  /** The name of a unit, from the module that knows units. */
  unitName: (unitId: string) => Promise<Bilingual | null>
}

/** The door of identity: accounts, roles, sessions, the OpenID provider. */
export interface Identity extends Module {
  /** Finds out who sends a request; refuses writes that come from other sites. */
  authenticate(request: FastifyRequest): Promise<Actor>
  /** Adds what is not a declared route: the OpenID provider's own paths, the body of a plain form. */
  mount(app: FastifyInstance): void
  /** The paths `mount` adds, with why they are open. */
  mounted: Readonly<Record<string, string>>
  /** Makes the demo accounts that are not there yet. */
  seedDemo(positionOf: (person: DemoPerson) => DemoPosition, seats?: readonly DemoSeat[]): Promise<void>
  /** Makes the accounts of made-up people who act by themselves; the ids of all of them. */
  seedSimulated(people: readonly SimulatedPerson[]): Promise<ReadonlySet<string>>
  /** The id of the account that signs in with a name. */
  findAccount(login: string): Promise<string | null>
  /** The address of the page that makes the first administrator, good for a day and once; null where there is one. */
  firstAdminUrl(): Promise<string | null>
  /** Names by account id, for trails; none for a reader who is masked. */
  names(ctx: Ctx, accountIds: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Ids of accounts called so, by name or login, at most a hundred; none for a reader who is masked. */
  find(ctx: Ctx, words: string): Promise<readonly string[]>
}

const PERMISSIONS = {
  'account.read': ['admin'],
  'account.manage': ['admin'],
  'account.grant': ['admin'],
  'client.manage': ['admin'],
  'personal.audit': ['admin', 'auditor'],
} as const

const SEEN_BY_ADMINS = { view: 'account.read' }
const EVENTS = {
  'account.created': SEEN_BY_ADMINS,
  'account.changed': SEEN_BY_ADMINS,
  'account.granted': SEEN_BY_ADMINS,
  'account.grant_ended': SEEN_BY_ADMINS,
  'account.password_set': SEEN_BY_ADMINS,
  'account.locked': SEEN_BY_ADMINS,
  'account.unlocked': SEEN_BY_ADMINS,
  'account.linked': SEEN_BY_ADMINS,
  'client.registered': { view: 'client.manage' },
  'client.removed': { view: 'client.manage' },
  'personal.read': { view: 'personal.audit' },
}

/** Makes identity; loads or makes the provider's keys. */
export async function createIdentity(kernel: Kernel, config: IdentityConfig): Promise<Identity> {
  const { place, external } = config
  const addresses = addressesOf(config.publicUrl, config.localUrl)
  const sessions = createSessions(kernel)
  const signIns = createSignIns(kernel, place().zone)
  const accounts = createAccounts({ kernel, sessions, signIns, externalIssuer: external?.issuer ?? null })
  const issuer = addresses.publicOrigin ?? addresses.localOrigin
  const own = external === null ? await createProvider(kernel.pool, kernel.clock, issuer) : null
  let relyingParty: RelyingParty | undefined = external === null ? undefined : externalRelyingParty(external)

  const entrance = createEntrance({
    ...{ sessions, signIns, addresses, own },
    relyingParty: () => {
      if (relyingParty === undefined) throw new Error('identity is not mounted')
      return relyingParty
    },
    entrantOf: (vouched) =>
      external === null ? entrantOf(kernel, vouched) : externalEntrantOf(kernel, vouched, external),
    makeFirstAdmin: (input, locale) => makeFirstAdmin(kernel, input, locale),
  })
  const ownAccount = createOwnAccount({
    ...{ kernel, sessions, accounts, place },
    demoPassword: config.demoPassword?.isShown === true ? config.demoPassword.value : null,
    unitName: config.unitName,
  })

  return {
    permissions: PERMISSIONS,
    events: EVENTS,
    routes: [
      ...ownRoutes(ownAccount),
      ...entranceRoutes(entrance),
      ...accountRoutes(accounts),
      ...(own === null ? [] : clientRoutes(createClients(kernel))),
    ],
    authenticate: createAuthenticate(sessions, addresses),
    mounted: own === null ? {} : PROVIDER_PATHS,
    mount(app) {
      // Signing out is posted by a plain form, whose fields nobody reads.
      app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, _body, done) =>
        done(null, undefined),
      )
      if (own === null) return
      mountProvider(app, own.provider, addresses)
      relyingParty = ownRelyingParty(own, app.inject.bind(app))
    },
    async seedDemo(positionOf, seats) {
      if (config.demoPassword === null) throw new Error('this place is no demo')
      await seedDemo(kernel, config.demoPassword.value, positionOf, seats)
    },
    seedSimulated: (people) => seedSimulated(kernel, people),
    async findAccount(login) {
      const account = await kernel.pool.whole((tx) => findByLogin(tx, login))
      return account?.id ?? null
    },
    async firstAdminUrl() {
      const token = await offerFirstAdmin(kernel)
      return token === null ? null : `${issuer}/first-admin/${token}`
    },
    names: accounts.names,
    find: accounts.find,
  }
}
