import { Button, Form, Popconfirm, Select } from 'antd'
import { useState } from 'react'
import type { Person } from '../../../../contract/city/index.ts'
import { useCommand } from '../../../api/command.ts'
import { staffApi } from '../../../api/manage.ts'
import { useMay } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { ProblemNote } from '../../../frame/failed.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { Contact } from '../parts/contact.tsx'
import { UnitField } from '../parts/fields.tsx'
import { useDivisionName, useUnitName } from '../parts/places.ts'
import { SaveForm } from '../parts/sheet.tsx'
import { texts as common } from '../texts.ts'
import { PersonForm } from './person-form.tsx'
import { texts } from './texts.ts'

/** One person: where they belong, the posts they hold, how to reach them. */
export function PersonSheet({ person, refresh }: { person: Person; refresh: () => void }) {
  const t = useText(texts)
  const c = useText(common)
  const division = useDivisionName()
  const [changing, setChanging] = useState(false)
  const mayManage = useMay('city.manage')
  const mayReach = useMay('city.read-contact')
  const saved = () => {
    setChanging(false)
    refresh()
  }
  if (changing) return <PersonForm person={person} onSaved={saved} onLeave={() => setChanging(false)} />
  return (
    <div className={css.stack}>
      <div className={css.tools}>
        <span>{division(person.divisionKey)}</span>
        {person.retired && <span className={css.quiet}>○ {t('retire')}</span>}
        {mayManage && (
          <Button size="small" onClick={() => setChanging(true)}>
            {c('edit')}
          </Button>
        )}
      </div>
      <h3>{t('posts')}</h3>
      {person.posts.length === 0 && <p className={css.quiet}>{t('noPosts')}</p>}
      {person.posts.map((post) => (
        <HeldPost key={post.id} person={person.id} post={post} mayManage={mayManage} refresh={refresh} />
      ))}
      {mayManage && <TakePost key={person.posts.length} person={person.id} refresh={refresh} />}
      {mayReach && <Contact ask={(purpose) => staffApi.contact(person.id, purpose)} />}
    </div>
  )
}

interface HeldPostProps {
  readonly person: string
  readonly post: Person['posts'][number]
  readonly mayManage: boolean
  readonly refresh: () => void
}

function HeldPost({ person, post, mayManage, refresh }: HeldPostProps) {
  const t = useText(texts)
  const c = useText(common)
  const said = useSaid()
  const unit = useUnitName()
  const set = useCommand(staffApi.setMembership(), refresh)
  const leave = () => set.mutate({ personId: person, postId: post.id, holds: false })
  return (
    <div className={css.boxed}>
      <div className={css.rowed}>
        <strong>{said(post.name)}</strong>
        <span className={css.quiet}>{unit(post.unitId)}</span>
        {mayManage && (
          <Popconfirm title={t('leaveSure')} okText={c('yes')} cancelText={c('cancel')} onConfirm={leave}>
            <Button size="small" loading={set.isPending}>
              {t('leavePost')}
            </Button>
          </Popconfirm>
        )}
      </div>
      {set.error && <ProblemNote problem={set.error} />}
    </div>
  )
}

interface Values {
  readonly unitId?: string
  readonly postId: string
}

function TakePost({ person, refresh }: { person: string; refresh: () => void }) {
  const t = useText(texts)
  const said = useSaid()
  const [form] = Form.useForm<Values>()
  const unitId = Form.useWatch('unitId', form)
  const posts = useApi(staffApi.posts(unitId), { enabled: unitId !== undefined }).data?.items ?? []
  const set = useCommand(staffApi.setMembership(), refresh)
  return (
    <details>
      <summary>{t('takePost')}</summary>
      <SaveForm<Values>
        form={form}
        initial={{}}
        onSave={({ postId }) => set.mutate({ personId: person, postId, holds: true })}
        saving={set.isPending}
        problem={set.error}
        verb={t('takePost')}
      >
        <UnitField name="unitId" />
        <Form.Item name="postId" label={t('post')} rules={[{ required: true }]}>
          <Select
            options={posts.filter(({ retired }) => !retired).map(({ id, name }) => ({ value: id, label: said(name) }))}
          />
        </Form.Item>
      </SaveForm>
    </details>
  )
}
