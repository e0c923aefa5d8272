import type { Case } from '../../../../../contract/cases/index.ts'
import { useSaid, useText } from '../../../../ui/texts/use-text.ts'
import css from '../case.module.css'
import { texts } from '../texts.ts'
import { useLookers } from './use-lookers.ts'

/** Whose hands it is in, and who else has it open just now. */
export function Lookers({ it }: { it: Case }) {
  const t = useText(texts)
  const said = useSaid()
  const others = useLookers(it.case)
  const names = others.map(({ name }) => name).join(t('and'))
  if (it.claimant === null && it.holder === null && names === '') return null
  return (
    <p className={css.hands}>
      {it.holder && <span>{t('heldBy', { unit: said(it.holder.name) })}</span>}
      {it.claimant !== null && <span className={css.claimed}>{t('claimed', { name: it.claimant })}</span>}
      <span role="status" className={css.lookers}>
        {names !== '' && t('looking', { names })}
      </span>
    </p>
  )
}
