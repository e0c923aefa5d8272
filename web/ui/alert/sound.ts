import { useSyncExternalStore } from 'react'

const key = 'yiwang.sound'
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

/** Whether what is red rings. */
export const useSoundOn = (): boolean => useSyncExternalStore(subscribe, () => on)

const isReady = (): boolean => audio?.state === 'running'

/** Whether the browser lets this page sound: before somebody has touched it, most do not. */
export const useSoundReady = (): boolean => useSyncExternalStore(subscribe, isReady)

/** Asks the browser to let the page sound: at once, for a screen that is set up to, and again at the first touch. */
export function readySound(): () => void {
  const touched = new AbortController()
  const ready = async (): Promise<void> => {
    audio ??= new AudioContext()
    audio.onstatechange = () => {
      if (isReady()) touched.abort()
      for (const listener of listeners) listener()
    }
    await audio.resume().catch(() => undefined)
  }
  addEventListener('pointerdown', () => void ready(), { signal: touched.signal })
  addEventListener('keydown', () => void ready(), { signal: touched.signal })
  void ready()
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
