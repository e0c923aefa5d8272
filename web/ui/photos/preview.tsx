import { useEffect, useState } from 'react'

/** A picture that this browser has, for as long as it is shown. */
export function Preview({ photo, name }: { photo: Blob; name: string }) {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(photo)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [photo])
  return url === undefined ? null : <img src={url} alt={name} />
}
