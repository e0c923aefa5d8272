import { Button, type ButtonProps } from 'react-aria-components/Button'
import css from './pocket.module.css'

/** How much a button asks to be pressed: the one thing to do, something likely, something else, or quietly there. */
type Weight = 'main' | 'likely' | 'other' | 'quiet'

/** The look of a button, for a link that stands among buttons. */
export const actionLook = (weight: Weight): string => `${css.action} ${css[weight]}`

/** A button for a thumb: at least 48 px high. */
export function Action({ weight = 'other', ...rest }: Omit<ButtonProps, 'className'> & { weight?: Weight }) {
  return <Button {...rest} className={actionLook(weight)} />
}
