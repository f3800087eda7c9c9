import { headlessScreen } from './chromium.ts'
import { strict } from './strict.ts'

type Members = 'getAllDisplays' | 'getPrimaryDisplay'
type Display = Pick<Electron.Display, 'bounds' | 'id' | 'scaleFactor' | 'workArea' | 'workAreaSize'>

/** One screen of the size that a headless Chromium is given. With a visible window it is an assumption. */
const display: Display = {
  id: 1,
  scaleFactor: 1,
  bounds: { x: 0, y: 0, ...headlessScreen },
  workArea: { x: 0, y: 0, ...headlessScreen },
  workAreaSize: headlessScreen,
}
export const screen = strict('screen', {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
} satisfies Record<Members, unknown>)
