import { useContext, useState } from 'react'
import { ABSENCE_REASONS } from '../../../../contract/absence-reasons.ts'
import type { AbsenceOfThing, AbsenceReason } from '../../../../contract/absences.ts'
import { absenceApi } from '../../../api/absences.ts'
import { useCommand } from '../../../api/command.ts'
import { ProblemNote } from '../../../frame/failed.tsx'
import { Action } from '../../../ui/pocket/action.tsx'
import { Choices } from '../../../ui/pocket/choices.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { now } from '../../../ui/time/now.ts'
import { Zone } from '../../../ui/time/use-format.ts'
import css from './absences.module.css'
import { texts } from './texts.ts'
import { endOf, type LikelyEnd, likelyEnds } from './until.ts'

interface HomeFormProps {
  readonly code: string
  readonly away: AbsenceOfThing | undefined
  readonly onDone: () => void
}

/** What can be said of a home: somebody is away until then, or is back. */
export const HomeForm = ({ code, away, onDone }: HomeFormProps) =>
  away ? <Back code={code} away={away} onDone={onDone} /> : <Leaving code={code} onDone={onDone} />

const likelyReasons: readonly AbsenceReason[] = ['away', 'with_family', 'hospital', 'other']

function Leaving({ code, onDone }: Omit<HomeFormProps, 'away'>) {
  const t = useText(texts)
  const said = useSaid()
  const zone = useContext(Zone)
  const [reason, setReason] = useState<AbsenceReason>('away')
  const [end, setEnd] = useState<LikelyEnd | null>(null)
  const announce = useCommand(absenceApi.announce(code), onDone)
  const send = (chosen: LikelyEnd) =>
    announce.mutate({ reason, from: new Date(now()).toISOString(), until: endOf(chosen, now(), zone) })
  return (
    <div className={css.form}>
      <Choices
        label={t('reason')}
        options={likelyReasons.map((id) => ({ id, name: said(ABSENCE_REASONS[id]) }))}
        chosen={reason}
        onChoose={setReason}
      />
      <Choices
        label={t('until')}
        options={likelyEnds.map((id) => ({ id, name: t(id) }))}
        chosen={end}
        onChoose={setEnd}
      />
      {announce.error && <ProblemNote problem={announce.error} />}
      <Action
        weight="main"
        isDisabled={end === null}
        isPending={announce.isPending}
        onPress={() => end !== null && send(end)}
      >
        {t('announce')}
      </Action>
      <p role="status">{announce.isSuccess ? t('done') : t('needsNet')}</p>
    </div>
  )
}

function Back({ code, away, onDone }: HomeFormProps & { away: AbsenceOfThing }) {
  const t = useText(texts)
  const said = useSaid()
  const end = useCommand(absenceApi.end(code, away.id), onDone)
  return (
    <div className={css.form}>
      <p>{said(ABSENCE_REASONS[away.reason])}</p>
      {end.error && <ProblemNote problem={end.error} />}
      <Action weight="main" isPending={end.isPending} onPress={() => end.mutate({})}>
        {t('end')}
      </Action>
      <p role="status">{end.isSuccess ? t('ended') : t('done')}</p>
    </div>
  )
}
