import { Link } from '@tanstack/react-router'
import { Dropdown, type MenuProps } from 'antd'
import { useRef } from 'react'
import { useMe } from '../api/me.ts'
import { auth, page } from '../paths.ts'
import { useRoleName, useSaid, useText } from '../ui/texts/use-text.ts'
import { words } from '../ui/texts/words.ts'
import { chooseElder, useElder } from '../ui/theme/theme.ts'
import css from './shell.module.css'

/** Whoever holds one of these has something to look after in the management area. */
const manages = ['city.view-people', 'device.manage', 'journal.view', 'city.manage-thing-contacts']

/** The signed-in person: who, in which roles, large type, and the way out. */
export function PersonMenu() {
  const t = useText(words)
  const said = useSaid()
  const roleName = useRoleName()
  const me = useMe()
  const elder = useElder()
  const leave = useRef<HTMLFormElement>(null)
  const roles = me.roles.map(roleName).join(' · ')
  const items: MenuProps['items'] = [
    { key: 'who', type: 'group', label: [me.unit && said(me.unit.name), roles].filter(Boolean).join(' · ') },
    ...(manages.some((permission) => me.permissions.includes(permission))
      ? [{ key: 'manage', label: <Link {...page.management()}>{t('management')}</Link> }]
      : []),
    { key: 'elder', label: `${elder ? '✓ ' : ''}${t('bigType')}`, onClick: () => chooseElder(!elder) },
    { type: 'divider' },
    { key: 'leave', label: t('signOut'), onClick: () => leave.current?.submit() },
  ]
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
        <button type="button" className={css.person} aria-haspopup="menu">
          {me.name}
        </button>
      </Dropdown>
      <form ref={leave} method="post" action={auth.signOut()} hidden />
    </>
  )
}
