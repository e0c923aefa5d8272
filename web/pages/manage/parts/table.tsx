import { type ReactNode, useRef } from 'react'
import { useHotKeys } from '../../../ui/keys/hot-keys.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import { texts } from '../texts.ts'
import css from './parts.module.css'

/** One column: its heading, and what stands in it. On a phone a row is a card, and the heading stands before the value. */
export interface Column<Row> {
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  /** Times and numbers: figures of one width, on one line. */
  readonly figures?: boolean
}

export interface TableProps<Row> {
  readonly label: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly keyOf: (row: Row) => string
  /** Opens a row: the first cell becomes its button. J and K go from one to the next. */
  readonly onOpen?: (row: Row) => void
  /** The row that is open. */
  readonly chosen?: string | undefined
}

/** Rows and columns. */
export function Table<Row>({ label, rows, columns, keyOf, onOpen, chosen }: TableProps<Row>) {
  const body = useRef<HTMLTableSectionElement>(null)
  useRowKeys(body, onOpen !== undefined)
  return (
    <div className={css.frame}>
      <table className={css.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ title }) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row) => (
            <tr key={keyOf(row)} aria-selected={onOpen ? keyOf(row) === chosen : undefined}>
              {columns.map(({ title, cell, figures }, at) => (
                <td key={title} data-title={title} className={figures ? css.figures : undefined}>
                  {at === 0 && onOpen ? (
                    <button type="button" className={css.open} onClick={() => onOpen(row)}>
                      {cell(row)}
                    </button>
                  ) : (
                    cell(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function useRowKeys(body: React.RefObject<HTMLTableSectionElement | null>, on: boolean): void {
  const t = useText(texts)
  const step = (by: 1 | -1) => {
    const rows = [...(body.current?.querySelectorAll<HTMLElement>('td:first-child button') ?? [])]
    const at = rows.indexOf(document.activeElement as HTMLElement)
    rows[at < 0 ? (by === 1 ? 0 : rows.length - 1) : at + by]?.focus()
  }
  useHotKeys(
    on
      ? [
          { key: 'j', says: t('down'), run: () => step(1) },
          { key: 'k', says: t('up'), run: () => step(-1) },
        ]
      : [],
  )
}
