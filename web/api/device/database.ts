/**
 * What a browser keeps for the people who use it. Versions of this database only ever add: pages older or newer than the
 * ones that wrote it must find everything, the unsent above all.
 */

const name = 'yiwang'
const version = 1

let opened: Promise<IDBDatabase> | undefined

/** The answer of one request. */
export const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(name, version)
  request.onupgradeneeded = () => {
    const database = request.result
    database.createObjectStore('item', { keyPath: 'id' }).createIndex('account', 'account')
    database.createObjectStore('photo', { keyPath: 'id' })
    database.createObjectStore('answer', { keyPath: ['account', 'url'] })
  }
  return answerOf(request).then((database) => {
    // Newer pages in another tab want to add to it: this tab lets go and opens again when it needs to.
    const letGo = () => {
      opened = undefined
    }
    database.onversionchange = () => {
      database.close()
      letGo()
    }
    database.onclose = letGo
    return database
  })
}

/** The parts of the database: things to be sent, their photos, and answers kept for when nobody answers. */
export type Part = 'item' | 'photo' | 'answer'

/** Runs `work` in one transaction; resolves when what it wrote is on the device. */
export async function onDevice<T>(
  parts: readonly Part[],
  mode: IDBTransactionMode,
  work: (part: (name: Part) => IDBObjectStore) => Promise<T>,
): Promise<T> {
  opened ??= open()
  const database = await opened.catch((cause: unknown) => {
    opened = undefined
    throw cause
  })
  const transaction = database.transaction(parts, mode, { durability: 'strict' })
  const finished = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
  })
  // Rejected also where `work` fails first; whoever called hears of it from there.
  finished.catch(() => undefined)
  const result = await work((part) => transaction.objectStore(part))
  await finished
  return result
}

/** The device is full, or lets this site keep no more. */
export const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError'
