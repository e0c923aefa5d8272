import { Link } from '@tanstack/react-router'
import { Button, Popconfirm } from 'antd'
import type { Device } from '../../../../contract/sensing.ts'
import { useCommand } from '../../../api/command.ts'
import { deviceApi } from '../../../api/manage.ts'
import { ProblemNote } from '../../../frame/failed.tsx'
import { page } from '../../../paths.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { useDivisionName } from '../parts/places.ts'
import { texts as common } from '../texts.ts'
import { DeviceState, When } from './device-state.tsx'
import { Secret } from './secret.tsx'
import { texts } from './texts.ts'

/** One credential: what it may do, when it was heard of, a new secret, and its end. */
export function DeviceSheet({ device, onDone }: { device: Device; onDone: () => void }) {
  const t = useText(texts)
  const c = useText(common)
  const division = useDivisionName()
  const rotate = useCommand(deviceApi.rotate(device.id), onDone)
  const revoke = useCommand(deviceApi.revoke(device.id), onDone)
  const problem = rotate.error ?? revoke.error
  return (
    <div className={css.stack}>
      <dl className={css.facts}>
        <dt>{c('name')}</dt>
        <dd>{device.name}</dd>
        <dt>{c('state')}</dt>
        <dd>
          <DeviceState device={device} />
        </dd>
        <dt>{c('division')}</dt>
        <dd>{division(device.divisionKey)}</dd>
        <dt>{t('sendsFor')}</dt>
        <dd>{device.gateway ? t('allThings') : device.things.join('、')}</dd>
        <dt>{t('seen')}</dt>
        <dd>
          <When at={device.seenAt} />
        </dd>
        <dt>{t('issuedAt')}</dt>
        <dd>
          <When at={device.issuedAt} />
        </dd>
        <dt>{t('rotatedAt')}</dt>
        <dd>
          <When at={device.rotatedAt} />
        </dd>
        <dt>{t('revokedAt')}</dt>
        <dd>
          <When at={device.revokedAt} />
        </dd>
      </dl>
      <div className={css.tools}>
        <Link {...page.manage('refused', { source: `device:${device.id}` })}>{t('toRefused')}</Link>
        {device.revokedAt === null && <Link {...page.manage('console', { device: device.id })}>{t('toConsole')}</Link>}
      </div>
      {problem && <ProblemNote problem={problem} />}
      {rotate.data && <Secret issued={rotate.data} />}
      {device.revokedAt === null && <Ending rotate={rotate} revoke={revoke} />}
    </div>
  )
}

interface Deed {
  readonly isPending: boolean
  readonly mutate: (input: object) => void
}

/** A new secret, or the end. */
function Ending({ rotate, revoke }: { rotate: Deed; revoke: Deed }) {
  const t = useText(texts)
  const c = useText(common)
  return (
    <div className={css.tools}>
      <Popconfirm
        title={t('rotateSure')}
        okText={c('yes')}
        cancelText={c('cancel')}
        onConfirm={() => rotate.mutate({})}
      >
        <Button loading={rotate.isPending}>{t('rotate')}</Button>
      </Popconfirm>
      <Popconfirm
        title={t('revokeSure')}
        okText={c('yes')}
        cancelText={c('cancel')}
        onConfirm={() => revoke.mutate({})}
      >
        <Button danger loading={revoke.isPending}>
          {t('revoke')}
        </Button>
      </Popconfirm>
    </div>
  )
}
