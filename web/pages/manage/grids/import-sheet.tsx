import { Button, Segmented, Select } from 'antd'
import { useId, useState } from 'react'
import type { BoundaryKind, GroundChecked, GroundImported, ImportGround } from '../../../../contract/city/index.ts'
import { useCommand } from '../../../api/command.ts'
import { groundApi } from '../../../api/manage.ts'
import { ProblemNote } from '../../../frame/failed.tsx'
import { Note } from '../../../ui/faces/faces.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { Pager, useCut } from '../parts/pager.tsx'
import { Table } from '../parts/table.tsx'
import { texts as common } from '../texts.ts'
import own from './grids.module.css'
import { Preview } from './preview.tsx'
import { type ReadCollection, readCollection } from './read-collection.ts'
import { texts } from './texts.ts'

const kinds = ['division', 'responsibility', 'unit'] as const
const systems = ['WGS84', 'GCJ02', 'BD09'] as const
const mostBytes = 60_000_000

type Given = { readonly name: string; readonly read: ReadCollection | { readonly is: 'tooLarge' } }

/** Boundaries from a file: chosen, checked and looked at, then written. */
export function ImportSheet({ kind, onDone }: { kind: BoundaryKind; onDone: () => void }) {
  const t = useText(texts)
  const [what, setWhat] = useState(kind)
  const [system, setSystem] = useState<ImportGround['system']>('WGS84')
  const [given, setGiven] = useState<Given | null>(null)
  const check = useCommand(groundApi.check())
  const write = useCommand(groundApi.import(), onDone)
  // What was checked is no longer what would be written.
  const anew = () => {
    check.reset()
    write.reset()
  }
  const input = given?.read.is === 'read' ? { what, system, collection: given.read.collection } : null
  const id = useId()
  return (
    <div className={css.stack}>
      <Segmented
        aria-label={t('importWhat')}
        value={what}
        onChange={(next) => {
          setWhat(next)
          anew()
        }}
        options={kinds.map((value) => ({ value, label: t(value) }))}
      />
      <div className={own.file}>
        <label htmlFor={`${id}-system`}>{t('system')}</label>
        <Select
          id={`${id}-system`}
          value={system}
          onChange={(next) => {
            setSystem(next)
            anew()
          }}
          options={systems.map((value) => ({ value, label: t(value) }))}
        />
      </div>
      <FileField
        given={given}
        help={t(what === 'division' ? 'fileHelpDivision' : 'fileHelpGrid')}
        onGive={(next) => {
          setGiven(next)
          anew()
        }}
      />
      {check.error && <ProblemNote problem={check.error} />}
      {write.error && <ProblemNote problem={write.error} />}
      <Button
        type={check.data ? 'default' : 'primary'}
        style={{ justifySelf: 'start' }}
        disabled={input === null}
        loading={check.isPending}
        onClick={() => {
          write.reset()
          if (input) check.mutate(input)
        }}
      >
        {t('check')}
      </Button>
      {check.data && (
        <Checked
          checked={check.data}
          written={write.data}
          isWriting={write.isPending}
          onWrite={() => input && write.mutate(input)}
        />
      )}
    </div>
  )
}

interface FileFieldProps {
  readonly given: Given | null
  readonly help: string
  readonly onGive: (given: Given | null) => void
}

/** The file, what is in it, and what is wrong with it as a whole. */
function FileField({ given, help, onGive }: FileFieldProps) {
  const t = useText(texts)
  const id = useId()
  const take = async (file: File | undefined) => {
    if (file === undefined) return onGive(null)
    const { name, size } = file
    onGive({ name, read: size > mostBytes ? { is: 'tooLarge' } : readCollection(await file.text()) })
  }
  const read = given?.read
  return (
    <div className={own.file}>
      <label htmlFor={id}>{t('file')}</label>
      <input
        id={id}
        type="file"
        accept=".geojson,.json,application/geo+json,application/json"
        aria-describedby={`${id}-help`}
        aria-invalid={read !== undefined && read.is !== 'read'}
        onChange={({ target }) => void take(target.files?.[0])}
      />
      <small id={`${id}-help`} className={css.quiet}>
        {help}
      </small>
      {read?.is === 'read' && (
        <p role="status">{t('chosen', { name: given?.name ?? '', count: read.collection.features.length })}</p>
      )}
      {read !== undefined && read.is !== 'read' && (
        <Note>{read.is === 'notJson' ? t('notJson', { why: read.why }) : t(read.is)}</Note>
      )}
    </div>
  )
}

interface CheckedProps {
  readonly checked: GroundChecked
  readonly written: GroundImported | undefined
  readonly isWriting: boolean
  readonly onWrite: () => void
}

/** What would come of it: faults by feature, or figures, the drawing and the button. */
function Checked({ checked, written, isWriting, onWrite }: CheckedProps) {
  const t = useText(texts)
  const result = written ?? checked
  const { added, changed, same, faults } = result
  return (
    <section className={css.stack} aria-label={t('preview')}>
      <p role="status">
        {faults.length > 0 ? t('faulty', { count: faults.length }) : t('figures', { added, changed, same })}{' '}
        {written?.applied && <strong className={css.good}>✓ {t('applied')}</strong>}
      </p>
      {faults.length > 0 && <Faults faults={faults} />}
      <Preview drawn={checked.drawn} />
      {faults.length === 0 && written === undefined && added + changed === 0 && <p>{t('nothingNew')}</p>}
      {faults.length === 0 && written === undefined && added + changed > 0 && (
        <Button type="primary" style={{ justifySelf: 'start' }} loading={isWriting} onClick={onWrite}>
          {t('apply')}
        </Button>
      )}
    </section>
  )
}

function Faults({ faults }: { faults: GroundImported['faults'] }) {
  const t = useText(texts)
  const c = useText(common)
  const said = useSaid()
  const { paging, items, next } = useCut(faults, String(faults.length), 20)
  return (
    <div>
      <Table
        label={t('fault')}
        rows={items}
        keyOf={({ feature }) => String(feature)}
        columns={[
          { title: t('feature'), figures: true, cell: ({ feature }) => feature },
          { title: c('code'), cell: ({ code }) => <span className={css.code}>{code ?? '—'}</span> },
          { title: t('fault'), cell: ({ text }) => said(text) },
        ]}
      />
      <Pager paging={paging} next={next} />
    </div>
  )
}
