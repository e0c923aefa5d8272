import { Input } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { texts } from '../texts.ts'

interface PageProps {
  readonly title: string
  /** One sentence: what is kept here and what follows from changing it. */
  readonly about?: string
  /** What can be begun here, at the right of the title. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** One section: its title, its one sentence, its filters and its list. */
export const Page = ({ title, about, actions, children }: PageProps) => (
  <article className={css.page}>
    <header className={css.head}>
      <h2>{title}</h2>
      {actions && <div className={css.tools}>{actions}</div>}
      {about && <p>{about}</p>}
    </header>
    {children}
  </article>
)

/** The filters above a list. */
export const Tools = ({ children }: { children: ReactNode }) => <div className={css.tools}>{children}</div>

const waitMs = 250

interface FindProps {
  readonly words: string | undefined
  readonly onFind: (words: string | undefined) => void
  readonly hint?: string
}

/** Words to look for; asked for once typing pauses. */
export function Find({ words = '', onFind, hint }: FindProps) {
  const t = useText(texts)
  const [typed, setTyped] = useState(words)
  const [known, setKnown] = useState(words)
  // Changed from elsewhere (cleared, a link, the way back): what was typed gives way.
  if (words !== known) {
    setKnown(words)
    setTyped(words)
  }
  useEffect(() => {
    const wanted = typed.trim()
    if (wanted === words) return
    const timer = setTimeout(() => {
      setKnown(wanted)
      onFind(wanted || undefined)
    }, waitMs)
    return () => clearTimeout(timer)
  }, [typed, words, onFind])
  return (
    <Input
      className={css.find}
      type="search"
      allowClear
      value={typed}
      placeholder={hint ?? t('find')}
      aria-label={hint ?? t('find')}
      onChange={({ target }) => setTyped(target.value)}
    />
  )
}
