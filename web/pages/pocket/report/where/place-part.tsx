import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react'
import type { Located } from '../../../../../contract/city/index.ts'
import { useMe } from '../../../../api/me.ts'
import type { ReportWork } from '../../../../api/outbox/item.ts'
import { useApi } from '../../../../api/query.ts'
import { api } from '../../../../paths.ts'
import { Action } from '../../../../ui/pocket/action.tsx'
import { useSaid, useText } from '../../../../ui/texts/use-text.ts'
import { fixOf, usePosition, type Whereabouts } from '../../place/use-position.ts'
import type { ChangeReport } from '../change.ts'
import css from '../report.module.css'
import { texts } from '../texts.ts'

// Most reports stay where the phone says they are.
const PlaceChoice = lazy(async () => ({ default: (await import('./place-choice.tsx')).PlaceChoice }))

const roughM = 100

interface PlacePartProps {
  work: ReportWork
  resumed: boolean
  onChange: ChangeReport
  /** The same for what the phone found out. */
  onLearn: ChangeReport
}

/** Where it is: as the phone finds it, or as the person chooses. */
export function PlacePart({ work, resumed, onChange, onLearn }: PlacePartProps) {
  const t = useText(texts)
  const { position, place = '' } = work.report
  const settled = work.placed === true || (resumed && position !== null)
  const { where, again } = usePosition(!settled)
  const fix = fixOf(where)
  const [choosing, setChoosing] = useState(false)
  const take = useEffectEvent(() => {
    if (fix && !settled) onLearn({ position: { lon: fix.lon, lat: fix.lat } })
  })
  useEffect(() => {
    if (fix) take()
  }, [fix])
  const located = useApi(api.locate(position ?? { lon: 0, lat: 0 }), { enabled: position !== null, keepPrevious: true })
  const lost = position === null && where.is !== 'asking' && where.is !== 'found'
  const outside = located.data === null
  // Once by hand, it stays open until the person says that this is it.
  const choose: ChangeReport = (part, rest) => {
    setChoosing(true)
    onChange(part, rest)
  }
  const findAgain = () => {
    onChange({ position: null, place: '' }, { placed: false })
    again()
  }
  return (
    <section className={css.part} aria-labelledby="where">
      <h2 id="where">{t('where')}</h2>
      <div className={css.place}>
        <p role="status">
          <PlaceWords where={where} work={work} located={located.data} />
        </p>
        {!lost && !outside && (
          <Action weight="quiet" onPress={() => setChoosing(!choosing)} aria-expanded={choosing}>
            {t(choosing ? 'placeDone' : 'change')}
          </Action>
        )}
      </div>
      {(choosing || lost || outside) && (
        <Suspense>
          <PlaceChoice place={place} at={located.data ?? null} onChange={choose} onFind={findAgain} />
        </Suspense>
      )}
    </section>
  )
}

/** The place in words: address, grid, and how sharp the phone sees it. */
function PlaceWords({ where, work, located }: { where: Whereabouts; work: ReportWork; located: Located | undefined }) {
  const t = useText(texts)
  const said = useSaid()
  const me = useMe()
  const { position, place } = work.report
  if (position === null) return t(where.is === 'refused' ? 'refused' : where.is === 'asking' ? 'asking' : 'unknown')
  if (located === null) return t('outside', { place: said(me.place.name) })
  const address = place || (located?.address && said(located.address)) || t('located')
  const smallest = located?.path.at(-1)
  const name = smallest ? `${address} · ${said(smallest.name)}` : address
  const fix = fixOf(where)
  if (work.placed || fix === null) return <b>{name}</b>
  const metres = Math.max(1, Math.round(fix.accuracyM))
  return (
    <>
      <b>{name}</b>
      <small>{t(metres > roughM ? 'rough' : 'within', { metres })}</small>
    </>
  )
}
