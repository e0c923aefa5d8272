import { useMe } from '../../../api/me.ts'
import { SoundSwitch } from '../../../ui/alert/sound-switch.tsx'
import css from './alert.module.css'

/** Rings or not, for those who are called to red cases. */
export function CalledSoundSwitch() {
  const { roles } = useMe()
  return roles.includes('dispatcher') ? <SoundSwitch className={css.switch} /> : null
}
