import type { Division, Located } from '../../../../../contract/city/index.ts'
import { areasOf, partsOf } from '../../../../api/areas.ts'
import { useApi } from '../../../../api/query.ts'
import { PlaceSearch } from '../../../../frame/place-search/place-search.tsx'
import { api } from '../../../../paths.ts'
import { Action } from '../../../../ui/pocket/action.tsx'
import { Pick } from '../../../../ui/pocket/pick.tsx'
import { useSaid, useText } from '../../../../ui/texts/use-text.ts'
import type { ChangeReport } from '../change.ts'
import css from '../report.module.css'
import { texts } from '../texts.ts'

interface PlaceChoiceProps {
  place: string
  /** Where the place lies as it is now. */
  at: Located
  onChange: ChangeReport
  onFind: () => void
}

/** Chooses a place without a map: the address in words, and the area it lies in. */
export function PlaceChoice({ place, at, onChange, onFind }: PlaceChoiceProps) {
  const t = useText(texts)
  const said = useSaid()
  const divisions = useApi(api.divisions(), { keep: true }).data?.items ?? []
  const areas = areasOf(divisions)
  const isIn = ({ divisionKey }: Division) => at?.divisionKey.startsWith(divisionKey) ?? false
  const area = areas.find(isIn)
  const parts = partsOf(divisions, area)
  const choose = (key: string) => {
    const centre = divisions.find(({ divisionKey }) => divisionKey === key)?.centre
    if (centre) onChange({ position: centre }, { placed: true })
  }
  const named = (some: readonly Division[]) =>
    some.map(({ divisionKey, name }) => ({ id: divisionKey, name: said(name) }))
  const keyOf = (division: Division | undefined) => division?.divisionKey ?? ''
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
      <Pick label={t('area')} options={named(areas)} chosen={keyOf(area)} onChoose={choose} />
      {parts.length > 0 && (
        <Pick label={t('part')} options={named(parts)} chosen={keyOf(parts.find(isIn))} onChoose={choose} />
      )}
      <Action onPress={onFind}>{t('again')}</Action>
    </div>
  )
}
