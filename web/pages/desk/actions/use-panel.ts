import { useState } from 'react'
import type { Case } from '../../../../contract/cases/index.ts'
import type { ActionField, MatterAction } from '../../../../contract/matter.ts'
import { useCommand } from '../../../api/command.ts'
import { api } from '../../../paths.ts'
import { blank, type Draft, digitFieldOf, filled, inputOf, missingOf, openedOf, type Values } from './draft.ts'
import { likelyOptions } from './likely-options.ts'
import { useLikelyCategories } from './use-likely-categories.ts'

const nothing: Values = {}
const mostDigits = 9

/** What the panel of actions shows and does: the open form, what is in it, and the step being taken. */
export function usePanel(it: Case, refresh: () => void) {
  const [draft, setDraft] = useState<Draft>(blank)
  const [did, setDid] = useState<MatterAction | null>(null)
  const [uploads, setUploads] = useState(0)
  const step = useCommand(api.caseStep(it.case), refresh)
  const opened = openedOf(draft, it.actions)
  const values = (opened && draft.values[opened.id]) ?? nothing
  const missing = opened && missingOf(opened, values)
  const categories = useLikelyCategories(it)
  const digitField = opened?.allowed ? digitFieldOf(opened) : undefined
  const likely = (field: ActionField) => likelyOptions(field, { categories, units: it.units })
  // Taken, but what is shown is still from before.
  const isSettling = step.data !== undefined && step.data.version > it.version
  const isBusy = step.isPending || isSettling
  const isChanged = draft.seen !== null && draft.seen !== it.version && !isBusy

  function send(action: MatterAction, version: number): void {
    step.mutate(
      { action: action.id, version, input: inputOf(action, draft.values[action.id] ?? nothing) },
      {
        onSuccess: () => {
          setDid(action)
          setDraft(blank)
        },
        onError: (problem) => {
          // What they saw may be old: fetch what changed, and show it beside what they typed.
          setDraft((before) => ({ ...before, opened: action, seen: before.seen ?? version }))
          if (problem.status === 409) refresh()
        },
      },
    )
  }

  return {
    opened,
    values,
    missing,
    /** The options of a field that are shown before anybody types. */
    likely,
    /** The field that digits choose in, and what they choose. */
    digitField,
    digits: digitField ? likely(digitField).slice(0, mostDigits) : [],
    step,
    isBusy,
    /** The step just taken. */
    did,
    /** The version the person saw, where others have acted since. */
    changedSince: isChanged ? draft.seen : null,
    /** Something is opened or filled in: Esc puts it away. */
    isBegun: draft.opened !== null,
    isUploading: uploads > 0,
    isReady: opened?.allowed === true && !missing && !isChanged && uploads === 0 && !isBusy,
    countUploads: setUploads,
    /** Opens an action, or takes it at once where it asks nothing. */
    take(action: MatterAction): void {
      if (isBusy) return
      step.reset()
      setDid(null)
      if (action.fields.length === 0) send(action, it.version)
      else setDraft({ ...draft, opened: action })
    },
    fill(field: string, value: string): void {
      if (opened) setDraft((before) => filled(before, opened, { field, value, version: it.version }))
    },
    /** Photos arrive one by one: each changes what is there by then. */
    fillPhotos(field: string, change: (ids: readonly string[]) => readonly string[]): void {
      if (!opened) return
      setDraft((before) => {
        const ids = before.values[opened.id]?.[field]
        const value = change(Array.isArray(ids) ? ids : [])
        return filled(before, opened, { field, value, version: it.version })
      })
    },
    submit(): void {
      if (opened) send(opened, draft.seen ?? it.version)
    },
    /** The person has looked at what changed. */
    see(): void {
      step.reset()
      setDraft({ ...draft, seen: it.version })
    },
    leave(): void {
      step.reset()
      setDraft(blank)
    },
  }
}

export type PanelState = ReturnType<typeof usePanel>
