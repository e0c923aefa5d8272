import { defineErrors } from '../kernel/errors.ts'

/** What can go wrong with accounts, signing in and sessions. */
export const identityErrors = defineErrors('identity', {
  bad_credentials: {
    kind: 'unauthenticated',
    zh: '账号或密码不对',
    en: 'The account or the password is not right',
  },
  locked: {
    kind: 'rate_limited',
    zh: '登录失败次数太多，{until} 前不能再试；着急请找管理员解锁',
    en: 'Too many failed attempts: no more before {until}; an administrator can unlock it sooner',
  },
  no_such_role: { kind: 'invalid', zh: '没有角色 {role}', en: 'There is no role {role}' },
  sign_in_expired: {
    kind: 'invalid',
    zh: '这次登录已过期或不是在这个浏览器里开始的，请重新登录',
    en: 'This sign-in has expired or was not begun in this browser; please sign in again',
  },
  cross_origin: {
    kind: 'forbidden',
    zh: '请求来自别的网站（{origin}），已拒绝',
    en: 'Refused: the request comes from another site ({origin})',
  },
  login_taken: { kind: 'conflict', zh: '账号 {login} 已被使用', en: 'The account name {login} is taken' },
  email_taken: { kind: 'conflict', zh: '这个邮箱已属于另一个账号', en: 'This e-mail belongs to another account' },
  outside_home: {
    kind: 'invalid',
    zh: '岗位所在区划（{divisionKey}）不在账号所属区划（{home}）之内，请先调整账号所属区划',
    en: 'The division of the role ({divisionKey}) is outside the home of the account ({home}); move the account first',
  },
  wall_alone: {
    kind: 'invalid',
    zh: '大屏账号不能再有其他岗位，其他账号也不能兼大屏',
    en: 'An account of a wall display holds no other role, and no other account holds that one',
  },
  not_yourself: {
    kind: 'conflict',
    zh: '不能停用自己，也不能收回自己的管理员岗位，请由另一位管理员办理',
    en: 'You cannot disable yourself or end your own administrator role; let another administrator do it',
  },
  period: { kind: 'invalid', zh: '岗位的截止时间早于开始时间', en: 'The role would end before it begins' },
  first_admin_spent: {
    kind: 'not_found',
    zh: '这个链接已用过或已过期；重新启动程序会给出新的链接（仅在还没有管理员时）',
    en: 'This link is used or has expired; starting again prints a new one while there is no administrator',
  },
  no_account_for_subject: {
    kind: 'forbidden',
    zh: '您在 {issuer} 的身份（{claim}）在这里没有对应的账号，请找管理员开通',
    en: 'Your identity at {issuer} ({claim}) has no account here; ask an administrator',
  },
  issuer_away: {
    kind: 'unavailable',
    zh: '统一认证 {issuer} 暂时连不上，请稍后再试',
    en: 'The identity provider {issuer} cannot be reached just now; try again shortly',
  },
  issuer_refused: {
    kind: 'invalid',
    zh: '统一认证没有完成登录（{reason}），请重新登录',
    en: 'The identity provider did not complete the sign-in ({reason}); please sign in again',
  },
  password_by_issuer: {
    kind: 'conflict',
    zh: '登录由统一认证 {issuer} 负责，密码请在那里修改',
    en: 'Signing in is done by {issuer}: change the password there',
  },
  demo_only: {
    kind: 'forbidden',
    zh: '账号 {login} 不是演示账号：令牌只发给演示账号',
    en: '{login} is not a demo account: tokens are issued for those only',
  },
  no_such_account: { kind: 'not_found', zh: '没有账号 {login}', en: 'There is no account {login}' },
  client_taken: { kind: 'conflict', zh: '应用标识 {id} 已被使用', en: 'The client id {id} is taken' },
})
