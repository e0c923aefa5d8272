import { Form, Input, Select, Switch } from 'antd'
import { useState } from 'react'
import type { IssuedDevice } from '../../../../contract/sensing.ts'
import { useCommand } from '../../../api/command.ts'
import { deviceApi } from '../../../api/manage.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import { DivisionField } from '../parts/fields.tsx'
import { SaveForm } from '../parts/sheet.tsx'
import { texts as common } from '../texts.ts'
import { Secret } from './secret.tsx'
import { texts } from './texts.ts'

interface Values {
  readonly id: string
  readonly name: string
  readonly divisionKey: string
  readonly gateway: boolean
  readonly things?: string[]
}

/** A new credential; once it is issued, its secret. */
export function IssueForm({ onDone }: { onDone: () => void }) {
  const t = useText(texts)
  const c = useText(common)
  const [issued, setIssued] = useState<IssuedDevice | null>(null)
  const issue = useCommand(deviceApi.issue(), (reply) => {
    setIssued(reply)
    onDone()
  })
  const [form] = Form.useForm<Values>()
  const gateway = Form.useWatch('gateway', form)
  if (issued) return <Secret issued={issued} />
  return (
    <SaveForm<Values>
      form={form}
      initial={{ gateway: false, things: [] }}
      onSave={({ things = [], ...values }) => issue.mutate({ ...values, things: values.gateway ? [] : things })}
      saving={issue.isPending}
      problem={issue.error}
      verb={t('issue')}
    >
      <Form.Item
        name="id"
        label={t('id')}
        extra={t('idHelp')}
        rules={[{ required: true, pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, message: t('idHelp') }]}
      >
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="name" label={c('name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={100} />
      </Form.Item>
      <DivisionField name="divisionKey" whole />
      <Form.Item name="gateway" label={t('gateway')} extra={t('gatewayHelp')} valuePropName="checked">
        <Switch />
      </Form.Item>
      {!gateway && (
        <Form.Item name="things" label={t('sendsFor')} extra={t('thingsHelp')} rules={[{ required: true }]}>
          <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', ' ', '，', '\n']} />
        </Form.Item>
      )}
    </SaveForm>
  )
}
