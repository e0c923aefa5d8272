import type { Division, Located } from '../../../../../contract/city/index.ts'
import { useApi } from '../../../../api/query.ts'
import { api } from '../../../../paths.ts'
import { Action } from '../../../../ui/pocket/action.tsx'
import { Field } from '../../../../ui/pocket/field.tsx'
import { Pick } from '../../../../ui/pocket/pick.tsx'
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
  const choose = (key: string) => {
    const centre = divisions.find(({ divisionKey }) => divisionKey === key)?.centre
    if (centre) onChange({ position: centre }, { placed: true })
  }
  const named = (some: readonly Division[]) =>
    some.map(({ divisionKey, name }) => ({ id: divisionKey, name: said(name) }))
  const keyOf = (division: Division | undefined) => division?.divisionKey ?? ''
  return (
    <div className={css.choice}>
      <Field
        label={t('address')}
        value={place}
        maxLength={200}
        onChange={(next) => onChange({ place: next })}
        autoComplete="street-address"
      />
      <Pick label={t('street')} options={named(streets)} chosen={keyOf(street)} onChoose={choose} />
      {communities.length > 0 && (
        <Pick
          label={t('community')}
          options={named(communities)}
          chosen={keyOf(communities.find(isIn))}
          onChoose={choose}
        />
      )}
      <Action onPress={onFind}>{t('again')}</Action>
    </div>
  )
}
