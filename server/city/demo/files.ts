import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { UnitKind } from '../../../contract/city/index.ts'
import { Bilingual } from '../../../contract/text.ts'
import type { DivisionPlan, GroundPlan } from '../ground/plan.ts'

const Position = z.tuple([z.number(), z.number()])
const Line = z.strictObject({
  nameZh: z.string(),
  nameEn: z.string(),
  kind: z.string(),
  widthM: z.number().positive(),
  line: z.array(Position).min(2),
})

const PlaceFile = z.strictObject({
  seed: z.int(),
  outlineOf: z.string(),
  bearingDeg: z.number(),
  outline: z.array(Position).min(4),
  divisions: z.record(z.string(), z.strictObject({ at: Position, weight: z.number().positive() })),
  waters: z.array(Line),
  roads: z.array(Line),
})

interface DivisionNode {
  code: string
  nameZh: string
  nameEn: string
  level: number
  children?: DivisionNode[] | undefined
}
const DivisionNode: z.ZodType<DivisionNode> = z.strictObject({
  code: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  level: z.int(),
  get children() {
    return z.array(DivisionNode).optional()
  },
})

const UnitTemplate = z.strictObject({
  code: z.string(),
  for: z.string().optional(),
  each: z.int().optional(),
  parent: z.string().optional(),
  kind: UnitKind,
  name: Bilingual,
  answersFor: z.array(z.string()),
  posts: z.array(
    z.strictObject({
      code: z.string(),
      name: Bilingual,
      people: z.int().nonnegative(),
      accounts: z.array(z.string()).default([]),
    }),
  ),
  crews: z
    .array(
      z.strictObject({
        code: z.string(),
        name: Bilingual,
        post: z.string(),
        size: z.int().positive(),
        at: Position.optional(),
      }),
    )
    .default([]),
})
export type UnitTemplate = z.infer<typeof UnitTemplate>

const StaffFile = z.strictObject({
  seed: z.int(),
  units: z.array(UnitTemplate),
  others: z.record(z.string(), z.string()),
  /** Accounts by the post (`unit.post`) whose first holder has one, where units are made by the dozen. */
  seats: z.record(z.string(), z.string()).default({}),
  /** By how their accounts begin: the post (`template.post`) whose first holder has one in every unit, and what they are called. */
  seatsEach: z.record(z.string(), z.strictObject({ post: z.string(), name: z.string() })).default({}),
  everywhere: z.array(z.string()),
  named: z.record(z.string(), Bilingual),
})
export type StaffFile = z.infer<typeof StaffFile>

const NamesFile = z.strictObject({
  family: z.record(z.string(), z.string()),
  given: z.record(z.string(), z.string()),
})
export type NamesFile = z.infer<typeof NamesFile>

/** A place to demonstrate with: a folder of data. */
export interface DemoFiles {
  readonly ground: GroundPlan
  readonly staff: StaffFile
  readonly names: NamesFile
}

const read = async <T>(schema: z.ZodType<T>, ...path: string[]): Promise<T> =>
  schema.parse(parse(await readFile(join(...path), 'utf8')))

/** Reads the folder of a place (`place.yaml divisions.json staff.yaml`) and the names beside it. */
export async function readDemo(folder: string): Promise<DemoFiles> {
  const place = await read(PlaceFile, folder, 'place.yaml')
  const tree = await read(DivisionNode, folder, 'divisions.json')
  const { outlineOf, divisions, ...drawn } = place
  const placed = (node: DivisionNode): DivisionPlan => ({
    ...node,
    ...divisions[node.code],
    children: node.children?.map(placed),
  })
  const line = lineTo(tree, outlineOf)
  const root = line.at(-1)
  if (root === undefined) throw new Error(`${folder}: divisions.json has no division ${outlineOf}`)
  return {
    ground: { ...drawn, ancestors: line.slice(0, -1).map(({ children: _, ...node }) => node), tree: placed(root) },
    staff: await read(StaffFile, folder, 'staff.yaml'),
    names: await readNames(folder),
  }
}

/** The names that people of a demonstration are made of, beside its folder. */
export const readNames = (folder: string): Promise<NamesFile> => read(NamesFile, folder, '..', 'names.yaml')

/** From the root down to the division with the code; empty when it is not there. */
function lineTo(node: DivisionNode, code: string): DivisionNode[] {
  if (node.code === code) return [node]
  for (const child of node.children ?? []) {
    const below = lineTo(child, code)
    if (below.length > 0) return [node, ...below]
  }
  return []
}
