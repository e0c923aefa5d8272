import { Link } from '@tanstack/react-router'
import type { Queues } from '../../../../contract/cases/index.ts'
import { page } from '../../../paths.ts'
import { Kbd } from '../../../ui/parts/chip.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import { CalledSoundSwitch } from '../alert/sound-switch.tsx'
import { narrowed, queryOf } from '../narrow.ts'
import type { DeskSearch } from '../search.ts'
import { texts as deskTexts } from '../texts.ts'
import { useTakesCalls } from '../use-takes-calls.ts'
import { mergedStates } from './merged-states.ts'
import css from './queues.module.css'
import { texts } from './texts.ts'

/** What waits for this person by state, and the other lists they may look at. */
export function QueueNav({ queues, search }: { queues: Queues; search: DeskSearch }) {
  const t = useText(texts)
  const said = useSaid()
  const states = mergedStates(queues.mine)
  const { queue } = queryOf(search, queues)
  const total = states.reduce((sum, { count, late }) => ({ count: sum.count + count, late: sum.late + late }), none)
  const to = (next: DeskSearch) => ({ order: search.order, ...next })
  return (
    <nav className={css.queues} aria-label={t('queues')}>
      <NewCall />
      {states.length > 1 && (
        <Queue
          name={t('mine')}
          {...total}
          search={to({ queue: 'mine' })}
          on={queue === 'mine' && search.state === undefined}
        />
      )}
      {states.map(({ state, name, ...counts }) => (
        <Queue
          key={state}
          name={said(name)}
          {...counts}
          search={to({ queue: 'mine', state })}
          on={queue === 'mine' && (search.state === state || states.length === 1)}
          inner={states.length > 1}
        />
      ))}
      <h2>{t('look')}</h2>
      <Queue name={t('open')} count={queues.open} search={to({ queue: 'open' })} on={queue === 'open'} />
      <Queue name={t('handled')} count={queues.handled} search={to({ queue: 'handled' })} on={queue === 'handled'} />
      <CalledSoundSwitch />
    </nav>
  )
}

const none = { count: 0, late: 0 }

interface QueueProps {
  name: string
  count: number
  late?: number
  search: DeskSearch
  on: boolean
  /** Part of the queue above it. */
  inner?: boolean
}

function Queue({ name, count, late = 0, search, on, inner = false }: QueueProps) {
  const t = useText(texts)
  const format = useFormat()
  return (
    <Link {...page.desk(narrowed(search, {}))} className={css.queue} data-inner={inner} aria-current={on || undefined}>
      <span>{name}</span>
      {late > 0 && (
        <b className={`figures ${css.late}`} title={t('late', { count: late })}>
          <span className="visually-hidden">{t('late', { count: late })}</span>
          <span aria-hidden="true">{format.number(late)}</span>
        </b>
      )}
      <b className="figures">{format.number(count)}</b>
    </Link>
  )
}

/** Begins a new call beside the list. */
function NewCall() {
  const t = useText(deskTexts)
  if (!useTakesCalls()) return null
  return (
    <Link {...page.deskCall()} className={css.call} aria-keyshortcuts="n">
      {t('newCall')} <Kbd>N</Kbd>
    </Link>
  )
}
