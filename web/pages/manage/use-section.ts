import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { page } from '../../paths.ts'
import type { ManageSearch } from './search.ts'

/** What changes in the address of a section. */
type Patch = Readonly<{ [Word in keyof ManageSearch]?: string | undefined }>

/** Changes the address of the section. */
export type Show = (patch: Patch) => void

/** What the open section keeps in its address, and how it changes: undefined or empty takes a word away. */
export function useSection(): readonly [ManageSearch, Show] {
  const { section = '' } = useParams({ strict: false })
  const search = useSearch({ from: '/signed-in/officers/manage/$section' })
  const navigate = useNavigate()
  const show = useCallback(
    (patch: Patch) => {
      const next = Object.entries({ ...search, ...patch }).filter(([, value]) => value !== undefined && value !== '')
      void navigate({ ...page.manage(section, Object.fromEntries(next)), replace: !('id' in patch) })
    },
    [search, section, navigate],
  )
  return [search, show]
}
