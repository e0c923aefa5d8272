import { MapIndex } from '../contract/city/index.ts'
import { FirstAdmin } from '../contract/identity.ts'
import { Matter, MatterList, type MatterQuery, Step, StepDone } from '../contract/matter.ts'
import { Me, PublicPlace, SignedIn, SignIn } from '../contract/me.ts'
import { reading, writing } from './api/resource.ts'

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
} as const

/** Links: `<Link {...page.matter(id)}>`. */
export const page = {
  home: () => ({ to: pattern.home }) as const,
  matters: (search: MatterQuery = {}) => ({ to: pattern.matters, search }) as const,
  matter: (id: string) => ({ to: '/matters/$id', params: { id }, search: true }) as const,
  management: () => ({ to: pattern.manage }) as const,
  manage: (section: string, search: Readonly<Record<string, string>> = {}) =>
    ({ to: '/manage/$section', params: { section }, search }) as const,
}

/** Pages the server itself answers. */
export const auth = {
  signIn: (next: string) => `/auth/login?${new URLSearchParams({ next })}`,
  /** Posted to by a form. */
  signOut: () => '/auth/logout',
}

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
  /** What there is of the ground; each sheet has an address of its own. */
  map: () => reading(dev && MapIndex, `${v1}/city/map`),
  sheet: <Collection>(href: string) => reading<Collection>(false, href),
  step: (id: string) => writing('POST', dev && Step, dev && StepDone, `${v1}/matters/${encodeURIComponent(id)}/steps`),
}
