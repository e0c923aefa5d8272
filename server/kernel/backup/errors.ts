import { defineErrors } from '../errors.ts'

/** What can be wrong with a backup, or with the place it is restored to. */
export const backupErrors = defineErrors('backup', {
  unknown_format: {
    kind: 'invalid',
    zh: '这不是 Yiwang 的备份文件，或由更新的版本写成',
    en: 'This is no backup of Yiwang, or one written by a newer version',
  },
  cut_off: { kind: 'invalid', zh: '备份文件不完整：后面缺了一段', en: 'The backup is incomplete: its end is missing' },
  damaged: { kind: 'invalid', zh: '备份文件已损坏：{part}', en: 'The backup is damaged: {part}' },
  exists: {
    kind: 'conflict',
    zh: '{file} 已存在：请换一个文件名，备份不覆盖旧文件',
    en: '{file} exists already: choose another name, a backup never overwrites one',
  },
  inside: {
    kind: 'invalid',
    zh: '请把备份写到数据目录 {folder} 之外，最好在另一块磁盘上',
    en: 'Write the backup outside the data folder {folder}, best on another disk',
  },
  not_empty: {
    kind: 'conflict',
    zh: '{place} 里已有数据。备份只恢复到空的地方：请把 YIWANG_DATA 设为新目录（或为 DATABASE_URL 换一个空库），原来的留作凭据',
    en: '{place} holds data already. A backup is restored into an empty place only: set YIWANG_DATA to a new folder (or DATABASE_URL to an empty database) and keep the old one as evidence',
  },
  rehearsal_forbidden: {
    kind: 'forbidden',
    zh: '备份已写好，但数据库用户 {owner} 不能建库，无法试恢复：请由管理员执行 alter role {owner} createdb;，或另找一台服务器恢复核对',
    en: 'The backup is written, but database user {owner} may not make a database to restore it into: let an administrator run alter role {owner} createdb; or restore it on another server',
  },
  count_differs: {
    kind: 'bug',
    zh: '恢复后的数目（{part}）为 {found}，备份里是 {expected}',
    en: 'After restoring there are {found} {part}; the backup holds {expected}',
  },
  head_differs: {
    kind: 'bug',
    zh: '恢复后末道封印与备份时不同',
    en: 'After restoring, the last seal is not the one of the backup',
  },
})
