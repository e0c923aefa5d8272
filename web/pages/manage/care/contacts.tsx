import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import type { KeptContact } from '../../../../contract/city/index.ts'
import { contactApi } from '../../../api/absences.ts'
import { useCommand } from '../../../api/command.ts'
import { useMay } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { Purposeful } from '../parts/purposeful.tsx'
import { SaveForm } from '../parts/sheet.tsx'
import { texts as common } from '../texts.ts'
import { texts } from './texts.ts'

const roles = ['family', 'neighbour', 'carer', 'manager'] as const
const most = 10

/** Whom to tell: shown for a purpose, then kept as a whole. */
export function Contacts({ code }: { code: string }) {
  const t = useText(texts)
  return (
    <>
      <p className={css.note}>{t('contactsWhy')}</p>
      <Purposeful>{(purpose) => <Kept code={code} purpose={purpose} />}</Purposeful>
    </>
  )
}

function Kept({ code, purpose }: { code: string; purpose: string }) {
  const t = useText(texts)
  const c = useText(common)
  const mayChange = useMay('city.manage-thing-contacts')
  const [changing, setChanging] = useState(false)
  const asked = useApi(contactApi.kept(code, purpose))
  const saved = () => {
    setChanging(false)
    void asked.refetch()
  }
  return (
    <Answer of={asked} lines={2}>
      {({ contacts }) =>
        changing ? (
          <Editing code={code} contacts={contacts} onSaved={saved} onLeave={() => setChanging(false)} />
        ) : (
          <>
            {contacts.length === 0 && <p>{t('noContacts')}</p>}
            <ul className={css.stack}>
              {contacts.map((contact) => (
                <li key={`${contact.role} ${contact.name}`}>
                  {contact.name} · <RoleName role={contact.role} /> ·{' '}
                  <span className="figures">{contact.phone ?? '—'}</span>
                </li>
              ))}
            </ul>
            {mayChange && (
              <div>
                <Button onClick={() => setChanging(true)}>{c('edit')}</Button>
              </div>
            )}
          </>
        )
      }
    </Answer>
  )
}

function RoleName({ role }: { role: string }) {
  const t = useText(texts)
  const known = roles.find((one) => one === role)
  return <>{known ? t(known) : role}</>
}

interface Values {
  readonly contacts: readonly KeptContact[]
}

interface EditingProps {
  readonly code: string
  readonly contacts: readonly KeptContact[]
  readonly onSaved: () => void
  readonly onLeave: () => void
}

function Editing({ code, contacts, onSaved, onLeave }: EditingProps) {
  const save = useCommand(contactApi.save(code), onSaved)
  const send = ({ contacts: kept = [] }: Values) =>
    save.mutate({
      contacts: kept.map(({ role, name, phone, account = null }) => ({ role, name, phone: phone || null, account })),
    })
  return (
    <SaveForm<Values>
      initial={{ contacts }}
      onSave={send}
      saving={save.isPending}
      problem={save.error}
      onLeave={onLeave}
    >
      <Rows known={contacts} />
    </SaveForm>
  )
}

function Rows({ known }: { known: readonly KeptContact[] }) {
  const t = useText(texts)
  const other = [...new Set(known.map(({ role }) => role))].filter((role) => !roles.some((one) => one === role))
  const options = [
    ...roles.map((role) => ({ value: role as string, label: t(role) })),
    ...other.map((value) => ({ value, label: value })),
  ]
  return (
    <Form.List name="contacts">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <fieldset key={key} className={css.boxed} style={{ marginBottom: 12 }}>
              <div className={css.pair}>
                <Form.Item
                  name={[name, 'name']}
                  label={t('person')}
                  rules={[{ required: true, whitespace: true, max: 60 }]}
                >
                  <Input autoComplete="off" maxLength={60} />
                </Form.Item>
                <Form.Item name={[name, 'role']} label={t('role')} rules={[{ required: true }]}>
                  <Select options={options} />
                </Form.Item>
                <Form.Item name={[name, 'phone']} label={t('phone')}>
                  <Input autoComplete="off" inputMode="tel" maxLength={30} />
                </Form.Item>
              </div>
              <Form.Item name={[name, 'account']} hidden>
                <Input />
              </Form.Item>
              <div>
                <Button onClick={() => remove(name)}>{t('remove')}</Button>
              </div>
            </fieldset>
          ))}
          <div style={{ marginBottom: 12 }}>
            <Button disabled={fields.length >= most} onClick={() => add({ role: 'family', account: null })}>
              {t('addContact')}
            </Button>{' '}
            {fields.length >= most && <span className={css.note}>{t('many')}</span>}
          </div>
        </>
      )}
    </Form.List>
  )
}
