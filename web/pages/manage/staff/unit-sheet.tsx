import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Post, Unit } from '../../../../contract/city/index.ts'
import { staffApi } from '../../../api/manage.ts'
import { useMay } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { page } from '../../../paths.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { useDivisionName, useUnitName } from '../parts/places.ts'
import { Standing, StandingBar } from '../parts/standing.tsx'
import { texts as common } from '../texts.ts'
import { PostForm } from './post-form.tsx'
import { texts } from './texts.ts'
import { UnitForm } from './unit-form.tsx'

/** One unit and its posts. */
export function UnitSheet({ unit, refresh }: { unit: Unit; refresh: () => void }) {
  const t = useText(texts)
  const division = useDivisionName()
  const unitName = useUnitName()
  const [changing, setChanging] = useState(false)
  const mayManage = useMay('city.manage')
  const saved = () => {
    setChanging(false)
    refresh()
  }
  if (changing) return <UnitForm unit={unit} onSaved={saved} onLeave={() => setChanging(false)} />
  return (
    <div className={css.stack}>
      <StandingBar retired={unit.retired} onChange={() => setChanging(true)} />
      <dl className={css.facts}>
        <dt>{t('code')}</dt>
        <dd className={css.code}>{unit.code}</dd>
        <dt>{t('kind')}</dt>
        <dd>{t(unit.kind)}</dd>
        <dt>{t('serves')}</dt>
        <dd>{division(unit.divisionKey)}</dd>
        <dt>{t('parent')}</dt>
        <dd>{unitName(unit.parentId)}</dd>
      </dl>
      <div className={css.tools}>
        <Link {...page.manage('people', { unit: unit.id })}>{t('toPeople')}</Link>
        <Link {...page.manage('duty', { unit: unit.id })}>{t('toDuty')}</Link>
      </div>
      <Posts unit={unit} mayManage={mayManage} />
    </div>
  )
}

function Posts({ unit, mayManage }: { unit: Unit; mayManage: boolean }) {
  const t = useText(texts)
  const [changing, setChanging] = useState<Post | 'new' | null>(null)
  const posts = useApi(staffApi.posts(unit.id), { refreshOn: ({ kind }) => kind === 'post.saved' })
  const saved = () => {
    setChanging(null)
    void posts.refetch()
  }
  const leave = () => setChanging(null)
  return (
    <section className={css.stack}>
      <h3>{t('posts')}</h3>
      <Answer of={posts} lines={3}>
        {({ items }) => (
          <>
            {items.length === 0 && <p className={css.quiet}>{t('noPosts')}</p>}
            {items.map((post) =>
              changing !== null && changing !== 'new' && changing.id === post.id ? (
                <PostForm key={post.id} unit={unit} post={post} onSaved={saved} onLeave={leave} />
              ) : (
                <OnePost key={post.id} post={post} onChange={mayManage ? () => setChanging(post) : undefined} />
              ),
            )}
          </>
        )}
      </Answer>
      {changing === 'new' && <PostForm unit={unit} post={null} onSaved={saved} onLeave={leave} />}
      {mayManage && changing === null && (
        <Button style={{ justifySelf: 'start' }} onClick={() => setChanging('new')}>
          {t('addPost')}
        </Button>
      )}
    </section>
  )
}

function OnePost({ post, onChange }: { post: Post; onChange: (() => void) | undefined }) {
  const c = useText(common)
  const said = useSaid()
  return (
    <div className={`${css.boxed} ${css.rowed}`}>
      <strong>{said(post.name)}</strong>
      <span className={css.code}>{post.code}</span>
      {post.retired && <Standing retired />}
      {onChange && (
        <Button size="small" onClick={onChange}>
          {c('edit')}
        </Button>
      )}
    </div>
  )
}
