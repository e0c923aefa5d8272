import { useMutation } from '@tanstack/react-query'
import { useBlocker, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { Category, Position, Reported, ReportInput } from '../../../../contract/cases/index.ts'
import { useCommand } from '../../../api/command.ts'
import { ask, newCommandId, send } from '../../../api/fetch.ts'
import { api, page } from '../../../paths.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import { conditionId } from '../kinds/condition-id.ts'
import { texts } from './texts.ts'

/** A call as it is being taken down. */
export interface Call {
  readonly name: string
  readonly phone: string
  readonly words: string
  readonly place: string
  readonly position: Position | null
  readonly category: Category | null
  /** The condition it can be filed under at once. */
  readonly condition: string | null
  /** The open case it is the same thing as. */
  readonly joins: { readonly id: string; readonly number: string } | null
}

const silent: Call = {
  name: '',
  phone: '',
  words: '',
  place: '',
  position: null,
  category: null,
  condition: null,
  joins: null,
}

const reportOf = ({ name, phone, words, place, category, joins }: Call, position: Position): ReportInput => ({
  channel: 'hotline',
  words,
  place,
  position,
  ...(category && { category: category.code }),
  ...(joins && { joins: joins.id }),
  ...((name !== '' || phone !== '') && { reporter: { name, phone } }),
})

/** Files a case just reported, if this person may. What does not work here lies open on its page. */
async function fileAtOnce(id: string, condition: string): Promise<void> {
  const it = await ask(api.case(id))
  const action = it.actions.find(({ allowed, fields }) => allowed && fields.some((field) => field.id === 'conditionId'))
  if (action === undefined) return
  const input = { conditionId: condition }
  await send(api.caseStep(id), { action: action.id, version: it.version, input }, newCommandId())
}

/** A call being taken down: what is known so far, what is still needed, and sending it. */
export function useCall() {
  const t = useText(texts)
  const navigate = useNavigate()
  const [call, setCall] = useState(silent)
  const isSent = useRef(false)
  const filing = useMutation({
    networkMode: 'always',
    mutationFn: ({ id, condition }: { id: string; condition: string }) => fileAtOnce(id, condition),
  })
  const show = ({ case: id }: Reported) => {
    isSent.current = true
    void navigate(page.deskCase(id))
  }
  const report = useCommand(api.report())
  const isBegun = call.words !== '' || call.name !== '' || call.phone !== '' || call.place !== ''
  const blocks = () => isBegun && !isSent.current
  useBlocker({ shouldBlockFn: () => blocks() && !confirm(t('drop')), enableBeforeUnload: blocks })

  const hasSubject = call.words.trim() !== '' || call.category !== null || call.joins !== null
  const needed = call.position === null ? 'needPosition' : hasSubject ? null : 'needWords'
  return {
    call,
    needed,
    problem: report.error,
    isSending: report.isPending || filing.isPending,
    fill: (change: Partial<Call>) => setCall((before) => ({ ...before, ...change })),
    submit(isFiled: boolean): void {
      const { position, category, condition } = call
      if (position === null || needed !== null || report.isPending) return
      report.mutate(reportOf(call, position), {
        onSuccess: (reported) => {
          if (!isFiled || category === null || condition === null || reported.joined) return show(reported)
          const filed = { id: reported.case, condition: conditionId(category.code, condition) }
          filing.mutate(filed, { onSettled: () => show(reported) })
        },
      })
    },
  }
}

export type CallState = ReturnType<typeof useCall>
