import type { z } from 'zod'
import {
  Case,
  CaseList,
  CasePoints,
  type CaseQuery,
  Category,
  FindReport,
  Looking,
  Nearby,
  type NearbyQuery,
  Overview,
  type OverviewQuery,
  PublicCategory,
  PublicReported,
  type PublicReportInput,
  Queues,
  Recent,
  type RecentQuery,
  type ReportAdditionInput,
  Reported,
  ReporterQuery,
  Reporters,
  type ReportInput,
  ReportLink,
  ReportProgress,
} from '../contract/cases/index.ts'
import {
  CitySearch,
  type CitySearchQuery,
  DivisionList,
  type DivisionQuery,
  Located,
  MapIndex,
  type NearQuery,
  type PointQuery,
  ThingsNear,
  ThingTypeList,
} from '../contract/city/index.ts'
import { FirstAdmin } from '../contract/identity.ts'
import { ThingAnomalies, ThingForecast } from '../contract/insight.ts'
import { LatestList, LatestOfThing, type LatestQuery } from '../contract/latest.ts'
import { Matter, MatterList, type MatterQuery, Step, StepDone } from '../contract/matter.ts'
import { Me, PublicPlace, SignedIn, SignIn } from '../contract/me.ts'
import { AlarmList, type AlarmQuery, SensingOverview } from '../contract/sensing.ts'
import { ThingSeries, type ThingSeriesQuery } from '../contract/series.ts'
import { reading, writing } from './api/resource.ts'
import type { DeskSearch } from './pages/desk/search.ts'
import type { ManageSearch } from './pages/manage/search.ts'
import type { ScreenSearch } from './pages/screen/search.ts'

/** The only file that spells a URL; what only the management pages ask of the API stands in api/manage.ts. */

/** Addresses of pages, as the router matches them. */
export const pattern = {
  home: '/',
  signIn: '/sign-in/$uid',
  firstAdmin: '/first-admin/$token',
  matters: '/matters',
  /** Below `matters`. */
  matter: '$id',
  manage: '/manage',
  /** Below `manage`. */
  manageSection: '$section',
  screen: '/screen',
  desk: '/desk',
  /** Below `desk`. */
  deskCase: 'cases/$id',
  deskCall: 'call',
  /** For whoever has no account. */
  publicReport: '/report',
  publicFind: '/report/find',
  publicProgress: '/r/$token',
  pocket: '/pocket',
  /** Below `pocket`. */
  pocketReport: 'report',
  pocketMine: 'mine',
  pocketCase: 'cases/$id',
  pocketMe: 'me',
  /** By code. */
  thing: '/things/$code',
  /** Below `pocket`. */
  pocketAbsences: 'absences',
} as const

/** Links: `<Link {...page.matter(id)}>`. */
export const page = {
  home: () => ({ to: pattern.home }) as const,
  matters: (search: MatterQuery = {}) => ({ to: pattern.matters, search }) as const,
  matter: (id: string) => ({ to: '/matters/$id', params: { id }, search: true }) as const,
  management: () => ({ to: pattern.manage }) as const,
  manage: (section: string, search: ManageSearch = {}) =>
    ({ to: '/manage/$section', params: { section }, search }) as const,
  screen: (search: ScreenSearch = {}) => ({ to: pattern.screen, search }) as const,
  desk: (search: DeskSearch = {}) => ({ to: pattern.desk, search }) as const,
  /** Keeps the list beside it as it is. */
  deskCase: (id: string) => ({ to: '/desk/cases/$id', params: { id }, search: true }) as const,
  deskCall: () => ({ to: '/desk/call', search: true }) as const,
  publicReport: () => ({ to: pattern.publicReport }) as const,
  publicFind: () => ({ to: pattern.publicFind }) as const,
  /** The page of a report by its link; just made, it shows what to take away. */
  publicProgress: (link: string, made = false) =>
    ({
      to: pattern.publicProgress,
      params: { token: link.slice(link.lastIndexOf('/') + 1) },
      search: made ? { made } : {},
    }) as const,
  pocket: () => ({ to: pattern.pocket }) as const,
  /** A new report, or the one begun under this id. */
  pocketReport: (item?: string) => ({ to: '/pocket/report', search: item === undefined ? {} : { item } }) as const,
  pocketMine: () => ({ to: '/pocket/mine' }) as const,
  pocketCase: (id: string) => ({ to: '/pocket/cases/$id', params: { id } }) as const,
  pocketMe: () => ({ to: '/pocket/me' }) as const,
  thing: (code: string) => ({ to: pattern.thing, params: { code } }) as const,
  pocketAbsences: () => ({ to: '/pocket/absences' }) as const,
}

/** The page all of these are in: it names the script of the newest version. */
export const sitePage = '/'

/** Pages the server itself answers. */
export const auth = {
  signIn: (next: string) => `/auth/login?${new URLSearchParams({ next })}`,
  /** Posted to by a form. */
  signOut: () => '/auth/logout',
}

/** Files the pages name: the worker that opens them without a network, and where it does; how a phone installs them. */
export const files = { worker: '/worker.js', workerScope: pattern.pocket, manifest: '/pocket.json' } as const

// Schemas are named only while developing: the build drops what stands behind `false`, Zod included.
const dev = import.meta.env.DEV
const v1 = '/api/v1'

