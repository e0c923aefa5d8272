import { Link } from '@tanstack/react-router'
import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import type { Quota } from '../../../../contract/quotas.ts'
import { useCommand } from '../../../api/command.ts'
import { quotaApi } from '../../../api/manage.ts'
import { useApi } from '../../../api/query.ts'
import { ProblemNote } from '../../../frame/failed.tsx'
import { page } from '../../../paths.ts'
import { Empty } from '../../../ui/faces/faces.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import { CutListing } from '../parts/listing.tsx'
import { Page } from '../parts/page.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { texts as common } from '../texts.ts'
import { QuotaForm } from './quota-form.tsx'
import { texts } from './texts.ts'

const keyOf = ({ kind, id }: Quota): string => `${kind} ${id}`

/** How much may be sent: usually, and where it is otherwise. */
export function QuotasPage() {
  const t = useText(texts)
  const c = useText(common)
  const format = useFormat()
  const list = useApi(quotaApi.quotas(), { refreshOn: ({ kind }) => kind === 'quota.set' })
  const [open, setOpen] = useState<Quota | 'new'>()
  const done = () => {
    setOpen(undefined)
    void list.refetch()
  }
  const usual = list.data?.usualPerMinute
  return (
    <Page
      title={c('quotas')}
      about={usual === undefined ? '' : t('quotasAbout', { count: format.number(usual) })}
      actions={
        <>
          <Link {...page.manage('quarantine')}>{t('toQuarantine')}</Link>
          <Button type="primary" onClick={() => setOpen('new')}>
            {t('add')}
          </Button>
        </>
      }
    >
      <CutListing
        label={c('quotas')}
        of={list}
        cutBy=""
        keyOf={keyOf}
        onOpen={setOpen}
        chosen={open === undefined || open === 'new' ? undefined : keyOf(open)}
        columns={[
          { title: t('id'), cell: ({ id }) => id },
          { title: t('kind'), cell: ({ kind }) => t(kind === 'type' ? 'kindType' : 'kindDevice') },
          { title: t('perMinute'), figures: true, cell: ({ perMinute }) => format.number(perMinute) },
        ]}
        empty={<Empty title={t('noQuotas')}>{t('noQuotasWhy')}</Empty>}
      />
      <Sheet title={open === 'new' ? t('add') : open?.id} open={open !== undefined} onLeave={() => setOpen(undefined)}>
        {open !== undefined && (
          <>
            <QuotaForm quota={open === 'new' ? undefined : open} onDone={done} />
            {open !== 'new' && <UsualAgain quota={open} onDone={done} />}
          </>
        )}
      </Sheet>
    </Page>
  )
}

function UsualAgain({ quota, onDone }: { quota: Quota; onDone: () => void }) {
  const t = useText(texts)
  const c = useText(common)
  const set = useCommand(quotaApi.setQuota(quota.kind, quota.id), onDone)
  return (
    <>
      {set.error && <ProblemNote problem={set.error} />}
      <Popconfirm
        title={t('usualAgain')}
        okText={c('yes')}
        cancelText={c('cancel')}
        onConfirm={() => set.mutate({ perMinute: null })}
      >
        <Button loading={set.isPending}>{t('usualAgain')}</Button>
      </Popconfirm>
    </>
  )
}
