import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import type { Thing, ThingType } from '../../../../contract/city/index.ts'
import { useCommand } from '../../../api/command.ts'
import { cityApi } from '../../../api/manage.ts'
import { useMay } from '../../../api/me.ts'
import { ProblemNote } from '../../../frame/failed.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import css from '../manage.module.css'
import { useDivisionName } from '../parts/places.ts'
import { Standing } from '../parts/standing.tsx'
import { texts as common } from '../texts.ts'
import { texts } from './texts.ts'
import { ThingForm } from './thing-form.tsx'
import { ThingNow } from './thing-now.tsx'

interface ThingSheetProps {
  readonly thing: Thing
  readonly types: readonly ThingType[]
  readonly refresh: () => void
}

/** One thing: what it is, what it says and warns of, and who sends for it. */
export function ThingSheet({ thing, types, refresh }: ThingSheetProps) {
  const c = useText(common)
  const [changing, setChanging] = useState(false)
  const mayManage = useMay('city.manage-things')
  const type = types.find(({ code }) => code === thing.type)
  if (changing) {
    const saved = () => {
      setChanging(false)
      refresh()
    }
    return <ThingForm thing={thing} types={types} onSaved={saved} onLeave={() => setChanging(false)} />
  }
  return (
    <div className={css.stack}>
      <div className={css.tools}>
        <Standing retired={thing.retired} />
        {mayManage && (
          <Button size="small" onClick={() => setChanging(true)}>
            {c('edit')}
          </Button>
        )}
        {mayManage && <Retiring thing={thing} refresh={refresh} />}
      </div>
      <Facts thing={thing} type={type} />
      <ThingNow thing={thing} type={type} />
    </div>
  )
}

function Facts({ thing, type }: { thing: Thing; type: ThingType | undefined }) {
  const t = useText(texts)
  const c = useText(common)
  const said = useSaid()
  const format = useFormat()
  const division = useDivisionName()
  return (
    <dl className={css.facts}>
      <dt>{c('code')}</dt>
      <dd className={css.code}>{thing.code}</dd>
      <dt>{t('type')}</dt>
      <dd>{type ? said(type.name) : thing.type}</dd>
      <dt>{c('division')}</dt>
      <dd>{division(thing.divisionKey)}</dd>
      <dt>{t('beat')}</dt>
      <dd className={css.code}>{thing.responsibilityGrid ?? '—'}</dd>
      <dt>{t('grid')}</dt>
      <dd className={css.code}>{thing.unitGrid ?? '—'}</dd>
      <dt>{c('place')}</dt>
      <dd className="figures">
        {thing.lon.toFixed(6)}, {thing.lat.toFixed(6)}
      </dd>
      {type?.isPrivate && <dt>{t('isPrivate')}</dt>}
      {type?.isPrivate && <dd>{t('privateHelp')}</dd>}
      <dt>{t('registered')}</dt>
      <dd>{format.when(thing.registeredAt)}</dd>
      {Object.entries(thing.attributes).map(([word, value]) => (
        <Fact key={word} word={word} value={value} type={type} />
      ))}
    </dl>
  )
}

function Fact({ word, value, type }: { word: string; value: number | boolean | string; type: ThingType | undefined }) {
  const t = useText(texts)
  const said = useSaid()
  const declared = type?.attributes[word]
  const unit = declared?.unit === undefined || declared.unit === '1' ? '' : ` ${declared.unit}`
  return (
    <>
      <dt>{declared ? said(declared.title) : word}</dt>
      <dd>{typeof value === 'boolean' ? t(value ? 'yes' : 'no') : `${value}${unit}`}</dd>
    </>
  )
}

/** Takes it out of use, or brings it back. */
function Retiring({ thing: { code, version, retired }, refresh }: { thing: Thing; refresh: () => void }) {
  const t = useText(texts)
  const c = useText(common)
  const change = useCommand(cityApi.changeThing(code), refresh)
  const flip = () => change.mutate({ version, retired: !retired })
  return (
    <>
      {retired ? (
        <Button size="small" loading={change.isPending} onClick={flip}>
          {t('bringBack')}
        </Button>
      ) : (
        <Popconfirm
          title={t('retire')}
          description={<div style={{ maxWidth: 300 }}>{t('retireSure')}</div>}
          okText={c('yes')}
          cancelText={c('cancel')}
          onConfirm={flip}
        >
          <Button size="small" danger loading={change.isPending}>
            {t('retire')}
          </Button>
        </Popconfirm>
      )}
      {change.error && <ProblemNote problem={change.error} />}
    </>
  )
}
