import { useSyncExternalStore } from 'react'

const key = 'yiwang.desk.sound'
const listeners = new Set<() => void>()

/** Storage may be refused (private windows): then the choice lasts as long as the page. */
function recall(): boolean {
  try {
    return localStorage.getItem(key) !== 'off'
  } catch {
    return true
  }
}

let on = recall()
let audio: AudioContext | undefined

/** Switches the sound on or off in this browser. */
export function chooseSound(next: boolean): void {
  on = next
  try {
    localStorage.setItem(key, next ? 'on' : 'off')
  } catch {
    // Nothing to do: the choice holds all the same.
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether red cases ring. */
export const useSoundOn = (): boolean => useSyncExternalStore(subscribe, () => on)

/** Browsers let a page sound only after somebody has touched it: the first touch makes the sound ready. */
export function readySound(): () => void {
  const touched = new AbortController()
  const ready = (): void => {
    audio ??= new AudioContext()
    void audio.resume()
    touched.abort()
  }
  addEventListener('pointerdown', ready, { signal: touched.signal })
  addEventListener('keydown', ready, { signal: touched.signal })
  return () => touched.abort()
}

const tones = [
  [0, 880],
  [0.22, 660],
  [0.44, 880],
  [0.66, 660],
] as const
const toneSeconds = 0.18
const loudness = 0.14

/** Two tones, twice; silent while switched off or before anybody touched the page. */
export function ring(): void {
  if (!on || audio?.state !== 'running') return
  for (const [after, hertz] of tones) {
    const from = audio.currentTime + after
    const oscillator = new OscillatorNode(audio, { frequency: hertz })
    const gain = new GainNode(audio, { gain: 0 })
    gain.gain.linearRampToValueAtTime(loudness, from + 0.02)
    gain.gain.setValueAtTime(loudness, from + toneSeconds - 0.04)
    gain.gain.linearRampToValueAtTime(0, from + toneSeconds)
    oscillator.connect(gain).connect(audio.destination)
    oscillator.start(from)
    oscillator.stop(from + toneSeconds)
  }
}
