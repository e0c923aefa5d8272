import { Form, Input, Select, Switch } from 'antd'
import type { Unit } from '../../../../contract/city/index.ts'
import type { Bilingual } from '../../../../contract/text.ts'
import { useCommand } from '../../../api/command.ts'
import { staffApi } from '../../../api/manage.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import { CodeField, DivisionField, NameFields, UnitField } from '../parts/fields.tsx'
import { SaveForm } from '../parts/sheet.tsx'
import { texts } from './texts.ts'

/** The kinds of unit there are. */
export const unitKinds = ['centre', 'department', 'contractor', 'community', 'station'] as const

interface Values {
  readonly code: string
  readonly kind: Unit['kind']
  readonly name: Bilingual
  readonly divisionKey: string
  readonly parentId?: string | null
  readonly retired: boolean
}

interface UnitFormProps {
  /** Null for a new one. */
  readonly unit: Unit | null
  readonly onSaved: (id: string) => void
  readonly onLeave?: () => void
}

/** A unit's own facts. */
export function UnitForm({ unit, onSaved, onLeave }: UnitFormProps) {
  const t = useText(texts)
  const save = useCommand(staffApi.saveUnit(), ({ id }) => onSaved(id))
  return (
    <SaveForm<Values>
      initial={unit ?? { retired: false, kind: 'department' }}
      onSave={({ parentId = null, ...values }) => save.mutate({ ...values, code: unit?.code ?? values.code, parentId })}
      saving={save.isPending}
      problem={save.error}
      {...(onLeave && { onLeave })}
    >
      {unit ? (
        <Form.Item label={t('code')}>
          <Input value={unit.code} disabled />
        </Form.Item>
      ) : (
        <CodeField help={t('codeHelp')} />
      )}
      <NameFields />
      <Form.Item name="kind" label={t('kind')} rules={[{ required: true }]}>
        <Select options={unitKinds.map((one) => ({ value: one, label: t(one) }))} />
      </Form.Item>
      <DivisionField name="divisionKey" label={t('serves')} />
      <UnitField name="parentId" label={t('parent')} extra={t('parentHelp')} optional />
      {unit && (
        <Form.Item name="retired" label={t('retired')} extra={t('retiredHelp')} valuePropName="checked">
          <Switch />
        </Form.Item>
      )}
    </SaveForm>
  )
}
