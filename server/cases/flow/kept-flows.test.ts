import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestKernel } from '../../../test/support/kernel.ts'
import { createFlows } from '../../kernel/flow/index.ts'
import { permissions } from '../permissions.ts'
import { caseFlow } from './case-flow.ts'
import { takeUpFlows } from './kept-flows.ts'

let site: Awaited<ReturnType<typeof createTestKernel>>
const loan = { ...caseFlow, id: 'library.loan' }

before(async () => {
  site = await createTestKernel()
  site.kernel.access.register(permissions)
  site.kernel.kinds.register({ 'flow.kept': { view: 'case.view' } })
})
after(() => site.stop())

/** As after a start: nothing is known but what is kept and what the packs bring now. */
async function startWith(brought: readonly (typeof loan)[]) {
  const flows = createFlows()
  await takeUpFlows(site.kernel, flows, brought, '')
  return flows
}

test('a flow is known as long as a case may be in it: also when its pack is gone, and older versions too', async () => {
  await startWith([loan])
  await startWith([{ ...loan, version: 2, name: { zh: '借阅', en: 'Loan' } }])
  const flows = await startWith([])
  assert.equal(flows.get('library.loan', 1).name.en, caseFlow.name.en)
  assert.equal(flows.get('library.loan', 2).name.en, 'Loan')
  assert.equal(flows.latest('library.loan').version, 2)
})

test('a version that was changed without a new number is left out: the one that was kept holds, and the start goes on', async () => {
  const flows = await startWith([{ ...loan, name: { zh: '改了', en: 'Changed' } }])
  assert.equal(flows.get('library.loan', 1).name.en, caseFlow.name.en)
})
