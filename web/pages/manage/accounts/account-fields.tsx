import { Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { staffApi } from '../../../api/manage.ts'
import { useApi } from '../../../api/query.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { DivisionField, UnitField } from '../parts/fields.tsx'
import { texts } from './texts.ts'

const phonePattern = /^\+?[0-9 -]{5,20}$/

/** What an account says of its person; `kept` where it may stay as it is. */
export function AccountFields({ kept }: { kept: boolean }) {
  const t = useText(texts)
  const extra = kept ? { extra: t('keepContact') } : {}
  return (
    <>
      <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <DivisionField name="divisionKey" label={t('home')} extra={t('homeHelp')} whole />
      <UnitField name="unitId" optional />
      <PersonField />
      <Form.Item name="locale" label={t('language')}>
        <Radio.Group
          options={[
            { value: 'zh', label: t('zh') },
            { value: 'en', label: t('en') },
          ]}
        />
      </Form.Item>
      <div className={css.pair}>
        <Form.Item name="phone" label={t('phone')} rules={[{ pattern: phonePattern }]} {...extra}>
          <Input type="tel" autoComplete="off" />
        </Form.Item>
        <Form.Item name="email" label={t('email')} rules={[{ type: 'email' }]} {...extra}>
          <Input type="email" autoComplete="off" />
        </Form.Item>
      </div>
    </>
  )
}

/** The person of the directory an account belongs to, looked for by name. */
function PersonField() {
  const t = useText(texts)
  const said = useSaid()
  const [q, setQ] = useState('')
  const unitId: string | undefined = Form.useWatch('unitId')
  const people = useApi(staffApi.people({ ...(q && { q }), ...(unitId && { unitId }) }), { keepPrevious: true }).data
    ?.items
  return (
    <Form.Item name="personId" label={t('person')} extra={t('personHelp')}>
      <Select
        allowClear
        showSearch={{ filterOption: false, onSearch: setQ }}
        options={people?.map(({ id, name, posts }) => ({
          value: id,
          label: [said(name), ...posts.map((post) => said(post.name))].join(' · '),
        }))}
      />
    </Form.Item>
  )
}
