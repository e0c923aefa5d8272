import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { HeldThing } from '../../../../contract/quotas.ts'
import { useCommand } from '../../../api/command.ts'
import { quotaApi } from '../../../api/manage.ts'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { ProblemNote } from '../../../frame/failed.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import css from '../manage.module.css'
import { Table } from '../parts/table.tsx'
import { texts as common } from '../texts.ts'
import { HeldState } from './held-state.tsx'
import { texts } from './texts.ts'

const PAGE = 100

/** One quarantine: how much came, the readings held, and the decision. */
export function HeldSheet({ held, onDone }: { held: HeldThing; onDone: () => void }) {
  const t = useText(texts)
  const c = useText(common)
  const format = useFormat()
  return (
    <div className={css.stack}>
      <dl className={css.facts}>
        <dt>{c('state')}</dt>
        <dd>
          <HeldState held={held} />
        </dd>
        <dt>{t('source')}</dt>
        <dd>{held.source}</dd>
        <dt>{t('began')}</dt>
        <dd>{format.when(held.beganAt)}</dd>
        <dt>{t('last')}</dt>
        <dd>{format.when(held.lastAt)}</dd>
        {held.endedAt && (
          <>
            <dt>{t('ended')}</dt>
            <dd>{format.when(held.endedAt)}</dd>
          </>
        )}
        <dt>{t('over')}</dt>
        <dd className="figures">{format.number(held.overCount)}</dd>
        <dt>{t('held')}</dt>
        <dd>
          <span className="figures">{format.number(held.heldCount)}</span>
          {held.overCount > held.heldCount && (
            <span className={css.quiet}> · {t('countOnly', { limit: format.number(held.heldCount) })}</span>
          )}
        </dd>
      </dl>
      {held.state === 'held' && <Decide held={held} onDone={onDone} />}
      <Readings id={held.id} />
    </div>
  )
}

function Decide({ held, onDone }: { held: HeldThing; onDone: () => void }) {
  const t = useText(texts)
  const end = useCommand(quotaApi.endQuarantine(held.id), onDone)
  const [form] = Form.useForm<{ why: string }>()
  const decide = (keep: boolean) => () =>
    form.validateFields().then(
      ({ why }) => end.mutate({ keep, why }),
      // The field says what is missing.
      () => undefined,
    )
  return (
    <Form form={form} layout="vertical" requiredMark={false}>
      <Form.Item
        name="why"
        label={t('why')}
        extra={t('whyHelp')}
        rules={[{ required: true, whitespace: true, message: t('whyHelp') }]}
      >
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 4 }} />
      </Form.Item>
      <p className={css.quiet}>{t('endHelp')}</p>
      {end.error && <ProblemNote problem={end.error} />}
      <div className={css.tools}>
        <Button type="primary" loading={end.isPending && end.variables?.keep === true} onClick={decide(true)}>
          {t('keep')}
        </Button>
        <Button danger loading={end.isPending && end.variables?.keep === false} onClick={decide(false)}>
          {t('drop')}
        </Button>
      </div>
    </Form>
  )
}

/** The first readings, more of them when asked. */
function Readings({ id }: { id: string }) {
  const t = useText(texts)
  const format = useFormat()
  const [limit, setLimit] = useState(PAGE)
  const list = useApi(quotaApi.heldReadings(id, { limit }), { keepPrevious: true })
  return (
    <section aria-label={t('readings')}>
      <h3>{t('readings')}</h3>
      <Answer of={list} lines={4}>
        {({ items, next }) =>
          items.length === 0 ? (
            <p className={css.quiet}>{t('noReadings')}</p>
          ) : (
            <>
              <Table
                label={t('readings')}
                rows={items}
                keyOf={({ no }) => String(no)}
                columns={[
                  { title: t('at'), figures: true, cell: ({ at }) => `${format.day(at)} ${format.second(at)}` },
                  { title: t('property'), cell: ({ property }) => property },
                  { title: t('value'), figures: true, cell: ({ value }) => String(value) },
                ]}
              />
              {next !== null && limit < 10 * PAGE && (
                <Button onClick={() => setLimit(limit + 3 * PAGE)}>{t('more')}</Button>
              )}
            </>
          )
        }
      </Answer>
    </section>
  )
}
