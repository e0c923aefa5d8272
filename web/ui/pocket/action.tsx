import { Button, type ButtonProps } from 'react-aria-components/Button'
import css from './pocket.module.css'

/** How much a button asks to be pressed: the one thing to do, something else to do, or quietly there. */
type Weight = 'main' | 'other' | 'quiet'

/** A button for a thumb: at least 48 px high. */
export function Action({ weight = 'other', ...rest }: Omit<ButtonProps, 'className'> & { weight?: Weight }) {
  return <Button {...rest} className={`${css.action} ${css[weight]}`} />
}
