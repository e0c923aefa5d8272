import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { RunningServer, ServedConfig, StartServer } from './boot/serve.ts'
import { type Cases, createCases } from './cases/index.ts'
import { type City, createCity } from './city/index.ts'
import {
  addFlows,
  beginLife,
  caseShown,
  categorySection,
  categorySwitch,
  categoryWithdrawal,
  demoThingSection,
  followThings,
  seedCast,
  sensedIn,
  thingTypeSection,
} from './compose/index.ts'
import { openHj212Door } from './doors/hj212/index.ts'
import { openMqttDoor } from './doors/mqtt/index.ts'
import {
  createIdentity,
  DEMO_PEOPLE,
  type DemoPosition,
  type DemoSeat,
  externalIssuerOf,
  type Identity,
} from './identity/index.ts'
import { createInsight } from './insight/index.ts'
import { type Clock, systemClock } from './kernel/clock.ts'
import { getSecret, makePassword } from './kernel/database/secrets.ts'
import { createFlows, createWorkTime, type FlowWorld, shippedCalendars } from './kernel/flow/index.ts'
import { forgetSpent } from './kernel/http/limits.ts'
import { platformRoutes, servePages } from './kernel/http/platform.ts'
import type { Route } from './kernel/http/route.ts'
import { addRoutes, createHttp } from './kernel/http/server.ts'
import { createKernel, type Kernel } from './kernel/index.ts'
import { journalModule } from './kernel/journal/module.ts'
import { createLog } from './kernel/log.ts'
import type { Module } from './kernel/module.ts'
import { createPhotos } from './kernel/photos/index.ts'
import { createUpkeep } from './kernel/upkeep.ts'
import { createScenarios, packsFolder, type Scenarios } from './scenarios/index.ts'
import { createSensing, type Sensing } from './sensing/index.ts'
import { createSimulate, type Simulate } from './simulate/index.ts'

const here = import.meta.dirname
const DEMO_FOLDER = join(here, '../db/demo/changning')
const PAGES_FOLDER = join(here, '../web/dist')

/** The script of a demonstration's life, for the command that plays it. */
export { LIFE_SCRIPT } from './compose/index.ts'

/** This program's version, as its package says it. */
export const VERSION = (JSON.parse(readFileSync(join(here, '../package.json'), 'utf8')) as { version: string }).version

/** Every room of the house, wired but not yet open. */
export interface House {
  kernel: Kernel
  city: City
  cases: Cases
  sensing: Sensing
  scenarios: Scenarios
  identity: Identity
  simulate: Simulate
  journal: ReturnType<typeof journalModule>
  /** What is taken away when nobody needs it any more; begun with the doors. */
  upkeep: ReturnType<typeof createUpkeep>
  modules: readonly Module[]
  routes: readonly Route[]
}

type Urls = Parameters<StartServer>[1]

/** Which days are worked: the State Council's where the place is in China, Monday to Friday elsewhere. */
function worldOf(zone: string): FlowWorld {
  const calendar = shippedCalendars.get(zone === 'Asia/Shanghai' ? 'china' : 'weekdays')
  if (calendar === undefined) throw new Error('the shipped calendars are missing')
  const time = createWorkTime(calendar, zone)
  return { flows: createFlows(), time: () => time }
}

/** A place without a ground has no name yet, and its packs are installed for all of it. */
const rootOf = (city: City) =>
  city.listDivisions().length === 0
    ? { key: '', name: { zh: '尚未命名的地方', en: 'A place without a name' } }
    : city.lookup.root()

/** The demo's own password is made once and kept, so that it is the same after a restart. */
const demoPasswordOf = async (config: ServedConfig): Promise<string> =>
  config.demoPassword ?? (await getSecret(config.dataFolder, 'demo', makePassword))

async function identityConfig(config: ServedConfig, city: City) {
  const scheme = config.tlsCert === undefined ? 'http' : 'https'
  return {
    publicUrl: config.publicUrl ?? null,
    localUrl: `${scheme}://localhost:${config.port}`,
    place: () => ({ name: rootOf(city).name, zone: config.timeZone, demo: config.demo }),
    demoPassword: config.demo
      ? { value: await demoPasswordOf(config), isShown: config.demoPassword === undefined }
      : null,
    external: externalIssuerOf(config),
    unitName: async (unitId: string) => city.lookup.findUnit(unitId)?.name ?? null,
  }
}

