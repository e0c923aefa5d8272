/** How the server names a filing condition among a form's options: its category too, because filing may change it. */
const divider = '#'

/** The option of a condition. */
export const conditionId = (category: string, condition: string): string => `${category}${divider}${condition}`

/** The category and the condition an option stands for. */
export function conditionOf(id: string): { category: string; condition: string } {
  const [category = '', condition = ''] = id.split(divider)
  return { category, condition }
}
