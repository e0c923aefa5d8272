import { Form, Select } from 'antd'
import { useState } from 'react'
import type { Responsibility, SetResponsibility } from '../../../../contract/city/index.ts'
import { useCommand } from '../../../api/command.ts'
import { groundApi, staffApi } from '../../../api/manage.ts'
import { useApi } from '../../../api/query.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { DivisionField, UnitField } from '../parts/fields.tsx'
import { SaveForm } from '../parts/sheet.tsx'
import { texts } from './texts.ts'
import { useSubjects } from './use-subjects.ts'

interface Values {
  readonly subject: string
  readonly divisionKey: string
  readonly grid?: string | null
  readonly unitId: string
}

interface ResponsibilityFormProps {
  /** What stands: its subjects are offered, whether or not a category names them. */
  readonly used: readonly Responsibility[]
  readonly onSaved: (saved: SetResponsibility) => void
}

/** A unit for a subject at a place where none, or another one, stands. */
export function ResponsibilityForm({ used, onSaved }: ResponsibilityFormProps) {
  const t = useText(texts)
  const [form] = Form.useForm<Values>()
  const { options } = useSubjects()
  const save = useCommand(staffApi.setResponsibility(), (_, sent) => onSaved(sent))
  return (
    <SaveForm<Values>
      form={form}
      initial={{ grid: null }}
      onSave={({ grid = null, ...values }) => save.mutate({ ...values, grid })}
      saving={save.isPending}
      problem={save.error}
    >
      <p className={css.quiet}>{t('kept')}</p>
      <Form.Item name="subject" label={t('subject')} rules={[{ required: true }]} extra={t('subjectHelp')}>
        <Select options={options(used)} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <DivisionField name="divisionKey" label={t('where')} onChange={() => form.setFieldValue('grid', null)} />
      <GridField form={form} />
      <UnitField name="unitId" label={t('unit')} />
    </SaveForm>
  )
}

/** One of the responsibility grids of the chosen division; there are hundreds, so that they are looked for by code. */
function GridField({ form }: { form: ReturnType<typeof Form.useForm<Values>>[0] }) {
  const t = useText(texts)
  const said = useSaid()
  const [q, setQ] = useState('')
  const within = Form.useWatch('divisionKey', form)
  const query = { kind: 'responsibility', limit: 50, ...(q && { q }), ...(within && { within }) } as const
  const grids = useApi(groundApi.grids(query), { enabled: Boolean(within), keepPrevious: true }).data?.items
  return (
    <Form.Item name="grid" label={t('grid')} extra={t('gridHelp')}>
      <Select
        allowClear
        disabled={!within}
        showSearch={{ filterOption: false, onSearch: setQ }}
        options={(grids ?? []).map(({ code, name }) => ({
          value: code,
          label: name === null ? code : `${code} · ${said(name)}`,
        }))}
      />
    </Form.Item>
  )
}
