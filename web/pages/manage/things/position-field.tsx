import { Form } from 'antd'
import { useMemo, useState } from 'react'
import type { PlaceFound } from '../../../../contract/city/index.ts'
import { useGround } from '../../../api/ground.ts'
import { useApi } from '../../../api/query.ts'
import { PlaceSearch } from '../../../frame/place-search/place-search.tsx'
import { CityMap } from '../../../map/city-map.tsx'
import type { CaseMark } from '../../../map/marks.ts'
import { api } from '../../../paths.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { PositionFields } from '../parts/fields.tsx'
import { texts } from './texts.ts'

const pinId = 'pin'

/** Where something stands, as `{ lon, lat }` of the form: pressed on the map, looked for by name, or typed. */
export function PositionField() {
  const t = useText(texts)
  const form = Form.useFormInstance()
  const lon: unknown = Form.useWatch('lon', form)
  const lat: unknown = Form.useWatch('lat', form)
  const ground = useGround()
  const [words, setWords] = useState('')
  const [focus, setFocus] = useState<PlaceFound | null>(null)
  const at = useMemo(() => (typeof lon === 'number' && typeof lat === 'number' ? { lon, lat } : null), [lon, lat])
  const pin = useMemo((): CaseMark[] => (at ? [{ id: pinId, ...at, says: [], state: 'open', severity: 2 }] : []), [at])
  // Six decimals of a degree are a tenth of a metre.
  const place = (position: { lon: number; lat: number }) =>
    form.setFieldsValue({ lon: Number(position.lon.toFixed(6)), lat: Number(position.lat.toFixed(6)) })
  const choose = (found: PlaceFound) => {
    setFocus(found)
    place(found)
  }
  const said = useSaid()
  return (
    <div className={css.place}>
      <PlaceSearch
        label={t('findPlace')}
        value={words}
        of="places"
        onType={setWords}
        onChoose={(found) => {
          setWords(said(found.name))
          choose(found)
        }}
      />
      <div className={css.map}>
        <CityMap ground={ground} label={t('pick')} cases={pin} selected={pinId} focus={focus} onPick={place} />
      </div>
      <small className={css.quiet}>{t('pick')}</small>
      <PositionFields />
      {at && <LiesIn at={at} />}
    </div>
  )
}

/** The division it belongs to there, which follows from the position. */
function LiesIn({ at }: { at: { lon: number; lat: number } }) {
  const t = useText(texts)
  const said = useSaid()
  const located = useApi(api.locate(at), { keepPrevious: true }).data
  if (located === undefined) return null
  if (located === null)
    return (
      <p role="alert" className={css.bad}>
        {t('outside')}
      </p>
    )
  return (
    <p role="status" className={css.quiet}>
      {t('liesIn', { where: located.path.map(({ name }) => said(name)).join(' · ') })}
    </p>
  )
}
