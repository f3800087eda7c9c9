import { readFileSync, writeFileSync } from 'node:fs'

export interface Bounds {
  x: number
  y: number
  width: number
  height: number
}
export interface WindowPlace {
  bounds: Bounds | null
  isMaximized: boolean
}

export const defaultSize = { width: 1280, height: 800 }
export const minimalSize = { width: 1024, height: 700 }
/** This much of the title bar must lie on a screen, or nobody could take hold of the window. */
const grip = { width: 120, height: 40 }

const nowhere: WindowPlace = { bounds: null, isMaximized: false }

/** Where the window was left. A missing or broken file, or a screen that is gone, means the default place. */
export function readPlace(file: string, workAreas: readonly Bounds[]): WindowPlace {
  try {
    return checkPlace(JSON.parse(readFileSync(file, 'utf8')), workAreas)
  } catch {
    return nowhere
  }
}

/** Losing the place is no reason to disturb anybody, so a folder that cannot be written to is passed over. */
export function writePlace(file: string, place: WindowPlace): void {
  try {
    writeFileSync(file, JSON.stringify(place))
  } catch (error) {
    console.error('window place not saved', error)
  }
}

function checkPlace(value: unknown, workAreas: readonly Bounds[]): WindowPlace {
  if (typeof value !== 'object' || value === null) return nowhere
  const { bounds, isMaximized } = value as Partial<Record<keyof WindowPlace, unknown>>
  return { bounds: isBounds(bounds) && workAreas.some((area) => canBeGripped(bounds, area)) ? bounds : null, isMaximized: isMaximized === true }
}

function isBounds(value: unknown): value is Bounds {
  if (typeof value !== 'object' || value === null) return false
  const { x, y, width, height } = value as Partial<Record<keyof Bounds, unknown>>
  return [x, y, width, height].every(Number.isInteger) && Number(width) >= minimalSize.width && Number(height) >= minimalSize.height
}

function canBeGripped(bounds: Bounds, area: Bounds): boolean {
  const visibleWidth = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x)
  const isTopVisible = bounds.y >= area.y && bounds.y + grip.height <= area.y + area.height
  return visibleWidth >= grip.width && isTopVisible
}
