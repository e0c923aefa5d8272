import { Button, Form, Input, Popconfirm, Select } from 'antd'
import { useContext } from 'react'
import type { Account, AccountGrant } from '../../../../contract/identity.ts'
import { useCommand } from '../../../api/command.ts'
import { accountApi } from '../../../api/manage.ts'
import { ProblemNote } from '../../../frame/failed.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { now } from '../../../ui/time/now.ts'
import { useFormat, Zone } from '../../../ui/time/use-format.ts'
import { instantIn } from '../../../ui/time/zone.ts'
import css from '../manage.module.css'
import { DivisionField } from '../parts/fields.tsx'
import { useDivisionName } from '../parts/places.ts'
import { SaveForm } from '../parts/sheet.tsx'
import { texts as common } from '../texts.ts'
import { texts } from './texts.ts'
import { useRoles } from './use-roles.ts'

/** One of the roles there are. */
export function RoleField({ optional = false }: { optional?: boolean }) {
  const t = useText(texts)
  const { options } = useRoles()
  return (
    <Form.Item name="role" label={t('role')} rules={[{ required: !optional }]}>
      <Select allowClear={optional} options={options} showSearch={{ optionFilterProp: 'label' }} />
    </Form.Item>
  )
}

/** The roles of an account, each over its division, and one more. */
export function Grants({ account, refresh }: { account: Account; refresh: () => void }) {
  const t = useText(texts)
  return (
    <section className={css.stack}>
      <h3>{t('grants')}</h3>
      {account.grants.length === 0 && <p className={css.quiet}>{t('noGrants')}</p>}
      {account.grants.map((grant) => (
        <Grant key={grant.id} account={account.id} grant={grant} refresh={refresh} />
      ))}
      <NewGrant key={account.grants.length} account={account} refresh={refresh} />
    </section>
  )
}

function Grant({ account, grant, refresh }: { account: string; grant: AccountGrant; refresh: () => void }) {
  const t = useText(texts)
  const c = useText(common)
  const format = useFormat()
  const { name: roleName } = useRoles()
  const division = useDivisionName()
  const end = useCommand(accountApi.endGrant(account, grant.id), refresh)
  const { role, divisionKey, validFrom, validTo } = grant
  const from = format.day(validFrom)
  const period = validTo === null ? t('grantSince', { from }) : t('grantPeriod', { from, to: format.when(validTo) })
  return (
    <div className={css.boxed}>
      <div className={css.rowed}>
        <strong>{roleName(role)}</strong>
        <span>{division(divisionKey)}</span>
        <span className={css.quiet}>
          {period}
          {Date.parse(validFrom) > now() && ` · ${t('grantAhead')}`}
        </span>
        <Popconfirm title={t('endSure')} okText={c('yes')} cancelText={c('cancel')} onConfirm={() => end.mutate({})}>
          <Button size="small" loading={end.isPending}>
            {t('endGrant')}
          </Button>
        </Popconfirm>
      </div>
      {end.error && <ProblemNote problem={end.error} />}
    </div>
  )
}

interface Values {
  readonly role: string
  readonly divisionKey: string
  readonly validFrom?: string
  readonly validTo?: string
}

function NewGrant({ account, refresh }: { account: Account; refresh: () => void }) {
  const t = useText(texts)
  const zone = useContext(Zone)
  const grant = useCommand(accountApi.grant(account.id), refresh)
  const save = ({ validFrom, validTo, ...rest }: Values) =>
    grant.mutate({
      ...rest,
      ...(validFrom && { validFrom: instantIn(zone, validFrom) }),
      ...(validTo && { validTo: instantIn(zone, validTo) }),
    })
  return (
    <details>
      <summary>{t('addGrant')}</summary>
      <SaveForm<Values>
        initial={{ divisionKey: account.divisionKey }}
        onSave={save}
        saving={grant.isPending}
        problem={grant.error}
        verb={t('grant')}
      >
        <RoleField />
        <DivisionField name="divisionKey" label={t('where')} whole />
        <div className={css.pair}>
          <Form.Item name="validFrom" label={t('validFrom')} extra={t('openEnd')}>
            <Input type="datetime-local" />
          </Form.Item>
          <Form.Item name="validTo" label={t('validTo')}>
            <Input type="datetime-local" />
          </Form.Item>
        </div>
      </SaveForm>
    </details>
  )
}
