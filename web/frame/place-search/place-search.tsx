import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { PlaceFound } from '../../../contract/city/index.ts'
import { useApi } from '../../api/query.ts'
import { api } from '../../paths.ts'
import { useSaid, useText } from '../../ui/texts/use-text.ts'
import { listKey } from './list-key.ts'
import css from './place-search.module.css'
import { texts } from './texts.ts'

interface PlaceSearchProps {
  readonly label: string
  /** Shows the label above the field; otherwise only screen readers hear it, and it stands in the empty field. */
  readonly labelled?: boolean
  readonly hint?: string
  readonly value: string
  readonly onType: (words: string) => void
  readonly onChoose: (found: PlaceFound) => void
  /** Places leaves things out. */
  readonly of?: 'places' | 'all'
  /** As large as fingers need. */
  readonly large?: boolean
}

const none: readonly PlaceFound[] = []
const pauseMs = 200
const mostShown = 8

/** The words as they stand once typing pauses. */
function usePaused(words: string): string {
  const [paused, setPaused] = useState(words)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(words), pauseMs)
    return () => clearTimeout(timer)
  }, [words])
  return paused
}

/** What is found for the words being typed, nothing while the field is left alone. */
function useFound(words: string, of: 'places' | 'all', asks: boolean) {
  const q = usePaused(words.trim())
  const enabled = asks && q !== '' && q === words.trim()
  const asked = useApi(api.citySearch({ q, of, limit: mostShown }), { enabled, keepPrevious: true })
  // Nobody answering is no reason to stop somebody who writes an address: what is typed stands by itself.
  const items = asked.error ? none : (asked.data?.items ?? none)
  return { items, q, isNone: enabled && !asked.error && !asked.isPlaceholderData && asked.data?.items.length === 0 }
}

/** A line to type a place in, with what is found by it below: names, addresses, and things where they may be seen. */
export function PlaceSearch(props: PlaceSearchProps) {
  const { label, labelled = false, hint, value, onType, onChoose, of = 'all', large = false } = props
  const t = useText(texts)
  const id = useId()
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(-1)
  const { items, q, isNone } = useFound(value, of, open)
  const shown = open && value.trim() !== '' ? items : none
  const choose = (found: PlaceFound) => {
    setOpen(false)
    setAt(-1)
    onChoose(found)
  }
  const press = (event: KeyboardEvent) => {
    const deed = event.nativeEvent.isComposing ? undefined : listKey(event.key, at, shown.length)
    if (deed === undefined) return
    event.preventDefault()
    // What Esc closes is the list, not what stands around the field.
    event.stopPropagation()
    if (deed === 'close') setOpen(false)
    else if ('go' in deed) setAt(deed.go)
    else {
      const found = shown[deed.take]
      if (found) choose(found)
    }
  }
  const list = useRef<HTMLDivElement>(null)
  const isShown = shown.length > 0
  useEffect(() => {
    if (isShown) list.current?.scrollIntoView({ block: 'nearest' })
  }, [isShown])
  return (
    <div className={css.search} data-large={large}>
      {labelled && <label htmlFor={id}>{label}</label>}
      <input
        id={id}
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isShown}
        {...(isShown && { 'aria-controls': `${id}-list` })}
        {...(shown[at] && { 'aria-activedescendant': `${id}-${at}` })}
        {...(!labelled && { 'aria-label': label })}
        placeholder={hint ?? (labelled ? undefined : label)}
        value={value}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => {
          setOpen(true)
          setAt(-1)
          onType(target.value)
        }}
        onKeyDown={press}
        onBlur={() => setOpen(false)}
      />
      {isShown && (
        <div ref={list} id={`${id}-list`} role="listbox" aria-label={t('list')}>
          {shown.map((found, index) => (
            <Found key={keyOf(found)} id={`${id}-${index}`} found={found} active={index === at} onChoose={choose} />
          ))}
        </div>
      )}
      <span role="status" className={isNone && open ? css.none : 'visually-hidden'}>
        {open && (isNone ? t('none', { words: q }) : shown.length > 0 && t('found', { count: shown.length }))}
      </span>
    </div>
  )
}

const keyOf = ({ kind, code, lon, lat, name }: PlaceFound): string => `${kind} ${code ?? name.zh} ${lon} ${lat}`

interface FoundProps {
  id: string
  found: PlaceFound
  active: boolean
  onChoose: (found: PlaceFound) => void
}

function Found({ id, found, active, onChoose }: FoundProps) {
  const t = useText(texts)
  const said = useSaid()
  const { kind, name, about, code } = found
  const isCoded = kind === 'thing' || kind === 'unit-grid' || kind === 'responsibility-grid'
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus, and its keys choose
    // biome-ignore lint/a11y/useFocusableInteractive: the field names the active row (aria-activedescendant)
    <div
      id={id}
      role="option"
      aria-selected={active}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onChoose(found)}
    >
      <b>{said(name)}</b>
      <small>
        {t(kind)}
        {isCoded && code !== null && code !== said(name) && ` ${code}`}
        {said(about) !== '' && ` · ${said(about)}`}
      </small>
    </div>
  )
}
