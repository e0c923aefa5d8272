import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import type { Recorded } from '../../../../contract/sensing.ts'
import { useCommand } from '../../../api/command.ts'
import { deviceApi } from '../../../api/manage.ts'
import { useApi } from '../../../api/query.ts'
import { ProblemNote } from '../../../frame/failed.tsx'
import { Note } from '../../../ui/faces/faces.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { Page } from '../parts/page.tsx'
import { Table } from '../parts/table.tsx'
import { texts as common } from '../texts.ts'
import { useSection } from '../use-section.ts'
import { ReadingBuilder } from './reading-builder.tsx'
import { isSendable, readItems, withItem } from './readings-text.ts'
import { texts } from './texts.ts'

/** Readings sent by hand as a device, and what becomes of each. */
export function ConsolePage() {
  const t = useText(texts)
  const c = useText(common)
  const [search, show] = useSection()
  const [words, setWords] = useState('')
  const [text, setText] = useState('')
  const [sent, setSent] = useState<readonly unknown[]>([])
  const { device: id = '' } = search
  const q = words || id
  const found = useApi(deviceApi.list({ state: 'active', limit: 30, ...(q && { q }) }), { keepPrevious: true })
  const devices = found.data?.items ?? []
  const device = devices.find((one) => one.id === id)
  const test = useCommand(deviceApi.test(id), (_reply, { items }) => setSent(items))
  const given = readItems(text)
  return (
    <Page title={c('console')} about={t('consoleAbout')}>
      <div className={css.stack}>
        <label htmlFor="as-device">{t('asDevice')}</label>
        <Select
          id="as-device"
          value={id || null}
          onChange={(next: string) => show({ device: next })}
          showSearch={{ filterOption: false, onSearch: setWords }}
          notFoundContent={c('nothing')}
          options={devices.map((one) => ({ value: one.id, label: `${one.id} · ${one.name}` }))}
          style={{ maxWidth: 480 }}
        />
      </div>
      {device && <ReadingBuilder key={device.id} device={device} onBuilt={(one) => setText(withItem(text, one))} />}
      <div className={css.stack}>
        <label htmlFor="items">{t('items')}</label>
        <Input.TextArea
          id="items"
          className={css.code}
          value={text}
          spellCheck={false}
          autoSize={{ minRows: 4, maxRows: 16 }}
          onChange={({ target }) => setText(target.value)}
        />
      </div>
      {text.trim() !== '' && !isSendable(given) && (
        <Note>{given.why === null ? t('tooMany') : t('badJson', { why: given.why })}</Note>
      )}
      {test.error && <ProblemNote problem={test.error} />}
      <Button
        type="primary"
        style={{ justifySelf: 'start' }}
        disabled={id === '' || !isSendable(given)}
        loading={test.isPending}
        onClick={() => test.mutate({ items: [...given.items] })}
      >
        {t('send')}
      </Button>
      {test.data && <Outcome recorded={test.data} items={sent} />}
    </Page>
  )
}

/** Each item with its answer. */
function Outcome({ recorded, items }: { recorded: Recorded; items: readonly unknown[] }) {
  const t = useText(texts)
  const duplicates = new Set(recorded.duplicates)
  const refused = new Map(recorded.refused.map((one) => [one.index, one]))
  const figures = { recorded: recorded.recorded, duplicates: duplicates.size, refused: refused.size }
  return (
    <section className={css.stack} aria-label={t('sent')}>
      <p role="status">{t('summary', figures)}</p>
      <Table
        label={t('sent')}
        rows={items.map((item, index) => ({ item, index }))}
        keyOf={({ index }) => String(index)}
        columns={[
          { title: '#', figures: true, cell: ({ index }) => t('itemNo', { no: index + 1 }) },
          {
            title: t('answer'),
            cell: ({ index }) => {
              const refusal = refused.get(index)
              if (refusal)
                return (
                  <span className={css.bad}>
                    ✕ {refusal.title} <small className={css.code}>{refusal.code}</small>
                  </span>
                )
              if (duplicates.has(index)) return <span className={css.soon}>≈ {t('duplicate')}</span>
              return <span className={css.good}>✓ {t('recorded')}</span>
            },
          },
          { title: t('payload'), cell: ({ item }) => <code className={css.code}>{JSON.stringify(item)}</code> },
        ]}
      />
    </section>
  )
}
