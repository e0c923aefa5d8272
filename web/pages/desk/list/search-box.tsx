import { useNavigate } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { page } from '../../../paths.ts'
import { useHotKeys } from '../../../ui/keys/hot-keys.ts'
import { Kbd } from '../../../ui/parts/chip.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../desk.module.css'
import { narrowed } from '../narrow.ts'
import type { DeskSearch } from '../search.ts'
import { texts } from '../texts.ts'
import { focusRow } from './row-focus.ts'

const pauseMs = 250

/** Looks for number, place or words among all cases in sight; the list shows what was found. */
export function SearchBox({ search }: { search: DeskSearch }) {
  const t = useText(texts)
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(search.q ?? '')
  const [asked, setAsked] = useState(search.q ?? '')
  // The address changed by itself: a link, the way back, another search cleared.
  if ((search.q ?? '') !== asked) {
    setAsked(search.q ?? '')
    setTyped(search.q ?? '')
  }
  const look = useEffectEvent((words: string) => {
    const q = words.trim() === '' ? undefined : words.trim()
    if (q === search.q) return
    setAsked(q ?? '')
    void navigate({ ...page.desk(narrowed(search, { q })), to: '.', replace: asked !== '' })
  })
  useEffect(() => {
    const timer = setTimeout(() => look(typed), pauseMs)
    return () => clearTimeout(timer)
  }, [typed])
  useHotKeys([{ key: '/', says: t('searchKey'), run: () => input.current?.select() }])
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      setTyped('')
      input.current?.blur()
    }
    if (event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault()
      focusRow('first')
    }
  }
  return (
    <search className={css.search}>
      <input
        ref={input}
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={onKeyDown}
      />
      <Kbd>/</Kbd>
    </search>
  )
}
