import { Link } from '@tanstack/react-router'
import { Button, Form, Popconfirm } from 'antd'
import type { InstalledPack } from '../../../../contract/packs.ts'
import { useCommand } from '../../../api/command.ts'
import { packApi } from '../../../api/manage.ts'
import { useMay } from '../../../api/me.ts'
import { ProblemNote } from '../../../frame/failed.tsx'
import { page } from '../../../paths.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import css from '../manage.module.css'
import { SaveForm } from '../parts/sheet.tsx'
import { texts as common } from '../texts.ts'
import { InputField } from './input-field.tsx'
import { PackLevel } from './pack-level.tsx'
import { texts } from './texts.ts'

type Settings = Record<string, number | boolean | string>

/** One pack: what it is for, its switch, its inputs. */
export function PackSheet({ pack, refresh }: { pack: InstalledPack; refresh: () => void }) {
  const t = useText(texts)
  const said = useSaid()
  const format = useFormat()
  const mayManage = useMay('pack.manage')
  return (
    <div className={css.stack}>
      <p>{said(pack.summary)}</p>
      <dl className={css.facts}>
        <dt>{t('version')}</dt>
        <dd className="figures">{pack.version}</dd>
        <dt>{t('level')}</dt>
        <dd>
          <PackLevel level={pack.level} why />
        </dd>
        <dt>{t('holds')}</dt>
        <dd>{t('holdsText', pack.holds)}</dd>
        <dt>{t('owner')}</dt>
        <dd>{said(pack.owner)}</dd>
        <dt>{t('uses')}</dt>
        <dd>{pack.uses.join('、') || '—'}</dd>
        <dt>{t('changedAt')}</dt>
        <dd>{format.when(pack.changedAt)}</dd>
      </dl>
      {pack.holds.categories > 0 && (
        <Link {...page.manage('categories', { source: pack.id })}>{t('toCategories')}</Link>
      )}
      {mayManage && <PackSwitch pack={pack} refresh={refresh} />}
      <h3>{t('inputs')}</h3>
      {pack.inputs.length === 0 ? (
        <p className={css.quiet}>{t('noInputs')}</p>
      ) : (
        <PackInputs key={pack.revision} pack={pack} refresh={refresh} readOnly={!mayManage} />
      )}
    </div>
  )
}

function PackSwitch({ pack, refresh }: { pack: InstalledPack; refresh: () => void }) {
  const t = useText(texts)
  const c = useText(common)
  const change = useCommand(packApi.change(pack.id), refresh)
  const { revision, enabled } = pack
  const flip = () => change.mutate({ revision, enabled: !enabled })
  return (
    <div className={css.stack}>
      <div className={css.tools}>
        <strong className={enabled ? css.good : css.quiet}>{enabled ? `● ${t('on')}` : `○ ${t('off')}`}</strong>
        {enabled ? (
          <Popconfirm
            title={t('switchOff')}
            description={<div style={{ maxWidth: 300 }}>{t('offSure')}</div>}
            okText={c('yes')}
            cancelText={c('cancel')}
            onConfirm={flip}
          >
            <Button loading={change.isPending}>{t('switchOff')}</Button>
          </Popconfirm>
        ) : (
          <Button type="primary" loading={change.isPending} onClick={flip}>
            {t('switchOn')}
          </Button>
        )}
      </div>
      {change.error && <ProblemNote problem={change.error} />}
    </div>
  )
}

function PackInputs({ pack, refresh, readOnly }: { pack: InstalledPack; refresh: () => void; readOnly: boolean }) {
  const t = useText(texts)
  const [form] = Form.useForm<Settings>()
  const change = useCommand(packApi.change(pack.id), refresh)
  const { inputs, revision } = pack
  const initial = Object.fromEntries(inputs.map(({ name, value }) => [name, value]))
  if (readOnly) {
    return (
      <dl className={css.facts}>
        {inputs.map((one) => (
          <ReadInput key={one.name} given={one} />
        ))}
      </dl>
    )
  }
  return (
    <>
      <SaveForm<Settings>
        form={form}
        initial={initial}
        onSave={(settings) => change.mutate({ revision, settings })}
        saving={change.isPending}
        problem={change.error}
        verb={t('apply')}
      >
        {inputs.map((one) => (
          <InputField key={one.name} given={one} />
        ))}
      </SaveForm>
      {inputs.some(({ isDefault }) => !isDefault) && (
        <Button
          type="text"
          style={{ justifySelf: 'start' }}
          onClick={() =>
            change.mutate({ revision, settings: Object.fromEntries(inputs.map(({ name }) => [name, null])) })
          }
        >
          {t('toDefault')}
        </Button>
      )}
    </>
  )
}

function ReadInput({ given: { input, value } }: { given: InstalledPack['inputs'][number] }) {
  const said = useSaid()
  return (
    <>
      <dt>{said(input.title)}</dt>
      <dd>
        {String(value)} {input.type === 'number' && input.unit !== '1' ? input.unit : ''}
      </dd>
    </>
  )
}
