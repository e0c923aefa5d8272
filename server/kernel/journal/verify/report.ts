import type { Report } from './verify.ts'

const count = (value: number): string => value.toLocaleString('en')

function summary(report: Report): string[] {
  const { seals, sealed, unsealed, lastOrdinal, headOutside, erased } = report
  const lines = [
    `已封存 ${count(sealed)} 条（第 1–${count(lastOrdinal)} 号，${count(seals)} 道封印） · sealed entries ${count(sealed)} (1-${count(lastOrdinal)} under ${count(seals)} seals)`,
    `尚未封存 ${count(unsealed)} 条 · not yet sealed ${count(unsealed)}`,
  ]
  if (erased > 0)
    lines.push(`已依法擦除个人信息 ${count(erased)} 处 · personal data erased with a record ${count(erased)}`)
  lines.push(`末道封印摘要 · digest of the last seal  ${report.head}`)
  if (headOutside !== null) {
    const behind = seals - headOutside.no
    const zh = behind > 0 ? `，其后 ${count(behind)} 道封印尚无库外凭据` : ''
    const en = behind > 0 ? `, ${count(behind)} seals after it are not held outside` : ''
    lines.push(
      `库外封印首至第 ${count(headOutside.no)} 道${zh} · heads outside up to seal ${count(headOutside.no)}${en}`,
    )
  }
  for (const key of report.keys) {
    const from = key.from === 'folder' ? '' : '（仅在数据库中 · only in the database）'
    lines.push(
      `公钥 · public key ${key.keyId}${from}`,
      ...key.publicKey
        .trim()
        .split('\n')
        .map((line) => `  ${line}`),
    )
  }
  return lines
}

/** The report for people, Chinese first. */
export function reportText(report: Report): string {
  const lines = summary(report)
  for (const finding of report.findings) lines.push(`✗ ${finding.zh}`, `  ${finding.en}`)
  const more = report.found - report.findings.length
  if (more > 0) lines.push(`… 另有 ${count(more)} 处 · and ${count(more)} more`)
  lines.push(
    report.ok
      ? '✓ 日志完整，未见改动 · the journal is whole and unchanged'
      : `✗ 日志有 ${count(report.found)} 处不符 · the journal does not verify: ${count(report.found)} findings`,
  )
  return `${lines.join('\n')}\n`
}
