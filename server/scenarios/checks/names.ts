import { isReserved } from '../../sensing/index.ts'
import { type Check, problemAt } from './check.ts'

/** No property, attribute or input bears a name that expressions keep for themselves. */
export const checkNames: Check = (pack) => {
  if (!pack.content) return []
  const { things, manifest } = pack.content
  const spots = [
    ...Object.keys(manifest.inputs).map((word) => ({ word, file: 'pack.yaml', path: ['inputs', word] })),
    ...Object.entries(things).flatMap(([type, { properties, attributes }]) => [
      ...Object.keys(properties).map((word) => ({ word, file: 'things.yaml', path: [type, 'properties', word] })),
      ...Object.keys(attributes).map((word) => ({ word, file: 'things.yaml', path: [type, 'attributes', word] })),
    ]),
  ]
  return spots
    .filter(({ word }) => isReserved(word))
    .map(({ word, file, path }) =>
      problemAt(
        pack,
        'names/reserved',
        { file, path, key: true },
        { zh: `${word} 是保留字`, en: `${word} is a reserved word` },
      ),
    )
}
