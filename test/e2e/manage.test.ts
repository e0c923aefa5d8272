import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { buildWeb } from '../../server/boot/web.ts'
import { DEMO_TEST_PASSWORD, startHouse, type TestHouse } from '../support/house.ts'
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
  await page.locator('article [role=status] > i').waitFor({ state: 'detached' })
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
