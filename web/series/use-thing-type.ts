import type { ThingType } from '../../contract/city/index.ts'
import { useApi } from '../api/query.ts'
import { api } from '../paths.ts'
import { useSaid } from '../ui/texts/use-text.ts'
import type { Drawable } from './thing-series.tsx'

interface KnownType {
  /** Undefined until it is known, and where its pack is gone. */
  readonly type: ThingType | undefined
  readonly titleOf: (property: string) => string
  readonly drawables: readonly Drawable[]
  readonly isWaiting: boolean
}

/** What is known of a type of thing: what its properties are called, and which of them can be drawn. */
export function useThingType(code: string): KnownType {
  const said = useSaid()
  const asked = useApi(api.thingTypes())
  const type = asked.data?.items.find((one) => one.code === code)
  const titleOf = (property: string): string => {
    const declared = type?.properties[property]
    return declared ? said(declared.title) : property
  }
  // What is measured comes before what is only yes or no.
  const drawables = (['number', 'boolean'] as const).flatMap((kind) =>
    Object.entries(type?.properties ?? {}).flatMap(([id, property]) =>
      property.type === kind ? [{ id, title: titleOf(id) }] : [],
    ),
  )
  return { type, titleOf, drawables, isWaiting: asked.isPending }
}
