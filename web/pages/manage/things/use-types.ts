import type { ThingType } from '../../../../contract/city/index.ts'
import { cityApi } from '../../../api/manage.ts'
import { useApi } from '../../../api/query.ts'

const none: readonly ThingType[] = []

/** The types of thing, as they are now. */
export const useTypes = (): readonly ThingType[] =>
  useApi(cityApi.thingTypes(), { refreshOn: ({ kind }) => kind === 'thing-type.saved' }).data?.items ?? none