/** Addresses of the API with the types of what goes in and out. */
export const api = {
  live: () => `${v1}/live`,
  place: () => reading(dev && PublicPlace, `${v1}/place`),
  me: () => reading(dev && Me, `${v1}/me`),
  signIn: (uid: string) =>
    writing('POST', dev && SignIn, dev && SignedIn, `/auth/interaction/${encodeURIComponent(uid)}`),
  firstAdmin: () => writing('POST', dev && FirstAdmin, dev && SignedIn, '/auth/first-admin'),
  matters: (query: MatterQuery = {}) => reading(dev && MatterList, `${v1}/matters`, query),
  matter: (id: string) => reading(dev && Matter, `${v1}/matters/${encodeURIComponent(id)}`),
  cases: (query: Partial<CaseQuery> = {}) => reading(dev && CaseList, `${v1}/cases`, query),
  queues: () => reading(dev && Queues, `${v1}/cases/queues`),
  categories: () => reading(dev && Category.array(), `${v1}/cases/categories`),
  nearby: (query: z.infer<typeof NearbyQuery>) => reading(dev && Nearby, `${v1}/cases/nearby`, query),
  case: (id: string) => reading(dev && Case, `${v1}/cases/${id}`),
  caseStep: (id: string) => writing('POST', dev && Step, dev && StepDone, `${v1}/cases/${id}/steps`),
  looking: (id: string) =>
    writing<{ away: boolean }, Looking>('POST', false, dev && Looking, `${v1}/cases/${id}/looking`),
  reporters: (id: string) => writing('POST', dev && ReporterQuery, dev && Reporters, `${v1}/cases/${id}/reporter`),
  report: () => writing<ReportInput, Reported>('POST', false, dev && Reported, `${v1}/reports`),
  photo: (id: string, size: 'small' | 'full' = 'full') => `${v1}/photos/${id}?size=${size}`,
  publicCategories: () => reading(dev && PublicCategory.array(), `${v1}/public/categories`),
  publicReport: () =>
    writing<PublicReportInput, PublicReported>('POST', false, dev && PublicReported, `${v1}/public/reports`),
  publicFind: () => writing('POST', dev && FindReport, dev && ReportLink, `${v1}/public/reports/find`),
  progress: (token: string) => reading(dev && ReportProgress, `${v1}/public/reports/${token}`),
  progressStep: (token: string) =>
    writing('POST', dev && Step, dev && ReportProgress, `${v1}/public/reports/${token}/steps`),
  progressAddition: (token: string) =>
    writing<ReportAdditionInput, ReportProgress>(
      'POST',
      false,
      dev && ReportProgress,
      `${v1}/public/reports/${token}/additions`,
    ),
  progressPhoto: (token: string, id: string, size: 'small' | 'full' = 'full') =>
    `${v1}/public/reports/${token}/photos/${id}?size=${size}`,
  /** Where photos go in parts: of an account, of a report without one, of what is added to it. */
  photoParts: (id: string) => `${v1}/photos/${id}/parts`,
  publicPhotoParts: (id: string, report: string) => `${v1}/public/photos/${id}/parts?report=${report}`,
  progressPhotoParts: (token: string, id: string) => `${v1}/public/reports/${token}/photos/${id}/parts`,
  divisions: (query: DivisionQuery = {}) => reading(dev && DivisionList, `${v1}/city/divisions`, query),
  locate: (point: PointQuery) => reading(dev && Located, `${v1}/city/locate`, point),
  citySearch: (query: { q: string } & Partial<CitySearchQuery>) =>
    reading(dev && CitySearch, `${v1}/city/search`, query),
  thingsNear: (query: Partial<NearQuery> & PointQuery) => reading(dev && ThingsNear, `${v1}/city/things/near`, query),
  overview: (query: Partial<OverviewQuery> = {}) => reading(dev && Overview, `${v1}/cases/overview`, query),
  casePoints: (query: Partial<OverviewQuery> = {}) => reading(dev && CasePoints, `${v1}/cases/map`, query),
  recent: (query: Partial<RecentQuery> = {}) => reading(dev && Recent, `${v1}/cases/recent`, query),
  alarms: (query: Partial<z.infer<typeof AlarmQuery>> = {}) => reading(dev && AlarmList, `${v1}/alarms`, query),
  latest: (query: Partial<Omit<z.infer<typeof LatestQuery>, 'bbox' | 'polygon'>> = {}) =>
    reading(dev && LatestList, `${v1}/latest`, query),
  sensingOverview: (query: Partial<OverviewQuery> = {}) =>
    reading(dev && SensingOverview, `${v1}/sensing/overview`, query),
  thingTypes: () => reading(dev && ThingTypeList, `${v1}/city/thing-types`),
  thingSeries: (id: string, query: Omit<ThingSeriesQuery, 'points'> & { points?: number }) =>
    reading(dev && ThingSeries, `${v1}/things/${encodeURIComponent(id)}/series`, query),
  thingForecast: (id: string, property: string) =>
    reading(dev && ThingForecast, `${v1}/things/${encodeURIComponent(id)}/forecast`, { property }),
  thingAnomalies: (id: string, property: string) =>
    reading(dev && ThingAnomalies, `${v1}/things/${encodeURIComponent(id)}/anomalies`, { property }),
  thingLatest: (id: string) => reading(dev && LatestOfThing, `${v1}/things/${encodeURIComponent(id)}/latest`),
  /** What there is of the ground; each sheet has an address of its own. */
  map: () => reading(dev && MapIndex, `${v1}/city/map`),
  sheet: <Collection>(href: string) => reading<Collection>(false, href),
  step: (id: string) => writing('POST', dev && Step, dev && StepDone, `${v1}/matters/${encodeURIComponent(id)}/steps`),
}
