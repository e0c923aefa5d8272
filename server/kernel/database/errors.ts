import { defineErrors } from '../errors.ts'

/** What can be wrong with the store at start: each text says in one line what to do. */
export const databaseErrors = defineErrors('database', {
  platform: {
    kind: 'unavailable',
    zh: '没有适用于 {platform} 的内置 PostgreSQL：请重新运行 npm start 安装，或用 DATABASE_URL 指定自己的 PostgreSQL 18',
    en: 'No embedded PostgreSQL for {platform}: run npm start again to install it, or set DATABASE_URL to a PostgreSQL 18 of your own',
  },
  no_account: {
    kind: 'unavailable',
    zh: 'PostgreSQL 不能以 root 运行，而本机没有 postgres 或 nobody 用户：请换普通用户运行，或设置 DATABASE_URL',
    en: 'PostgreSQL refuses to run as root and this machine has neither a postgres nor a nobody user: run as an ordinary user, or set DATABASE_URL',
  },
  no_place: {
    kind: 'unavailable',
    zh: '用户 {account} 进不了 {folder}，{fallback} 也不能写入（{reason}）：请把 YIWANG_DATA 设为其他用户也能进入的目录',
    en: 'User {account} cannot enter {folder} and {fallback} cannot be written ({reason}): set YIWANG_DATA to a folder other users may enter',
  },
  in_use: {
    kind: 'conflict',
    zh: '数据目录 {folder} 正被进程 {pid} 使用：请先停止它，或把 YIWANG_DATA 设为另一个目录',
    en: 'Data folder {folder} is in use by process {pid}: stop that one first, or set YIWANG_DATA to another folder',
  },
  folder: {
    kind: 'unavailable',
    zh: '无法使用数据目录 {folder}（{reason}）：请检查路径与权限，或把 YIWANG_DATA 设为可写的目录',
    en: 'Cannot use data folder {folder} ({reason}): check the path and its permissions, or set YIWANG_DATA to a writable folder',
  },
  read_only: {
    kind: 'unavailable',
    zh: '数据目录 {folder} 所在的文件系统是只读的：请重新挂载为可写，或把 YIWANG_DATA 设为可写的目录',
    en: 'Data folder {folder} is on a read-only file system: remount it writable, or set YIWANG_DATA to a writable folder',
  },
  disk_full: {
    kind: 'unavailable',
    zh: '{folder} 所在磁盘已满：请腾出至少 {neededMb} MB 后再启动；已有数据不受影响',
    en: 'The disk of {folder} is full: free at least {neededMb} MB and start again; what is stored is safe',
  },
  cluster_version: {
    kind: 'conflict',
    zh: '{folder} 由 PostgreSQL {found} 写成，本程序自带 {expected}：请用写成它的那个版本的 Yiwang 打开',
    en: '{folder} was written by PostgreSQL {found}, this program carries {expected}: open it with the Yiwang that wrote it',
  },
  orphan: {
    kind: 'conflict',
    zh: '上次运行留下的 PostgreSQL（进程 {pid}）无法停止（{reason}）：请用启动它的用户执行 kill {pid}，再启动',
    en: 'The PostgreSQL of an earlier run (process {pid}) could not be stopped ({reason}): run kill {pid} as the user that started it, then start again',
  },
  secrets_lost: {
    kind: 'conflict',
    zh: '{file} 中的数据库口令与数据库不符：请从备份恢复该文件',
    en: 'The database password in {file} does not fit the database: restore that file from a backup',
  },
  server_failed: {
    kind: 'unavailable',
    zh: 'PostgreSQL 没能启动：{reason}（详见 {log}）',
    en: 'PostgreSQL did not start: {reason} (see {log})',
  },
  unreachable: {
    kind: 'unavailable',
    zh: '连接不上数据库 {target}（{reason}）：请检查 DATABASE_URL 与该服务器是否在运行',
    en: 'Cannot reach the database at {target} ({reason}): check DATABASE_URL and that the server is running',
  },
  newer: {
    kind: 'conflict',
    zh: '这些数据由更新版本的 Yiwang 写成（有本版本不认识的迁移 {name}）：请升级程序后再启动',
    en: 'This data was written by a newer version of Yiwang (migration {name} is unknown here): upgrade the program, then start',
  },
  edited: {
    kind: 'conflict',
    zh: '迁移 {name} 在执行之后被改动过：请恢复原文件，新的改动写成新的迁移',
    en: 'Migration {name} was edited after it had been applied: restore the file and put the change into a new migration',
  },
  migration_failed: {
    kind: 'bug',
    zh: '迁移 {name} 失败，未作任何改动：{reason}',
    en: 'Migration {name} failed and changed nothing: {reason}',
  },
  misnumbered: {
    kind: 'bug',
    zh: '迁移文件编号应从 0001 起连续：{name} 不合',
    en: 'Migration files are numbered from 0001 without gaps: {name} does not fit',
  },
  roles_needed: {
    kind: 'forbidden',
    zh: '数据库用户 {owner} 不能管理角色：请由管理员执行：{sql}',
    en: 'Database user {owner} may not manage roles: let an administrator run: {sql}',
  },
  bypass: {
    kind: 'forbidden',
    zh: '应用的数据库用户 {role} 能绕过行级权限（{reason}），拒绝启动：请按部署说明使用普通角色',
    en: "The application's database user {role} can bypass row-level security ({reason}); refusing to start: use a plain role",
  },
})
