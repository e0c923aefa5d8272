import { type Check, problemAt } from './check.ts'

/** The folder is called by the pack's id. */
export const checkFolder: Check = (pack) => {
  const id = pack.content?.manifest.id
  if (id === undefined || id === pack.name) return []
  const text = { zh: `文件夹叫 ${pack.name}，id 却是 ${id}`, en: `the folder is ${pack.name}, the id is ${id}` }
  return [problemAt(pack, 'folder/name', { file: 'pack.yaml', path: ['id'] }, text)]
}
