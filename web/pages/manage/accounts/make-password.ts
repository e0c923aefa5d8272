// Without characters that are mistaken for one another when read out: 0 and O, 1, l and I.
const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789'
const length = 14

/** A password to be told once: 14 of 54 characters, some 80 bits. */
export function makePassword(): string {
  const most = 256 - (256 % letters.length)
  const chosen: string[] = []
  while (chosen.length < length) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1))
    // Bytes beyond a whole number of alphabets would favour its beginning.
    if (byte < most) chosen.push(letters[byte % letters.length] ?? '')
  }
  return chosen.join('')
}
