import {
  parseClaim,
  parseDatabaseUrl,
  parseHours,
  parseIssuer,
  parseMegabytes,
  parseOneOf,
  parseOrigin,
  parsePassword,
  parsePath,
  parsePaths,
  parsePort,
  parseSwitch,
  parseText,
  parseTimeZone,
} from './parse.ts'

interface Pair {
  zh: string
  en: string
}

/** One setting of the environment; unset, it is off or decided at start. */
export interface Setting<T> {
  name: string
  parse: (text: string) => T
  wants: Pair
  about: Pair
  /** Never printed. */
  secret?: true
}

/** A setting that has a value even when unset. */
export interface SettingWithInitial<T> extends Setting<T> {
  initial: string
}

const optional = <T>(one: Setting<T>): Setting<T> => one
const always = <T>(one: SettingWithInitial<T>): SettingWithInitial<T> => one

const port: Pair = { zh: ' 0 到 65535 之间的端口号', en: 'a port number from 0 to 65535' }
const file: Pair = { zh: '文件路径', en: 'a path of a file' }

/** Every setting Yiwang reads; docs/guide/settings.md shows this table and a test holds the two together. */
export const settings = {
  port: always({
    name: 'YIWANG_PORT',
    initial: '8080',
    parse: parsePort,
    wants: port,
    about: { zh: '网页与接口的端口', en: 'Port of the pages and the API' },
  }),
  host: always({
    name: 'YIWANG_HOST',
    initial: '0.0.0.0',
    parse: parseText,
    wants: { zh: '本机的一个地址', en: 'an address of this machine' },
    about: {
      zh: '监听的地址；只给本机用则设为 127.0.0.1',
      en: 'Address to listen on; 127.0.0.1 keeps it to this machine',
    },
  }),
  mqttPort: always({
    name: 'YIWANG_MQTT_PORT',
    initial: '1883',
    parse: parsePort,
    wants: port,
    about: { zh: '设备经 MQTT 接入的端口', en: 'Port where devices connect over MQTT' },
  }),
  hj212Port: optional({
    name: 'YIWANG_HJ212_PORT',
    parse: parsePort,
    wants: port,
    about: {
      zh: '污染物监测仪经 HJ 212 接入的端口；不设则不开',
      en: 'Port where pollutant monitors connect over HJ 212; closed without',
    },
  }),
  dataFolder: always({
    name: 'YIWANG_DATA',
    initial: './data',
    parse: parsePath,
    wants: { zh: '目录路径', en: 'a path of a folder' },
    about: { zh: '数据目录：数据库、照片、密钥', en: 'Data folder: database, photos, keys' },
  }),
  diskReserve: always({
    name: 'YIWANG_DISK_RESERVE',
    initial: '1024',
    parse: parseMegabytes,
    wants: { zh: '兆字节数', en: 'a number of megabytes' },
    about: {
      zh: '数据目录所在磁盘留给案件的空间（MB）；不足时暂不收读数和照片，见 tight.md',
      en: 'Kept free for case work on the disk of the data folder (MB); below it readings and photos are refused, see tight.md',
    },
  }),
  hotHours: always({
    name: 'YIWANG_HOT_HOURS',
    initial: '24',
    parse: parseHours(2, 168),
    wants: { zh: ' 2 到 168 之间的小时数', en: 'a number of hours from 2 to 168' },
    about: {
      zh: '读数在数据库里停留的小时数，之后封存为列式文件；见 kept.md',
      en: 'Hours that readings stay in the database before they are sealed into column files; see kept.md',
    },
  }),
  databaseUrl: optional({
    name: 'DATABASE_URL',
    parse: parseDatabaseUrl,
    wants: { zh: ' postgres://用户:口令@主机/库名', en: 'postgres://user:password@host/database' },
    about: {
      zh: '自己的 PostgreSQL 18（其用户须能建角色）；不设则用内置的',
      en: 'A PostgreSQL 18 of your own (its user may make roles); the embedded one without',
    },
    secret: true,
  }),
  publicUrl: optional({
    name: 'YIWANG_PUBLIC_URL',
    parse: parseOrigin,
    wants: { zh: ' https://主机 这样的地址，不带路径', en: 'an address such as https://host, without a path' },
    about: {
      zh: '人们打开它的地址，也是登录签发者；不设则取 http://localhost:端口',
      en: 'The address people open, also the issuer of sign-in; http://localhost:port without',
    },
  }),
  tls: optional({
    name: 'YIWANG_TLS',
    parse: parseOneOf('local'),
    wants: { zh: ' local', en: 'local' },
    about: {
      zh: '设为 local 则为本机网络生成 HTTPS 证书；手机怎么装见 phones.md',
      en: 'local makes an HTTPS certificate for the network here; phones.md says how a phone trusts it',
    },
  }),
  tlsCert: optional({
    name: 'YIWANG_TLS_CERT',
    parse: parsePath,
    wants: file,
    about: {
      zh: 'HTTPS 证书（PEM），与 YIWANG_TLS_KEY 同设',
      en: 'Certificate for HTTPS (PEM), together with YIWANG_TLS_KEY',
    },
  }),
  tlsKey: optional({
    name: 'YIWANG_TLS_KEY',
    parse: parsePath,
    wants: file,
    about: { zh: 'HTTPS 私钥（PEM）', en: 'Private key for HTTPS (PEM)' },
  }),
  timeZone: always({
    name: 'YIWANG_TIME_ZONE',
    initial: 'Asia/Shanghai',
    parse: parseTimeZone,
    wants: { zh: ' IANA 时区名，如 Asia/Shanghai', en: 'an IANA zone such as Asia/Shanghai' },
    about: { zh: '这个地方的时区，时限按它计算', en: 'Time zone of the place; limits are counted in it' },
  }),
  packFolders: optional({
    name: 'YIWANG_PACKS',
    parse: parsePaths,
    wants: { zh: '逗号分隔的目录', en: 'folders separated by commas' },
    about: { zh: '另外的场景包目录', en: 'More folders with scenario packs' },
  }),
  demo: optional({
    name: 'YIWANG_DEMO',
    parse: parseSwitch,
    wants: { zh: ' true 或 false', en: 'true or false' },
    about: {
      zh: '演示模式：建库时定下；新建的内置库默认为 true，其他一律拒绝',
      en: 'Demo mode: fixed when the store is made; true for a new embedded one, refused on any other',
    },
  }),
  demoPassword: optional({
    name: 'YIWANG_DEMO_PASSWORD',
    parse: parsePassword,
    wants: { zh: '至少 8 个字符', en: 'at least 8 characters' },
    about: {
      zh: '演示账号的口令；不设则随机生成并在启动时显示',
      en: 'Password of the demo accounts; a random one, shown at start, without',
    },
    secret: true,
  }),
  life: always({
    name: 'YIWANG_LIFE',
    initial: 'on',
    parse: parseOneOf('on', 'off'),
    wants: { zh: ' on 或 off', en: 'on or off' },
    about: {
      zh: '演示里由程序扮演的人与设备；只在演示模式下有',
      en: 'Made-up people and things that act by themselves; in demo mode only',
    },
  }),
  oidcIssuer: optional({
    name: 'YIWANG_OIDC_ISSUER',
    parse: parseIssuer,
    wants: { zh: '签发者的网址', en: 'the address of an issuer' },
    about: {
      zh: '外部 OpenID Connect 签发者；不设则用自带的',
      en: 'An external OpenID Connect issuer; the one in the box without',
    },
  }),
  oidcClientId: optional({
    name: 'YIWANG_OIDC_CLIENT_ID',
    parse: parseText,
    wants: { zh: '客户端编号', en: 'a client id' },
    about: { zh: '在外部签发者处登记的客户端', en: 'The client registered with that issuer' },
  }),
  oidcClientSecret: optional({
    name: 'YIWANG_OIDC_CLIENT_SECRET',
    parse: parseText,
    wants: { zh: '客户端密钥', en: 'a client secret' },
    about: { zh: '该客户端的密钥', en: 'The secret of that client' },
    secret: true,
  }),
  oidcAccountClaim: always({
    name: 'YIWANG_OIDC_ACCOUNT_CLAIM',
    initial: 'preferred_username',
    parse: parseClaim,
    wants: {
      zh: '声明的名字，如 preferred_username、email、sub',
      en: 'the name of a claim: preferred_username, email, sub …',
    },
    about: {
      zh: '该签发者的哪项声明是这里的登录名（email 则按邮箱找账号）',
      en: 'Which claim of that issuer is the login name here (email finds the account by its e-mail)',
    },
  }),
  logLevel: always({
    name: 'YIWANG_LOG',
    initial: 'warn',
    parse: parseOneOf('silent', 'error', 'warn', 'info', 'debug'),
    wants: { zh: ' silent、error、warn、info、debug 之一', en: 'one of silent, error, warn, info, debug' },
    about: { zh: '日志详细程度', en: 'How much is logged' },
  }),
  browser: optional({
    name: 'YIWANG_BROWSER',
    parse: parsePath,
    wants: file,
    about: { zh: '测试用的 Chromium；只有 npm test 读它', en: 'The Chromium for the tests; only npm test reads it' },
  }),
}
