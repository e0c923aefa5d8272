import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { buildWeb } from '../../server/boot/web.ts'
import { DEMO_TEST_PASSWORD, startHouse, type TestHouse } from '../support/house.ts'
import { until } from '../support/until.ts'
import { assertAccessible, signIn, startBrowser, visitor } from './support/browser.ts'

let house: TestHouse
let browser: Browser
before(async () => {
  await buildWeb(() => {})
  house = await startHouse()
  browser = await startBrowser()
})
after(async () => {
  await browser?.close()
  await house?.stop()
})

const sections = {
  people: ['人员', 'People'],
  units: ['单位与岗位', 'Units and posts'],
  crews: ['班组', 'Crews'],
  duty: ['值班', 'Duty'],
  responsibilities: ['职责', 'Responsibilities'],
  accounts: ['账号与授权', 'Accounts and grants'],
  packs: ['场景包', 'Scenario packs'],
  categories: ['立案标准', 'Filing conditions'],
  absences: ['外出与联系人', 'Absences and contacts'],
  messages: ['告知', 'Messages'],
  devices: ['设备凭证', 'Device credentials'],
  refused: ['拒收读数', 'Refused readings'],
  console: ['测试台', 'Test console'],
  journal: ['日志', 'Journal'],
} as const

/** A section of the management area, shown with what it holds. */
async function open(page: Page, section: string): Promise<void> {
  await page.goto(`/manage/${section}`)
  await page.locator('article h2').first().waitFor()
  await page.locator('article :is(table, form, li, h2 + p, [class*=face])').first().waitFor()
  // The grey lines of waiting.
  await until(async () => (await page.locator('article [role=status] > i').count()) === 0, `${section} is there`)
}

for (const [at, language, theme] of [
  [0, 'zh', 'light'],
  [1, 'en', 'dark'],
] as const)
  test(`every management page can be read by everybody, in ${language} and ${theme}`, async () => {
    const context = await visitor(browser, house.origin, { language, theme })
    const page = await signIn(context, 'admin', DEMO_TEST_PASSWORD, '/manage')
    for (const [section, names] of Object.entries(sections)) {
      await open(page, section)
      assert.equal(await page.locator('article h2').first().textContent(), names[at])
      await assertAccessible(page)
    }
    await context.close()
  })

const asAdmin = async (account = 'admin') => {
  const context = await visitor(browser, house.origin, {})
  return signIn(context, account, DEMO_TEST_PASSWORD, '/manage')
}

test('a unit without a name is not made; another name of one is kept', async () => {
  const page = await asAdmin()
  await open(page, 'units')
  await page.getByRole('button', { name: '新增单位' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: /保\s*存/ }).click()
  await sheet.getByText('请填写').first().waitFor()
  await assertAccessible(page)
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
  await page.locator('table button').first().click()
  await sheet
    .getByRole('button', { name: /修\s*改/ })
    .first()
    .click()
  await sheet.getByLabel('英文名称').fill('Another Name')
  await sheet.getByRole('button', { name: /保\s*存/ }).click()
  await sheet.getByLabel('英文名称').waitFor({ state: 'detached' })
  const { body } = await house.call('admin', 'GET', '/api/v1/city/units')
  assert.ok(body.items?.some(({ name }) => (name as { en: string }).en === 'Another Name'))
  await page.context().close()
})

for (const [language, said] of [
  [
    'zh',
    {
      add: '新增职责',
      subject: '事项',
      where: '地方',
      grid: '责任网格',
      unit: '负责单位',
      save: /保\s*存/,
      end: /撤\s*销/,
      yes: /确\s*定/,
    },
  ],
  [
    'en',
    {
      add: 'Add a responsibility',
      subject: 'Subject',
      where: 'Where',
      grid: 'Responsibility grid',
      unit: 'Answers for it',
      save: 'Save',
      end: 'End it',
      yes: 'Yes',
    },
  ],
] as const)
  test(`who answers for a subject in one grid is set, changed and ended, in ${language}`, async () => {
    const context = await visitor(browser, house.origin, { language, size: language === 'en' ? 'phone' : 'laptop' })
    const page = await signIn(context, 'admin', DEMO_TEST_PASSWORD, '/manage')
    await open(page, 'responsibilities')
    const list = async () => (await house.call('admin', 'GET', '/api/v1/city/responsibilities')).body.items ?? []
    const before = (await list()).length
    await page.getByRole('button', { name: said.add }).click()
    const sheet = page.getByRole('dialog')
    /** By keys: what is typed narrows the list, Enter takes its first. */
    const choose = async (label: string, words: string) => {
      const active = page.locator(
        '.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option-active',
      )
      await sheet.getByLabel(label, { exact: true }).click()
      await sheet.getByLabel(label, { exact: true }).fill(words)
      await active.filter({ hasText: words }).waitFor()
      await page.keyboard.press('Enter')
      await until(async () => (await active.count()) === 0, 'the list is closed')
    }
    await choose(said.subject, 'city-basics.drainage')
    await choose(said.where, language === 'zh' ? '华阳路街道' : 'Huayang')
    await choose(said.grid, '')
    await choose(said.unit, '')
    await assertAccessible(page)
    await sheet.getByRole('button', { name: said.save }).click()
    const end = sheet.getByRole('button', { name: said.end })
    await end.waitFor()
    const made = (await list()).filter(({ grid }) => grid !== null)
    assert.deepEqual([made.length, made[0]?.subject, (await list()).length], [1, 'city-basics.drainage', before + 1])
    const held = new Set(made.map(({ unitId }) => unitId))
    const units = (await house.call('admin', 'GET', '/api/v1/city/units')).body.items ?? []
    const other = units.find(({ id }) => !held.has(id))
    assert.ok(other)
    await choose(said.unit, (other.name as { zh: string; en: string })[language])
    await assertAccessible(page)
    await sheet.getByRole('button', { name: said.save }).click()
    await sheet.waitFor({ state: 'detached' })
    assert.notEqual((await list()).find(({ grid }) => grid !== null)?.unitId, made[0]?.unitId)
    await page.getByRole('searchbox').fill(String(made[0]?.grid))
    await until(async () => (await page.locator('tbody tr').count()) === 1, 'only what was looked for')
    await page.locator('tbody button').click()
    await end.click()
    await page.getByRole('tooltip').getByRole('button', { name: said.yes }).click()
    await sheet.waitFor({ state: 'detached' })
    assert.equal((await list()).length, before)
    await context.close()
  })

