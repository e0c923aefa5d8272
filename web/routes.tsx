import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { SignedIn } from './frame/signed-in.tsx'
import { readDeskSearch } from './pages/desk/search.ts'
import { Home } from './pages/home/home.tsx'
import { readManageSearch } from './pages/manage/search.ts'
import { readMattersSearch } from './pages/matters/search.ts'
import { readReportSearch } from './pages/pocket/report/search.ts'
import { readProgressSearch } from './pages/report/progress/search.ts'
import { readScreenSearch } from './pages/screen/search.ts'
import { pattern } from './paths.ts'
import { Broken, NotFound } from './ui/faces/broken.tsx'

/**
 * The whole site. Pages are loaded when they are opened; `homeOf` names the roles whose first page it is, and the first
 * route in this file that names one of a person's roles is theirs.
 */

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    homeOf?: readonly string[] | 'everybody'
  }
  interface Register {
    router: ReturnType<typeof createSite>
  }
}

const root = createRootRoute({ errorComponent: Broken, notFoundComponent: NotFound })

const signIn = createRoute({
  getParentRoute: () => root,
  path: pattern.signIn,
  component: lazyRouteComponent(() => import('./pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
})

const firstAdmin = createRoute({
  getParentRoute: () => root,
  path: pattern.firstAdmin,
  component: lazyRouteComponent(() => import('./pages/sign-in/first-admin-page.tsx'), 'FirstAdminPage'),
})

const publicReport = createRoute({
  getParentRoute: () => root,
  path: pattern.publicReport,
  component: lazyRouteComponent(() => import('./pages/report/form/public-report-page.tsx'), 'PublicReportPage'),
})

const publicFind = createRoute({
  getParentRoute: () => root,
  path: pattern.publicFind,
  component: lazyRouteComponent(() => import('./pages/report/progress/find-page.tsx'), 'FindPage'),
})

const publicProgress = createRoute({
  getParentRoute: () => root,
  path: pattern.publicProgress,
  validateSearch: readProgressSearch,
  component: lazyRouteComponent(() => import('./pages/report/progress/progress-page.tsx'), 'ProgressPage'),
})

/** Everything below here knows who is signed in, and is live. */
const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', component: SignedIn })

const home = createRoute({ getParentRoute: () => signedIn, path: pattern.home, component: Home })

/** The phone pages: they open without a network too. */
const onPhone = createRoute({
  getParentRoute: () => root,
  id: 'on-phone',
  component: lazyRouteComponent(() => import('./frame/signed-in-on-phone.tsx'), 'SignedInOnPhone'),
})

const pocket = createRoute({
  getParentRoute: () => onPhone,
  path: pattern.pocket,
  component: lazyRouteComponent(() => import('./pages/pocket/frame/pocket-frame.tsx'), 'PocketFrame'),
  staticData: { homeOf: ['inspector', 'crew', 'resident'] },
})

const pocketHome = createRoute({
  getParentRoute: () => pocket,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/pocket/home/home-page.tsx'), 'PocketHome'),
})

const pocketReport = createRoute({
  getParentRoute: () => pocket,
  path: pattern.pocketReport,
  validateSearch: readReportSearch,
  component: lazyRouteComponent(() => import('./pages/pocket/report/pocket-report.tsx'), 'PocketReport'),
})

const pocketMine = createRoute({
  getParentRoute: () => pocket,
  path: pattern.pocketMine,
  component: lazyRouteComponent(() => import('./pages/pocket/mine/mine-page.tsx'), 'MinePage'),
})

const pocketCase = createRoute({
  getParentRoute: () => pocket,
  path: pattern.pocketCase,
  component: lazyRouteComponent(() => import('./pages/pocket/case/pocket-case.tsx'), 'PocketCase'),
})

const pocketMe = createRoute({
  getParentRoute: () => pocket,
  path: pattern.pocketMe,
  component: lazyRouteComponent(() => import('./pages/pocket/me/me-page.tsx'), 'MePage'),
})

const pocketAbsences = createRoute({
  getParentRoute: () => pocket,
  path: pattern.pocketAbsences,
  component: lazyRouteComponent(() => import('./pages/pocket/absences/absences-page.tsx'), 'PocketAbsences'),
})

/** Officers' pages: the shell with the component kit. */
const officers = createRoute({
  getParentRoute: () => signedIn,
  id: 'officers',
  component: lazyRouteComponent(() => import('./frame/shell.tsx'), 'Shell'),
})

const manage = createRoute({
  getParentRoute: () => officers,
  path: pattern.manage,
  component: lazyRouteComponent(() => import('./pages/manage/manage-page.tsx'), 'ManagePage'),
  staticData: { homeOf: ['admin', 'auditor', 'community'] },
})

const manageSection = createRoute({
  getParentRoute: () => manage,
  path: pattern.manageSection,
  validateSearch: readManageSearch,
  component: lazyRouteComponent(() => import('./pages/manage/manage-page.tsx'), 'SectionPage'),
})

const desk = createRoute({
  getParentRoute: () => officers,
  path: pattern.desk,
  validateSearch: readDeskSearch,
  component: lazyRouteComponent(() => import('./pages/desk/desk-page.tsx'), 'DeskPage'),
  staticData: { homeOf: ['intake', 'dispatcher', 'supervisor', 'unit'] },
})

const deskCase = createRoute({
  getParentRoute: () => desk,
  path: pattern.deskCase,
  component: lazyRouteComponent(() => import('./pages/desk/case/case-page.tsx'), 'CasePage'),
})

const deskCall = createRoute({
  getParentRoute: () => desk,
  path: pattern.deskCall,
  component: lazyRouteComponent(() => import('./pages/desk/call/call-page.tsx'), 'CallPage'),
})

const thing = createRoute({
  getParentRoute: () => officers,
  path: pattern.thing,
  component: lazyRouteComponent(() => import('./pages/thing/thing-page.tsx'), 'ThingPage'),
})

/** For leaders and walls, without the shell: it is all there is on a wall. */
const screen = createRoute({
  getParentRoute: () => signedIn,
  path: pattern.screen,
  validateSearch: readScreenSearch,
  component: lazyRouteComponent(() => import('./pages/screen/screen-page.tsx'), 'ScreenPage'),
  staticData: { homeOf: ['leader', 'wall'] },
})

const matters = createRoute({
  getParentRoute: () => officers,
  path: pattern.matters,
  validateSearch: readMattersSearch,
  component: lazyRouteComponent(() => import('./pages/matters/matters-page.tsx'), 'MattersPage'),
  staticData: { homeOf: 'everybody' },
})

const matter = createRoute({
  getParentRoute: () => matters,
  path: pattern.matter,
  component: lazyRouteComponent(() => import('./pages/matters/matter-page.tsx'), 'MatterPage'),
})

const tree = root.addChildren([
  signIn,
  firstAdmin,
  publicReport,
  publicFind,
  publicProgress,
  onPhone.addChildren([
    pocket.addChildren([pocketHome, pocketReport, pocketMine, pocketCase, pocketMe, pocketAbsences]),
  ]),
  signedIn.addChildren([
    home,
    screen,
    officers.addChildren([
      desk.addChildren([deskCase, deskCall]),
      manage.addChildren([manageSection]),
      matters.addChildren([matter]),
      thing,
    ]),
  ]),
])

/** The router of the site. */
export const createSite = () => createRouter({ routeTree: tree, defaultPreload: 'intent', scrollRestoration: true })
