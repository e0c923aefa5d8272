import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { sectionTexts } from './texts.ts'

type Word = keyof typeof sectionTexts

/** One page of the management area. `needs` is the permission without which it has nothing to show. */
export interface Section {
  readonly id: string
  readonly title: Word
  readonly group: Word
  readonly needs: string
  /** Whoever has this role begins here. */
  readonly firstFor?: string
  readonly page: LazyExoticComponent<ComponentType>
}

const section = (
  id: string,
  group: Word,
  title: Word,
  needs: string,
  load: () => Promise<ComponentType>,
  firstFor?: string,
): Section => ({
  id,
  group,
  title,
  needs,
  page: lazy(async () => ({ default: await load() })),
  ...(firstFor !== undefined && { firstFor }),
})

/** Every page of the area in the order of the list at its left; each is loaded when it is opened. */
export const sections: readonly Section[] = [
  section(
    'people',
    'peopleGroup',
    'people',
    'city.view-people',
    async () => (await import('./staff/people-page.tsx')).PeoplePage,
  ),
  section(
    'units',
    'peopleGroup',
    'units',
    'city.view-people',
    async () => (await import('./staff/units-page.tsx')).UnitsPage,
  ),
  section(
    'crews',
    'peopleGroup',
    'crews',
    'city.view-people',
    async () => (await import('./staff/crews-page.tsx')).CrewsPage,
  ),
  section(
    'duty',
    'peopleGroup',
    'duty',
    'city.view-people',
    async () => (await import('./duty/duty-page.tsx')).DutyPage,
  ),
  section(
    'responsibilities',
    'peopleGroup',
    'responsibilities',
    'city.view-directory',
    async () => (await import('./responsibilities/responsibilities-page.tsx')).ResponsibilitiesPage,
  ),
  section(
    'accounts',
    'peopleGroup',
    'accounts',
    'account.manage',
    async () => (await import('./accounts/accounts-page.tsx')).AccountsPage,
  ),
  section(
    'grids',
    'cityGroup',
    'grids',
    'city.view-directory',
    async () => (await import('./grids/grids-page.tsx')).GridsPage,
  ),
  section(
    'things',
    'cityGroup',
    'things',
    'city.view-things',
    async () => (await import('./things/things-page.tsx')).ThingsPage,
  ),
  section(
    'thing-types',
    'cityGroup',
    'thingTypes',
    'city.view-things',
    async () => (await import('./things/types-page.tsx')).TypesPage,
  ),
  section('packs', 'caseGroup', 'packs', 'pack.view', async () => (await import('./packs/packs-page.tsx')).PacksPage),
  section(
    'categories',
    'caseGroup',
    'categories',
    'case.view',
    async () => (await import('./categories/categories-page.tsx')).CategoriesPage,
  ),
  section(
    'absences',
    'caseGroup',
    'absences',
    'absence.announce-any',
    async () => (await import('./care/absences-page.tsx')).AbsencesPage,
    'community',
  ),
  section(
    'messages',
    'caseGroup',
    'messages',
    'message.view',
    async () => (await import('./messages/messages-page.tsx')).MessagesPage,
  ),
  section(
    'devices',
    'deviceGroup',
    'devices',
    'device.manage',
    async () => (await import('./devices/devices-page.tsx')).DevicesPage,
  ),
  section(
    'refused',
    'deviceGroup',
    'refused',
    'reading.refused',
    async () => (await import('./devices/refused-page.tsx')).RefusedPage,
  ),
  section(
    'quarantine',
    'deviceGroup',
    'quarantine',
    'device.manage',
    async () => (await import('./quotas/quarantine-page.tsx')).QuarantinePage,
  ),
  section(
    'quotas',
    'deviceGroup',
    'quotas',
    'device.manage',
    async () => (await import('./quotas/quotas-page.tsx')).QuotasPage,
  ),
  section(
    'console',
    'deviceGroup',
    'console',
    'device.manage',
    async () => (await import('./devices/console-page.tsx')).ConsolePage,
  ),
  section(
    'journal',
    'recordGroup',
    'journal',
    'journal.view',
    async () => (await import('./journal/journal-page.tsx')).JournalPage,
  ),
]
