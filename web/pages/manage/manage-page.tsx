import { Link, Navigate, Outlet, useParams } from '@tanstack/react-router'
import { Fragment, Suspense, useEffect, useRef } from 'react'
import { useMe } from '../../api/me.ts'
import { InHeader } from '../../frame/header-slot.tsx'
import { page } from '../../paths.ts'
import { Empty, Loading } from '../../ui/faces/faces.tsx'
import { useTitle } from '../../ui/parts/title.ts'
import { useText } from '../../ui/texts/use-text.ts'
import css from './manage.module.css'
import { type Section, sections } from './sections.ts'
import { sectionTexts, texts } from './texts.ts'

/** The management area: its sections at the left, as far as they are this person's, and the open one. */
export function ManagePage() {
  const t = useText(texts)
  const { permissions, roles } = useMe()
  const { section: open } = useParams({ strict: false })
  const mine = sections.filter(({ needs }) => permissions.includes(needs))
  const first = mine.find(({ firstFor }) => firstFor !== undefined && roles.includes(firstFor)) ?? mine[0]
  if (first === undefined) return <NotYours />
  if (open === undefined) return <Navigate {...page.manage(first.id)} replace />
  return (
    <div className={css.area}>
      <InHeader>
        <h1>{t('title')}</h1>
      </InHeader>
      <Sections sections={mine} />
      <div className={css.section}>
        <Outlet />
      </div>
    </div>
  )
}

function Sections({ sections: mine }: { sections: readonly Section[] }) {
  const t = useText(texts)
  const name = useText(sectionTexts)
  const nav = useRef<HTMLElement>(null)
  const { section: open } = useParams({ strict: false })
  // On a phone the sections are one line that scrolls: the open one is in it.
  useEffect(() => {
    if (open !== undefined)
      nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [open])
  return (
    <nav ref={nav} className={css.nav} aria-label={t('sections')}>
      {mine.map(({ id, title, group }, at) => (
        <Fragment key={id}>
          {group !== mine[at - 1]?.group && <h2>{name(group)}</h2>}
          <Link {...page.manage(id)} activeOptions={{ includeSearch: false }}>
            {name(title)}
          </Link>
        </Fragment>
      ))}
    </nav>
  )
}

/** The section named by the address. */
export function SectionPage() {
  const t = useText(texts)
  const name = useText(sectionTexts)
  const { permissions } = useMe()
  const { section: id } = useParams({ from: '/signed-in/officers/manage/$section' })
  const section = sections.find((one) => one.id === id && permissions.includes(one.needs))
  useTitle(section ? name(section.title) : t('title'))
  if (section === undefined) return <NotYours />
  return (
    <Suspense fallback={<Loading lines={9} />}>
      <section.page key={id} />
    </Suspense>
  )
}

function NotYours() {
  const t = useText(texts)
  return (
    <Empty title={t('notYours')}>
      <p>{t('notYoursWhy')}</p>
    </Empty>
  )
}
