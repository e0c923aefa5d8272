import { Form, Input, InputNumber, Select } from 'antd'
import { useContext } from 'react'
import { useCommand } from '../../../api/command.ts'
import { staffApi } from '../../../api/manage.ts'
import { useApi } from '../../../api/query.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { Zone } from '../../../ui/time/use-format.ts'
import { instantIn } from '../../../ui/time/zone.ts'
import css from '../manage.module.css'
import { SaveForm } from '../parts/sheet.tsx'
import { texts } from './texts.ts'
import { dayAfter } from './week.ts'

interface Values {
  readonly postId: string
  readonly people: string[]
  readonly date: string
  readonly from: string
  readonly to: string
  readonly days: number
}

const mostTurns = 100

/** The turns that a filled form means: each person, each day; an end not after the beginning is on the next day. */
function turnsOf({ people, date, from, to, days }: Values, zone: string) {
  const dates = Array.from({ length: days }, (_, at) => dayAfter(date, at))
  return dates
    .flatMap((day) =>
      people.map((personId) => ({
        personId,
        startsAt: instantIn(zone, `${day}T${from}`),
        endsAt: instantIn(zone, `${to <= from ? dayAfter(day, 1) : day}T${to}`),
      })),
    )
    .slice(0, mostTurns)
}

/** Plans turns at a post: for whom, from when to when, on how many days. */
export function PlanForm({ unit, day, onPlanned }: { unit: string; day: string; onPlanned: () => void }) {
  const t = useText(texts)
  const said = useSaid()
  const zone = useContext(Zone)
  const [form] = Form.useForm<Values>()
  const postId = Form.useWatch('postId', form)
  const posts = useApi(staffApi.posts(unit)).data?.items ?? []
  const holders = useApi(staffApi.people({ postId: postId ?? '', limit: 200 }), { enabled: Boolean(postId) }).data
    ?.items
  const plan = useCommand(staffApi.planDuty(), onPlanned)
  return (
    <SaveForm<Values>
      form={form}
      initial={{ date: day, from: '08:00', to: '20:00', days: 1 }}
      onSave={(values) => plan.mutate({ postId: values.postId, turns: turnsOf(values, zone) })}
      saving={plan.isPending}
      problem={plan.error}
      verb={t('plan')}
    >
      <Form.Item name="postId" label={t('post')} rules={[{ required: true }]}>
        <Select
          onChange={() => form.setFieldValue('people', [])}
          options={posts.filter(({ retired }) => !retired).map(({ id, name }) => ({ value: id, label: said(name) }))}
        />
      </Form.Item>
      <Form.Item
        name="people"
        label={t('person')}
        rules={[{ required: true }]}
        {...(holders?.length === 0 && { extra: t('noHolders') })}
      >
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={holders?.map(({ id, name }) => ({ value: id, label: said(name) }))}
        />
      </Form.Item>
      <div className={css.pair}>
        <Form.Item name="date" label={t('date')} rules={[{ required: true }]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="days" label={t('days')} rules={[{ required: true }]}>
          <InputNumber min={1} max={31} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="from" label={t('from')} rules={[{ required: true }]}>
          <Input type="time" />
        </Form.Item>
        <Form.Item name="to" label={t('to')} rules={[{ required: true }]} extra={t('toHelp')}>
          <Input type="time" />
        </Form.Item>
      </div>
    </SaveForm>
  )
}
