import { judgeEdges } from './edges.ts'
import { listFiles, type Problem, readCode } from './files.ts'
import { readGraph } from './graph.ts'
import { judgeFiles, judgeMigrations, judgePackIds, judgeReadmes, judgeSchemas } from './places.ts'
import { judgeSizes } from './shape.ts'
import { judgeWords } from './words.ts'

/** Every rule of the house with what breaks it now. */
export function judgeHouse(): ReadonlyMap<string, readonly Problem[]> {
  const files = readCode()
  const paths = listFiles()
  return new Map([
    ['imports follow the rooms and their edges, without circles', judgeEdges(readGraph(files))],
    ['files and functions are short enough to read', judgeSizes(files)],
    ['no banned text', judgeWords(files)],
    ['files are of known kinds, kebab-case and small', judgeFiles(paths)],
    ['every room of the server has a page about it', judgeReadmes(paths)],
    ['no pack’s word is known to the program', judgePackIds(paths, files)],
    ['SQL stays in its module’s schema', [...judgeSchemas(files), ...judgeMigrations(paths)]],
  ])
}
