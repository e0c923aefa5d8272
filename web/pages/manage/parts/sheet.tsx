import { Button, Drawer, Form, type FormInstance } from 'antd'
import type { ReactNode } from 'react'
import type { ApiProblem } from '../../../api/problem.ts'
import { ProblemNote } from '../../../frame/failed.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { texts } from '../texts.ts'
import css from './parts.module.css'

const widthPx = 560

interface SheetProps {
  readonly title: ReactNode
  readonly open: boolean
  readonly onLeave: () => void
  readonly children: ReactNode
}

/** One row opened, or a new one: slides in at the right, Esc closes it, what was focused before has the focus again. */
export const Sheet = ({ title, open, onLeave, children }: SheetProps) => (
  <Drawer title={title} open={open} onClose={onLeave} size={widthPx} destroyOnHidden>
    {children}
  </Drawer>
)

/** What stands in the address while a new row is being made. */
export const isNew = 'new'

interface RowSheetsProps {
  /** The row in the address, or `isNew`. */
  readonly id: string | undefined
  readonly onLeave: () => void
  /** What the sheet of a new row says and holds. */
  readonly add: { readonly title: string; readonly form: ReactNode }
  /** The title of the row that is open; undefined where none is. */
  readonly title: ReactNode
  /** The row that is open. */
  readonly children: ReactNode
}

/** The sheet of a new row, and the one of the row that is open. */
export const RowSheets = ({ id, onLeave, add, title, children }: RowSheetsProps) => (
  <>
    <Sheet title={add.title} open={id === isNew} onLeave={onLeave}>
      {add.form}
    </Sheet>
    <Sheet title={title} open={title !== undefined} onLeave={onLeave}>
      {children}
    </Sheet>
  </>
)

interface SaveFormProps<Values extends object> {
  readonly initial: Partial<Values>
  readonly onSave: (values: Values) => void
  readonly saving: boolean
  readonly problem: ApiProblem | null
  readonly onLeave?: () => void
  /** What the button says; by default to save. */
  readonly verb?: string
  readonly danger?: boolean
  readonly form?: FormInstance<Values>
  readonly children: ReactNode
}

/** Fields and the one button that sends them; a refusal stands above the button and what was typed stays. */
export function SaveForm<Values extends object>(props: SaveFormProps<Values>) {
  const { initial, onSave, saving, problem, onLeave, verb, danger = false, form, children } = props
  const t = useText(texts)
  return (
    <Form<Values>
      layout="vertical"
      requiredMark={false}
      scrollToFirstError
      className={css.form}
      initialValues={initial}
      onFinish={onSave}
      validateMessages={{ required: t('needed') }}
      {...(form && { form })}
    >
      {children}
      {problem && <ProblemNote problem={problem} />}
      <div className={css.foot}>
        <Button type="primary" htmlType="submit" loading={saving} danger={danger}>
          {verb ?? t('save')}
        </Button>
        {onLeave && (
          <Button type="text" onClick={onLeave} disabled={saving}>
            {t('cancel')}
          </Button>
        )}
      </div>
    </Form>
  )
}
