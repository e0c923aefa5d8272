import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { newCommandId } from '../../../api/fetch.ts'
import { useMe } from '../../../api/me.ts'
import { type Item, newItem, type ReportWork } from '../../../api/outbox/item.ts'
import { useOutboxState } from '../../../api/outbox/use-outbox.tsx'
import { page } from '../../../paths.ts'
import { Loading } from '../../../ui/faces/faces.tsx'
import { useTitle } from '../../../ui/parts/title.ts'
import { Action } from '../../../ui/pocket/action.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { now } from '../../../ui/time/now.ts'
import { useDraft } from '../draft/use-draft.ts'
import { useIsResident } from '../frame/use-role.ts'
import css from './report.module.css'
import { ReportForm } from './report-form.tsx'
import { texts } from './texts.ts'

type ReportDraft = Item & { readonly work: ReportWork }

const isReportDraft = (item: Item): item is ReportDraft => item.state === 'draft' && item.work.kind === 'report'

/** Report something: a new one, or the one that was begun on this phone and not finished. */
export function PocketReport() {
  const t = useText(texts)
  const { item: wanted } = useSearch({ from: '/on-phone/pocket/report' })
  const { known } = useOutboxState()
  const [round, setRound] = useState(0)
  useTitle(t('title'))
  return (
    <div className={css.page}>
      <header>
        <Link {...page.pocket()} className={css.back}>
          ‹ {t('back')}
        </Link>
        <h1>{t('title')}</h1>
      </header>
      {known ? <Begun key={`${wanted} ${round}`} wanted={wanted} onRestart={() => setRound(round + 1)} /> : <Loading />}
    </div>
  )
}

function Begun({ wanted, onRestart }: { wanted: string | undefined; onRestart: () => void }) {
  const t = useText(texts)
  const { account } = useMe()
  const channel = useIsResident() ? 'resident' : 'patrol'
  const { items } = useOutboxState()
  const navigate = useNavigate()
  const [found] = useState(() => {
    const drafts = items.filter(isReportDraft)
    return drafts.find(({ id }) => id === wanted) ?? (wanted === undefined ? drafts.at(-1) : undefined)
  })
  const draft = useDraft<ReportWork>(
    () =>
      found ?? {
        ...newItem(newCommandId(), account, now(), {
          kind: 'report',
          report: { channel, position: null },
          category: null,
        }),
        work: { kind: 'report', report: { channel, position: null }, category: null },
      },
  )
  const restart = () => void draft.discard().then(onRestart)
  return (
    <>
      {found && (
        <div className={css.restart}>
          <Action weight="quiet" onPress={restart}>
            {t('restart')}
          </Action>
        </div>
      )}
      <ReportForm draft={draft} resumed={found !== undefined} onSent={() => void navigate(page.pocketMine())} />
    </>
  )
}