test('a credential is issued for a thing: its secret is shown, and what it sends is kept', async () => {
  const page = await asAdmin()
  await open(page, 'devices')
  await page.getByRole('button', { name: '签发凭证' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('设备编号').fill('made-by-hand')
  await sheet.getByLabel('名称').fill('手工登记的水位计')
  await sheet.getByLabel('所属区划').click()
  await sheet.getByLabel('所属区划').fill('全域')
  await page.locator('.ant-select-item-option-active').filter({ hasText: '全域' }).waitFor()
  await page.keyboard.press('Enter')
  const { body } = await house.call('admin', 'GET', '/api/v1/city/things?type=flood.gauge&limit=1')
  const thing = String(body.items?.[0]?.code)
  await sheet.getByLabel('为谁上报').fill(thing)
  await sheet.getByRole('button', { name: /签\s*发/ }).click()
  const secret = (await sheet.locator('[role=status] code').first().textContent()) ?? ''
  assert.ok(secret.length > 8)
  await assertAccessible(page)
  const sent = await fetch(`${house.origin}/api/v1/readings`, {
    method: 'POST',
    headers: { authorization: `Bearer made-by-hand.${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify([{ thing, property: 'level', value: 2 }]),
  })
  assert.equal(sent.status, 200)
  assert.equal(((await sent.json()) as { recorded: number }).recorded, 1)
  await page.context().close()
})

test('the secret of a credential is changed, and shown this once', async () => {
  const page = await asAdmin()
  await open(page, 'devices')
  await page.locator('table button').first().click()
  const sheet = page.getByRole('dialog')
  assert.equal(await sheet.locator('code').count(), 0)
  await sheet.getByRole('button', { name: '更换密钥' }).click()
  await page.getByRole('button', { name: /确\s*定/ }).click()
  assert.ok(((await sheet.locator('code').first().textContent()) ?? '').length > 8)
  await page.context().close()
})

test('a pack is switched off and on again', async () => {
  const page = await asAdmin()
  await open(page, 'packs')
  await page.getByRole('button', { name: '餐饮油烟' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: /停\s*用/ }).click()
  await page
    .getByRole('tooltip')
    .getByRole('button', { name: /停\s*用|确\s*定/ })
    .click()
  const on = sheet.getByRole('button', { name: /启\s*用/ })
  await on.click()
  await sheet.getByRole('button', { name: /停\s*用/ }).waitFor()
  await page.context().close()
})

test('an auditor proves an entry, looks at its personal fields for a purpose, and has the journal verified', async () => {
  const page = await asAdmin('auditor')
  await open(page, 'journal')
  await page.getByRole('button', { name: '核验全部日志' }).click()
  await page.getByText(/完整，没有改动/).waitFor()
  await page.goto('/manage/journal?kind=account.created')
  await page.locator('table button').first().click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: '核验这一条' }).click()
  await sheet.getByText('与封存时一致').waitFor()
  await sheet.getByLabel('查看事由').fill('抽查')
  await sheet.getByRole('button', { name: /查\s*看/ }).click()
  await sheet.locator('pre[role=status]').waitFor()
  await assertAccessible(page)
  await page.goto('/manage/journal?kind=personal.read')
  await page.getByRole('cell', { name: '抽查' }).first().waitFor()
  await page.context().close()
})

test('a community worker announces an absence in three taps and sees it end', async () => {
  const context = await visitor(browser, house.origin, { size: 'phone' })
  const page = await signIn(context, 'community', DEMO_TEST_PASSWORD, '/pocket/absences')
  await page.getByRole('button', { name: 'HM-001' }).click()
  await page.getByText('三天', { exact: true }).click()
  await assertAccessible(page)
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByText(/外出至/).waitFor()
  await page.getByRole('button', { name: '人回来了' }).click()
  await page.getByText(/外出至/).waitFor({ state: 'detached' })
  await context.close()
})
