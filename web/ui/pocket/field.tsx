import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField, type TextFieldProps } from 'react-aria-components/TextField'
import css from './pocket.module.css'

type FieldProps = Omit<TextFieldProps, 'className' | 'children'> & { label: string; rows?: number }

/** A labelled line to type in, or a few lines with `rows`; what is wrong is said under it. */
export function Field({ label, rows, ...rest }: FieldProps) {
  return (
    <TextField {...rest} className={css.field}>
      <Label>{label}</Label>
      {rows === undefined ? <Input className={css.input} /> : <TextArea className={css.input} rows={rows} />}
      <FieldError className={css.wrong} />
    </TextField>
  )
}