/** What follows of a pack that is switched, or whose folder is gone. */
const followPacks = (kernel: Kernel, city: City) => ({
  switches: [categorySwitch(kernel, () => rootOf(city).key)],
  withdrawals: [categoryWithdrawal(kernel, () => rootOf(city).key)],
})

const MB = 1_048_576
const NOWHERE: DemoPosition = { divisionKey: '' }

type Seat = DemoPosition & { readonly oneOf?: string }

/** The demo accounts of which there is one for each unit of a kind: people of a unit, who act for it. */
const seatsOf = (positions: ReadonlyMap<string, Seat>): DemoSeat[] =>
  [...positions].flatMap(([login, { oneOf, ...position }]) =>
    oneOf === undefined ? [] : [{ ...position, login, name: oneOf, role: 'unit' as const, also: 'community' as const }],
  )

/** The city with its ground and whoever may sign in; of a demo, laid and peopled first. */
async function openPlace(kernel: Kernel, config: ServedConfig): Promise<{ city: City; identity: Identity }> {
  const city = createCity(kernel)
  const positions = config.demo ? await city.seedDemo(DEMO_FOLDER) : new Map<string, Seat>()
  await city.open()
  const identity = await createIdentity(kernel, await identityConfig(config, city))
  if (config.demo) await identity.seedDemo(({ login }) => positions.get(login) ?? NOWHERE, seatsOf(positions))
  return { city, identity }
}

/** What sensing needs of the city and of this place. */
const sensingDeps = (
  city: City,
  { dataFolder, hotHours, logLevel, timeZone: zone }: ServedConfig,
  { appUrl }: Urls,
  clock: Clock,
) => ({
  ...sensedIn(city),
  zone,
  kept: {
    folder: join(dataFolder, 'kept'),
    hotHours,
    logLevel,
    // A process of its own goes by the machine's time.
    ...(clock === systemClock && { databaseUrl: appUrl }),
  },
})

/** Makes every room, lays the ground of a demo, installs the packs. Nothing is served yet. Tests bring their own time. */
export async function buildHouse(config: ServedConfig, urls: Urls, clock: Clock = systemClock): Promise<House> {
  const log = createLog(config.logLevel)
  const kernel = createKernel({
    ...urls,
    dataFolder: config.dataFolder,
    diskReserveBytes: config.diskReserve * MB,
    clock,
    log,
  })
  const { city, identity } = await openPlace(kernel, config)
  const world = worldOf(config.timeZone)
  const photos = createPhotos(kernel, config.dataFolder)
  const linkSecret = await getSecret(config.dataFolder, 'report-link')
  const simulate = createSimulate(kernel, () => rootOf(city).key)
  const cases = createCases(kernel, {
    city: city.lookup,
    contactsOf: city.contactsOf,
    privateThings: city.privateThings,
    people: identity,
    photos,
    world,
    zone: config.timeZone,
    linkSecret,
    attendance: simulate.attendance,
  })
  city.showCasesBy(caseShown(cases))
  const scenarios = createScenarios(kernel, {
    folders: [packsFolder, ...(config.packFolders ?? [])],
    version: VERSION,
    zone: config.timeZone,
    demo: config.demo,
    divisionKey: () => rootOf(city).key,
    sections: [
      thingTypeSection(city),
      categorySection(kernel, () => rootOf(city).key),
      ...(config.demo ? [demoThingSection(city, DEMO_FOLDER, () => identity.findAccount('resident'))] : []),
    ],
    ...followPacks(kernel, city),
    async changed() {
      await addFlows(kernel, world.flows, scenarios.contents(), rootOf(city).key)
      await sensing.setPacks(scenarios.rulePacks())
    },
  })
  const sensing = createSensing(kernel, sensingDeps(city, config, urls, clock))
  const journal = journalModule(kernel, { ...config, ...urls, people: identity, root: () => rootOf(city).key })
  const insight = createInsight({ views: sensing.views, zone: config.timeZone })
  const modules: Module[] = [city, identity, cases, scenarios, sensing, insight, simulate, journal]
  for (const module of modules) {
    kernel.access.register(module.permissions)
    kernel.kinds.register(module.events)
  }
  await scenarios.open()
  followThings(kernel, city, sensing)
  await addFlows(kernel, world.flows, scenarios.contents(), rootOf(city).key)

  const routes: Route[] = modules.flatMap((module) => module.routes)
  const ready = () => isReady(kernel)
  routes.push(...platformRoutes(kernel, ready, VERSION, () => routes))
  const upkeep = createUpkeep(kernel, { photos: photos.sweep, allowances: () => forgetSpent(kernel) })
  return { kernel, city, cases, sensing, scenarios, identity, simulate, journal, upkeep, modules, routes }
}

