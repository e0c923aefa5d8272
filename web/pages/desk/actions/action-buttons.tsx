import { Button } from 'antd'
import type { Case } from '../../../../contract/cases/index.ts'
import type { MatterAction } from '../../../../contract/matter.ts'
import { keyName } from '../../../ui/keys/keys-help.tsx'
import { Kbd } from '../../../ui/parts/chip.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import css from './actions.module.css'
import { texts } from './texts.ts'
import type { PanelState } from './use-panel.ts'

/** The step that lies open, then the others this person may take. Each says its key. */
export function ActionButtons({ it, panel }: { it: Case; panel: PanelState }) {
  const said = useSaid()
  const others = it.actions.filter(({ id, allowed }) => allowed && id !== panel.opened?.id)
  return (
    <div className={css.buttons}>
      {panel.opened && <Main action={panel.opened} panel={panel} />}
      {others.map((action) => (
        <Button
          key={action.id}
          aria-keyshortcuts={action.key ?? undefined}
          disabled={panel.isBusy}
          onClick={() => panel.take(action)}
        >
          {said(action.name)} {action.key && <Kbd>{keyName(action.key)}</Kbd>}
        </Button>
      ))}
      <Still panel={panel} />
    </div>
  )
}

/** Does the open step; after a change by others, first says that it was seen. */
function Main({ action, panel }: { action: MatterAction; panel: PanelState }) {
  const t = useText(texts)
  const said = useSaid()
  const { isBusy, isReady, isBegun, changedSince } = panel
  // Keys: one button turned into the other while it is pressed would send the form.
  if (changedSince !== null)
    return (
      <>
        {action.allowed && (
          <Button key="seen" size="large" type="primary" onClick={panel.see}>
            {t('seen')}
          </Button>
        )}
        <Button key="leave" size="large" onClick={panel.leave}>
          {t('leave')} <Kbd>Esc</Kbd>
        </Button>
      </>
    )
  const take = () => (action.fields.length === 0 ? panel.take(action) : panel.submit())
  return (
    <Button
      key="send"
      size="large"
      type="primary"
      className={css.main}
      loading={isBusy}
      disabled={action.fields.length > 0 && !isReady && !isBusy}
      aria-keyshortcuts={action.key ?? undefined}
      onClick={take}
    >
      {isBusy ? t('working') : said(action.name)}
      {!isBusy && action.key && <Kbd>{keyName(action.key)}</Kbd>}
      {isBegun && isReady && <Kbd>↵</Kbd>}
    </Button>
  )
}

/** What keeps the open step from being taken, and the keys that help. */
function Still({ panel }: { panel: PanelState }) {
  const t = useText(texts)
  const said = useSaid()
  const { missing, isUploading, changedSince, opened } = panel
  if (changedSince !== null || !opened?.allowed) return null
  if (isUploading) return <span className={css.still}>{t('uploading')}</span>
  if (!missing) return null
  const name = said(missing.name)
  const digits = missing.id === panel.digitField?.id ? panel.digits.length : 0
  return (
    <span className={css.still}>
      {t('needed', { name })} {digits > 1 && <Kbd>{`1–${digits}`}</Kbd>}
    </span>
  )
}
