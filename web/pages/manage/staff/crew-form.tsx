import { Form, Select, Switch } from 'antd'
import { useState } from 'react'
import type { Crew, CrewMembers } from '../../../../contract/city/index.ts'
import type { Bilingual } from '../../../../contract/text.ts'
import { useCommand } from '../../../api/command.ts'
import { staffApi } from '../../../api/manage.ts'
import { useApi } from '../../../api/query.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { CodeField, DivisionField, NameFields, PositionFields, UnitField } from '../parts/fields.tsx'
import { SaveForm } from '../parts/sheet.tsx'
import { texts } from './texts.ts'

interface Values {
  readonly code: string
  readonly unitId: string
  readonly name: Bilingual
  readonly divisionKey: string
  readonly lon?: number | null
  readonly lat?: number | null
  readonly members: string[]
  readonly leader?: string | null
  readonly retired: boolean
}

interface CrewFormProps {
  /** Null for a new one. */
  readonly crew: Crew | null
  readonly members: CrewMembers['items']
  readonly onSaved: (id: string) => void
  readonly onLeave?: () => void
}

const startOf = (crew: Crew | null, members: CrewMembers['items']): Partial<Values> => ({
  retired: false,
  ...crew,
  lon: crew?.base?.lon ?? null,
  lat: crew?.base?.lat ?? null,
  members: members.map(({ personId }) => personId),
  leader: members.find(({ leads }) => leads)?.personId ?? null,
})

/** A crew with its members and its leader. */
export function CrewForm({ crew, members, onSaved, onLeave }: CrewFormProps) {
  const t = useText(texts)
  const [form] = Form.useForm<Values>()
  const save = useCommand(staffApi.saveCrew(), ({ id }) => onSaved(id))
  const send = ({ lon, lat, leader = null, ...values }: Values) => {
    const base = lon == null || lat == null ? null : { lon, lat }
    const { code, unitId, name, divisionKey, members: people, retired } = values
    save.mutate({ code: crew?.code ?? code, unitId, name, divisionKey, members: people, retired, leader, base })
  }
  return (
    <SaveForm<Values>
      form={form}
      initial={startOf(crew, members)}
      onSave={send}
      saving={save.isPending}
      problem={save.error}
      {...(onLeave && { onLeave })}
    >
      {crew === null && <CodeField help={t('codeHelp')} />}
      <NameFields />
      <UnitField name="unitId" />
      <DivisionField name="divisionKey" />
      <PositionFields optional />
      <MemberFields known={members} form={form} />
      {crew && (
        <Form.Item name="retired" label={t('retired')} valuePropName="checked">
          <Switch />
        </Form.Item>
      )}
    </SaveForm>
  )
}

type MemberForm = ReturnType<typeof Form.useForm<Values>>[0]

/** Members out of the people of the unit, or anybody by name; the leader is one of them. */
function MemberFields({ known, form }: { known: CrewMembers['items']; form: MemberForm }) {
  const t = useText(texts)
  const said = useSaid()
  const [q, setQ] = useState('')
  const unitId = Form.useWatch('unitId', form)
  const chosen = Form.useWatch('members', form) ?? []
  const query = q ? { q } : { ...(unitId && { unitId }) }
  const people = useApi(staffApi.people({ ...query, limit: 200 }), { keepPrevious: true }).data?.items ?? []
  const names = new Map([
    ...known.map(({ personId, name }) => [personId, said(name)] as const),
    ...people.map(({ id, name }) => [id, said(name)] as const),
  ])
  const option = (id: string) => ({ value: id, label: names.get(id) ?? id })
  return (
    <>
      <Form.Item name="members" label={t('members')} rules={[{ required: true }]}>
        <Select
          mode="multiple"
          showSearch={{ filterOption: false, onSearch: setQ }}
          options={[...new Set([...chosen, ...people.map(({ id }) => id)])].map(option)}
        />
      </Form.Item>
      <Form.Item name="leader" label={t('leader')} extra={t('leaderHelp')}>
        <Select allowClear options={chosen.map(option)} />
      </Form.Item>
    </>
  )
}
