import { useEffect } from 'react'
import { forgetAnswersOfOthers } from '../../../api/device/answers.ts'
import { useKeepAhead } from '../../../api/device/use-keep-ahead.ts'
import { useMe } from '../../../api/me.ts'
import { OutboxProvider } from '../../../api/outbox/use-outbox.tsx'
import { api, files, page } from '../../../paths.ts'
import { Action } from '../../../ui/pocket/action.tsx'
import { PocketShell } from '../../../ui/pocket/pocket-shell.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { keepPages, takeNewVersion, useNewVersion } from '../../../worker/updates.ts'
import { myTasks } from '../parts/my-tasks.ts'
import css from './frame.module.css'
import { texts } from './texts.ts'
import { useCatchUp } from './use-connection.ts'
import { useIsResident } from './use-role.ts'

const drawings = {
  home: 'M4 11 12 4l8 7v9h-5v-6H9v6H4z',
  tasks: 'M5 4h14v16H5zM8.5 9h7M8.5 13h7M8.5 17h4',
  mine: 'M4 12a8 8 0 1 0 3-6.2M4 4v4h4M12 8v4l3 2',
  me: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 20c1-4 4-6 8-6s7 2 8 6',
} as const

/** Without these nobody can report, or see what there is to do, when the network is gone. */
const neededOffline = [api.categories(), api.divisions(), api.cases(myTasks)]

/** The phone pages: what is written goes through the outbox, and they open without a network. */
export function PocketFrame() {
  const { account } = useMe()
  return (
    <OutboxProvider key={account}>
      <Frame />
    </OutboxProvider>
  )
}

function Frame() {
  const t = useText(texts)
  const { account } = useMe()
  const resident = useIsResident()
  useCatchUp()
  useKeepAhead(neededOffline)
  useEffect(() => {
    void forgetAnswersOfOthers(account)
    if (import.meta.env.PROD) keepPages()
    return offerInstalling()
  }, [account])
  const tabs = [
    resident
      ? { to: page.pocket(), name: t('report'), drawing: drawings.home, exact: true }
      : { to: page.pocket(), name: t('tasks'), drawing: drawings.tasks, exact: true },
    { to: page.pocketMine(), name: t('mine'), drawing: drawings.mine },
    { to: page.pocketMe(), name: t('me'), drawing: drawings.me },
  ]
  return <PocketShell tabs={tabs} notice={<NewVersion />} />
}

function NewVersion() {
  const t = useText(texts)
  if (!useNewVersion()) return null
  return (
    <p className={css.notice} role="status">
      {t('newVersion')}
      <Action weight="quiet" onPress={takeNewVersion}>
        {t('update')}
      </Action>
    </p>
  )
}

/** Lets the phone put these pages, and not the officers', among its apps. */
function offerInstalling(): () => void {
  const link = document.createElement('link')
  Object.assign(link, { rel: 'manifest', href: files.manifest })
  document.head.append(link)
  return () => link.remove()
}
