import css from './row.module.css'

/** The look of a line in an officer's list: what and its clock, below them where it stands and how it came. */
export const rowLook = css.row
