import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { PlaceFound } from '../../../../contract/city/index.ts'
import { LatePlaceSearch } from '../../../frame/place-search/late-place-search.tsx'
import type { Focus } from '../../../map/props.ts'
import { page } from '../../../paths.ts'
import { useHotKeys } from '../../../ui/keys/hot-keys.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import type { ScreenSearch } from '../search.ts'
import { useWall } from '../wall/wall.ts'
import css from './ground.module.css'
import { texts } from './texts.ts'

interface FindPlaceProps {
  search: ScreenSearch
  onFind: (focus: Focus | null) => void
}

/** Looks for a place, an address or a thing, and takes the map there; a thing is opened too. Not on a wall. */
export function FindPlace({ search, onFind }: FindPlaceProps) {
  const t = useText(texts)
  const said = useSaid()
  const navigate = useNavigate()
  const [words, setWords] = useState('')
  const box = useRef<HTMLDivElement>(null)
  const isWall = useWall()
  useHotKeys(isWall ? [] : [{ key: '/', says: t('find'), run: () => box.current?.querySelector('input')?.focus() }])
  const isEmpty = words.trim() === ''
  useEffect(() => {
    if (isEmpty) onFind(null)
  }, [isEmpty, onFind])
  if (isWall) return null
  const choose = ({ kind, name, code, lon, lat, bounds }: PlaceFound) => {
    setWords(said(name))
    onFind({ lon, lat, bounds })
    if (kind === 'thing' && code !== null) void navigate(page.screen({ ...search, thing: code }))
  }
  return (
    <div ref={box} className={css.find}>
      <LatePlaceSearch label={t('find')} hint={t('findHint')} value={words} onType={setWords} onChoose={choose} />
    </div>
  )
}
