import { Form, Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import type { Quota } from '../../../../contract/quotas.ts'
import { useCommand } from '../../../api/command.ts'
import { cityApi, quotaApi } from '../../../api/manage.ts'
import { useApi } from '../../../api/query.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { SaveForm } from '../parts/sheet.tsx'
import { texts } from './texts.ts'

/** A quota of a type or a device; of one that is set only the number changes. */
export function QuotaForm({ quota, onDone }: { quota: Quota | undefined; onDone: () => void }) {
  const t = useText(texts)
  const [form] = Form.useForm<Quota>()
  const [of, setOf] = useState<Pick<Quota, 'kind' | 'id'>>(quota ?? { kind: 'type', id: '' })
  const set = useCommand(quotaApi.setQuota(of.kind, of.id), onDone)
  return (
    <SaveForm<Quota>
      form={form}
      initial={quota ?? { kind: 'type' }}
      saving={set.isPending}
      problem={set.error}
      onSave={({ perMinute }) => set.mutate({ perMinute })}
    >
      {quota === undefined && (
        <>
          <Form.Item name="kind" label={t('kind')}>
            <Radio.Group
              options={[
                { value: 'type', label: t('kindType') },
                { value: 'device', label: t('kindDevice') },
              ]}
              onChange={({ target }) => {
                setOf({ kind: target.value, id: '' })
                form.resetFields(['id'])
              }}
            />
          </Form.Item>
          <Form.Item name="id" label={t('id')} rules={[{ required: true }]}>
            {of.kind === 'type' ? (
              <TypeChoice onChoose={(id) => setOf({ ...of, id })} />
            ) : (
              <Input maxLength={64} autoComplete="off" onChange={({ target }) => setOf({ ...of, id: target.value })} />
            )}
          </Form.Item>
        </>
      )}
      <Form.Item name="perMinute" label={t('perMinute')} rules={[{ required: true }]}>
        <InputNumber min={1} max={10_000_000} precision={0} style={{ width: '100%' }} />
      </Form.Item>
    </SaveForm>
  )
}

/** A type by its name; antd hands value and change to the child of a field. */
function TypeChoice({
  onChoose,
  onChange,
  ...field
}: {
  onChoose: (id: string) => void
  onChange?: (id: string) => void
  value?: string
}) {
  const said = useSaid()
  const types = useApi(cityApi.thingTypes()).data?.items ?? []
  return (
    <Select
      {...field}
      showSearch={{ optionFilterProp: 'label' }}
      options={types.map(({ code, name }) => ({ value: code, label: `${said(name)} · ${code}` }))}
      onChange={(id: string) => {
        onChoose(id)
        onChange?.(id)
      }}
    />
  )
}
