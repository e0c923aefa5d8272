import { useId } from 'react'
import type { Division, Located } from '../../../../../contract/city/index.ts'
import { useApi } from '../../../../api/query.ts'
import { PlaceSearch } from '../../../../frame/place-search/place-search.tsx'
import { api } from '../../../../paths.ts'
import { Action } from '../../../../ui/pocket/action.tsx'
import { useSaid, useText } from '../../../../ui/texts/use-text.ts'
import type { ChangeReport } from '../change.ts'
import css from '../report.module.css'
import { texts } from '../texts.ts'

const streetLevel = 3

interface PlaceChoiceProps {
  place: string
  /** Where the place lies as it is now. */
  at: Located
  onChange: ChangeReport
  onFind: () => void
}

/** Chooses a place without a map: the address in words, and the street and community it lies in. */
export function PlaceChoice({ place, at, onChange, onFind }: PlaceChoiceProps) {
  const t = useText(texts)
  const said = useSaid()
  const divisions = useApi(api.divisions(), { keep: true }).data?.items ?? []
  const streets = divisions.filter(({ level }) => level === streetLevel)
  const isIn = ({ divisionKey }: Division) => at?.divisionKey.startsWith(divisionKey) ?? false
  const street = streets.find(isIn)
  const communities = divisions.filter(({ parentKey }) => parentKey !== null && parentKey === street?.divisionKey)
  const choose = (division: Division | undefined) => {
    if (division?.centre) onChange({ position: division.centre }, { placed: true })
  }
  return (
    <div className={css.choice}>
      <PlaceSearch
        label={t('address')}
        labelled
        large
        value={place}
        onType={(next) => onChange({ place: next })}
        onChoose={({ name, lon, lat }) => onChange({ place: said(name), position: { lon, lat } }, { placed: true })}
      />
      <Pick label={t('street')} options={streets} chosen={street} onChoose={choose} />
      {communities.length > 0 && (
        <Pick label={t('community')} options={communities} chosen={communities.find(isIn)} onChoose={choose} />
      )}
      <Action onPress={onFind}>{t('again')}</Action>
    </div>
  )
}

interface PickProps {
  label: string
  options: readonly Division[]
  chosen: Division | undefined
  onChoose: (division: Division | undefined) => void
}

/** The phone's own wheel of choices. */
function Pick({ label, options, chosen, onChoose }: PickProps) {
  const t = useText(texts)
  const said = useSaid()
  const id = useId()
  return (
    <div className={css.pick}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={chosen?.divisionKey ?? ''}
        onChange={({ currentTarget: { value } }) => onChoose(options.find((one) => one.divisionKey === value))}
      >
        {chosen === undefined && <option value="">{t('chooseOne')}</option>}
        {options.map(({ divisionKey, name }) => (
          <option key={divisionKey} value={divisionKey}>
            {said(name)}
          </option>
        ))}
      </select>
    </div>
  )
}
