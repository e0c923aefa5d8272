import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import type { Overview } from '../../../../contract/cases/index.ts'
import { useMe } from '../../../api/me.ts'
import { page } from '../../../paths.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import type { ScreenSearch } from '../search.ts'
import { useWall } from '../wall/wall.ts'
import css from './head.module.css'
import { texts } from './texts.ts'

const keyLength = 3

interface CrumbsProps {
  division: Overview['division']
  search: ScreenSearch
}

/** The divisions around this one; those this person looks after lead there. */
export function Crumbs({ division, search }: CrumbsProps) {
  const t = useText(texts)
  const said = useSaid()
  const isWall = useWall()
  const { grants } = useMe()
  const { key, path } = division
  return (
    <nav className={css.crumbs} aria-label={t('path')}>
      {path.map((name, index) => {
        const own = key.slice(0, key.length - (path.length - 1 - index) * keyLength)
        const mine = grants.some(({ divisionKey }) => own.startsWith(divisionKey))
        const last = index === path.length - 1
        return (
          <Fragment key={own}>
            {index > 0 && <span aria-hidden="true">/</span>}
            {last ? (
              <b aria-current="page">{said(name)}</b>
            ) : mine && !isWall ? (
              <Link {...page.screen({ ...search, division: own })}>{said(name)}</Link>
            ) : (
              <span>{said(name)}</span>
            )}
          </Fragment>
        )
      })}
    </nav>
  )
}