const isReady = (kernel: Kernel): Promise<boolean> =>
  kernel.pool
    .read([], (tx) => tx.query('select 1'))
    .then(
      () => true,
      () => false,
    )

const tlsOf = ({ tlsCert, tlsKey }: ServedConfig) =>
  tlsCert === undefined || tlsKey === undefined ? undefined : { certFile: tlsCert, keyFile: tlsKey }

// A certificate made here is for browsers, whose owners install it; devices go on as they are.
const mqttTlsOf = (config: ServedConfig) => (config.tls === 'local' ? undefined : tlsOf(config))

/** Where a program on this machine finds the doors. */
export function doorsOf(config: Pick<ServedConfig, 'host' | 'port' | 'mqttPort' | 'tls' | 'tlsCert'>) {
  const { host, port, mqttPort, tls, tlsCert } = config
  const here = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  const web = tls === undefined && tlsCert === undefined ? 'http' : 'https'
  const mqtt = tls === 'local' || tlsCert === undefined ? 'mqtt' : 'mqtts'
  return { origin: `${web}://${here}:${port}`, mqttUrl: `${mqtt}://${here}:${mqttPort}` }
}

/** The HTTP server of a house, with every route, not yet listening. */
export async function buildHttp(house: House, config: ServedConfig) {
  const { kernel, identity, sensing, routes } = house
  const options = {
    ...kernel,
    tls: tlsOf(config),
    isProxied: config.publicUrl !== undefined,
    authenticate: async (request: Parameters<Identity['authenticate']>[0]) =>
      (await sensing.authenticate(request)) ?? identity.authenticate(request),
  }
  const app = await createHttp(options)
  identity.mount(app)
  addRoutes(app, routes, options)
  await servePages(app, PAGES_FOLDER)
  return app
}

/** Opens every door of this place and says where they are. */
export const startServer: StartServer = async (config, urls): Promise<RunningServer> => {
  const house = await buildHouse(config, urls)
  const { kernel, sensing, scenarios, identity } = house
  await sensing.start(scenarios.rulePacks())
  if (config.demo) await sensing.seedDemoDevices('demo')
  await kernel.start()
  house.upkeep.start()
  const app = await buildHttp(house, config)
  await app.listen({ port: config.port, host: config.host })
  const mqtt = await openMqttDoor(kernel, sensing, { port: config.mqttPort, host: config.host, tls: mqttTlsOf(config) })
  app.server.on('upgrade', mqtt.upgrade)
  const { hj212Port, host } = config
  const hj212 = hj212Port === undefined ? undefined : await openHj212Door(kernel, sensing, { port: hj212Port, host })
  const [address] = app.addresses() as AddressInfo[]
  const invitation = config.demo ? null : await identity.firstAdminUrl()
  const password = config.demo ? await demoPasswordOf(config) : ''
  const lives = config.demo && config.life === 'on'
  if (lives) await seedCast(house)
  const port = address?.port ?? config.port
  const living = lives ? beginLife(house, doorsOf({ ...config, port, mqttPort: mqtt.port })) : undefined

  return {
    address: `${config.tlsCert === undefined ? 'http' : 'https'}://localhost:${port}`,
    accounts: config.demo
      ? [
          ...DEMO_PEOPLE.map(({ login, name, role }) => ({ name: login, password, zh: name, en: role })),
          { name: 'worker-<code>', password, zh: '各居委会', en: 'unit, one for each community: choose at sign-in' },
        ]
      : [],
    ...(invitation !== null && { invitation }),
    async stop() {
      await living?.stop()
      await hj212?.stop()
      await mqtt.stop()
      kernel.live.stop()
      await app.close()
      await sensing.stop()
      await house.journal.stop()
      await house.upkeep.stop()
      await kernel.stop()
    },
  }
}
