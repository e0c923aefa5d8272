import { useText } from '../../../ui/texts/use-text.ts'
import { kindTexts } from './kind-texts.ts'
import { texts } from './texts.ts'

const isKnown = (kind: string): kind is keyof typeof kindTexts => Object.hasOwn(kindTexts, kind)

/** Says a kind of entry, or its code where nobody named it. */
export function useKindName(): (kind: string) => string {
  const t = useText(kindTexts)
  return (kind) => (isKnown(kind) ? t(kind) : kind)
}

/** Says who acted: a name, a part of the program, a device, an account that is gone. */
export function useActorName(): (entry: { readonly actor: string; readonly actorName: string | null }) => string {
  const t = useText(texts)
  return ({ actor, actorName }) => {
    if (actorName !== null) return actorName
    const [, sort, id = ''] = /^(system|device):(.*)$/.exec(actor) ?? []
    if (sort === 'system') return t('program', { part: id })
    if (sort === 'device') return t('device', { id })
    return t('unknownPerson', { id: actor.slice(-6) })
  }
}
