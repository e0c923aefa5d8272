import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import type { FilingCondition, KeptCategory } from '../../../../contract/cases/index.ts'
import { useCommand } from '../../../api/command.ts'
import { categoryApi } from '../../../api/manage.ts'
import { useMay } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { ProblemNote } from '../../../frame/failed.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import css from '../manage.module.css'
import { texts as common } from '../texts.ts'
import { CategoryState } from './category-state.tsx'
import { ConditionsForm } from './conditions-form.tsx'
import { useLimitText } from './limit-text.ts'
import { texts } from './texts.ts'

/** One category: the conditions that hold, their change, its switch, and what held before. */
export function CategorySheet({ category, refresh }: { category: KeptCategory; refresh: () => void }) {
  const t = useText(texts)
  const said = useSaid()
  const mayManage = useMay('category.manage')
  const [editing, setEditing] = useState(false)
  const done = () => {
    setEditing(false)
    refresh()
  }
  return (
    <div className={css.stack}>
      <div className={css.tools}>
        <CategoryState category={category} />
        <span className={css.quiet}>
          {said(category.className)} · {category.number} · {t('versionNo', { version: category.version })} ·{' '}
          {t(category.origin === 'pack' ? 'ofPack' : 'ofPlace')}
        </span>
      </div>
      {editing ? (
        <ConditionsForm category={category} onSaved={done} onLeave={() => setEditing(false)} />
      ) : (
        <>
          <Conditions conditions={category.conditions} />
          {mayManage && <Changes category={category} onEdit={() => setEditing(true)} refresh={refresh} />}
        </>
      )}
      <Versions category={category} />
    </div>
  )
}

function Conditions({ conditions }: { conditions: readonly FilingCondition[] }) {
  const t = useText(texts)
  const said = useSaid()
  const limitText = useLimitText()
  return (
    <>
      {conditions.map(({ name, title, limit, closing }) => (
        <div key={name} className={css.boxed}>
          <div className={css.rowed}>
            <strong>{said(title)}</strong>
            <span className="figures">{limitText(limit)}</span>
          </div>
          <p className={css.quiet}>{t('closes', { text: said(closing) })}</p>
        </div>
      ))}
    </>
  )
}

interface ChangesProps {
  readonly category: KeptCategory
  readonly onEdit: () => void
  readonly refresh: () => void
}

function Changes({ category, onEdit, refresh }: ChangesProps) {
  const t = useText(texts)
  const c = useText(common)
  const change = useCommand(categoryApi.change(category.code), refresh)
  const { version, switchedOff } = category
  const sure = { okText: c('yes'), cancelText: c('cancel') }
  const flip = () => change.mutate({ version, switchedOff: !switchedOff })
  return (
    <>
      {change.error && <ProblemNote problem={change.error} />}
      <div className={css.tools}>
        <Button type="primary" onClick={onEdit}>
          {t('edit')}
        </Button>
        {category.origin === 'place' && (
          <Popconfirm {...sure} title={t('toPackSure')} onConfirm={() => change.mutate({ version, conditions: null })}>
            <Button>{t('toPack')}</Button>
          </Popconfirm>
        )}
        {switchedOff ? (
          <Button loading={change.isPending} onClick={flip}>
            {t('switchOn')}
          </Button>
        ) : (
          <Popconfirm {...sure} title={t('offSure')} onConfirm={flip}>
            <Button loading={change.isPending}>{t('switchOff')}</Button>
          </Popconfirm>
        )}
      </div>
    </>
  )
}

/** What held when, and how many cases were filed under it. */
function Versions({ category }: { category: KeptCategory }) {
  const t = useText(texts)
  const said = useSaid()
  const format = useFormat()
  const limitText = useLimitText()
  const asked = useApi(categoryApi.versions(category.code), {
    refreshOn: ({ kind, matter }) => kind.startsWith('category.') && (matter?.includes(category.code) ?? false),
  })
  return (
    <section className={css.stack}>
      <h3>{t('versions')}</h3>
      <Answer of={asked} lines={3}>
        {({ items }) => (
          <ol className={css.stack}>
            {items.map(({ version, changedAt, changedBy, conditions, cases, origin }) => (
              <li key={version} className={css.boxed}>
                <div className={css.rowed}>
                  <strong>{t('versionNo', { version })}</strong>
                  <span className={css.quiet}>
                    {format.when(changedAt)} · {changedBy || t('bySystem')} ·{' '}
                    {t(origin === 'pack' ? 'ofPack' : 'ofPlace')}
                  </span>
                  <span className="figures">{t('filedUnder', { count: cases })}</span>
                </div>
                <p className={css.quiet}>
                  {conditions.map(({ title, limit }) => `${said(title)} ${limitText(limit)}`).join('；')}
                </p>
              </li>
            ))}
          </ol>
        )}
      </Answer>
    </section>
  )
}
