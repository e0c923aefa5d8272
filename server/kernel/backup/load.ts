import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import copy from 'pg-copy-streams'
import type { Tx } from '../database/pool.ts'
import {
  listForeignKeys,
  listTables,
  listTriggered,
  type Manifest,
  type Partition,
  quoted,
  type TableName,
} from './catalogue.ts'

const tell = (tx: Tx, sql: string) => tx.connection().query(sql)

/** Makes the partitions that came into being while the program ran. */
async function makePartition(tx: Tx, partition: Partition): Promise<void> {
  const name = quoted(partition.schema, partition.name)
  const divided = partition.key === null ? '' : ` partition by ${partition.key}`
  const options = partition.options === null ? '' : ` with (${partition.options.join(', ')})`
  await tell(
    tx,
    `create table if not exists ${name} partition of ${partition.parent} ${partition.bound}${divided}${options}`,
  )
  for (const { role, privilege } of partition.grants) await tell(tx, `grant ${privilege} on ${name} to ${role}`)
}

/**
 * Makes a migrated, empty database ready for rows in any order: what migrations put in is taken out (the backup has it),
 * references and triggers are off. Returns how to put those back.
 */
export async function prepareTables(tx: Tx, manifest: Manifest): Promise<() => Promise<void>> {
  for (const partition of manifest.partitions) await makePartition(tx, partition)
  const keys = await listForeignKeys(tx)
  for (const key of keys) await tell(tx, `alter table ${key.table} drop constraint ${key.name}`)
  const triggered = await listTriggered(tx)
  for (const table of triggered) await tell(tx, `alter table ${table} disable trigger user`)
  const tables = await listTables(tx)
  if (tables.length > 0)
    await tell(tx, `truncate ${tables.map((table) => quoted(table.schema, table.name)).join(', ')}`)
  return async () => {
    for (const text of manifest.indexes) await tell(tx, text)
    // Adding a reference checks every row against it.
    for (const key of keys) await tell(tx, `alter table ${key.table} add constraint ${key.name} ${key.definition}`)
    for (const table of triggered) await tell(tx, `alter table ${table} enable trigger user`)
    for (const { name, value } of manifest.sequences) {
      await tx.query('select pg_catalog.setval($1::text::regclass, $2)', [name, value])
    }
  }
}

/** Loads one table's rows; returns how many. */
export async function loadTable(tx: Tx, table: TableName, body: AsyncIterable<Buffer>): Promise<number> {
  const columns = table.columns.map((column) => quoted(column)).join(', ')
  const stream = tx.connection().query(copy.from(`copy ${quoted(table.schema, table.name)} (${columns}) from stdin`))
  await pipeline(Readable.from(body), stream)
  return stream.rowCount ?? 0
}
