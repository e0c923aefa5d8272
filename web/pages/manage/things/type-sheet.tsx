import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { ThingAttribute, ThingProperty, ThingType } from '../../../../contract/city/index.ts'
import { useMay } from '../../../api/me.ts'
import { page } from '../../../paths.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { texts as common } from '../texts.ts'
import { texts } from './texts.ts'
import { TypeForm } from './type-form.tsx'
import { usePackName } from './use-pack-name.ts'

/** One kind of thing: what it reports and its fixed facts. */
export function TypeSheet({ type, refresh }: { type: ThingType; refresh: () => void }) {
  const t = useText(texts)
  const c = useText(common)
  const packName = usePackName()
  const [changing, setChanging] = useState(false)
  const mayManage = useMay('city.manage-things')
  if (changing) {
    const saved = () => {
      setChanging(false)
      refresh()
    }
    return <TypeForm type={type} onSaved={saved} onLeave={() => setChanging(false)} />
  }
  return (
    <div className={css.stack}>
      {type.pack !== null && <p className={css.quiet}>{t('packOwns', { pack: packName(type.pack) })}</p>}
      <div className={css.tools}>
        {type.pack === null && mayManage && (
          <Button size="small" onClick={() => setChanging(true)}>
            {c('edit')}
          </Button>
        )}
        <Link {...page.manage('things', { type: type.code })}>{t('things')}</Link>
      </div>
      <dl className={css.facts}>
        <dt>{t('typeCode')}</dt>
        <dd className={css.code}>{type.code}</dd>
        <dt>{t('prefix')}</dt>
        <dd className={css.code}>{type.prefix}</dd>
        <dt>{t('version')}</dt>
        <dd className="figures">{type.version}</dd>
        <dt>{t('isPrivate')}</dt>
        <dd>{type.isPrivate ? t('privateHelp') : t('no')}</dd>
      </dl>
      <h3>{t('properties')}</h3>
      <Words words={type.properties} none={t('noProperties')} />
      <h3>{t('attributes')}</h3>
      <Words words={type.attributes} none={t('noAttributes')} />
    </div>
  )
}

type Declared = ThingProperty & ThingAttribute

function Words({ words, none }: { words: Readonly<Record<string, Declared>>; none: string }) {
  const entries = Object.entries(words)
  if (entries.length === 0) return <p className={css.quiet}>{none}</p>
  return entries.map(([word, declared]) => <OneWord key={word} word={word} declared={declared} />)
}

function OneWord({ word, declared }: { word: string; declared: Declared }) {
  const t = useText(texts)
  const said = useSaid()
  const { title, type, unit, range, default: usual } = declared
  return (
    <div className={css.boxed}>
      <div className={css.rowed}>
        <strong>{said(title)}</strong>
        <span className={css.code}>{word}</span>
        <span>
          {t(type)}
          {unit !== undefined && unit !== '1' && ` · ${unit}`}
        </span>
      </div>
      {range && (
        <span className={css.quiet}>
          {t('min')} {range.min} · {t('max')} {range.max}
        </span>
      )}
      {usual !== undefined && (
        <span className={css.quiet}>
          {t('usual')} {typeof usual === 'boolean' ? t(usual ? 'yes' : 'no') : usual}
        </span>
      )}
    </div>
  )
}
