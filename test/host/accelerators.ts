// A menu's keys. There are no native menus here: each page's preload world listens for the keys and tells main.
import { contentsById } from './registry.ts'

const actions = new Map<string, () => void>()
const spellings: Record<string, string> = {
  cmdorctrl: 'ctrl',
  commandorcontrol: 'ctrl',
  cmd: 'ctrl',
  command: 'ctrl',
  control: 'ctrl',
  option: 'alt',
  plus: '+',
  delete: 'delete',
  esc: 'escape',
  return: 'enter',
  space: ' ',
}

/** 'CmdOrCtrl+Shift+Z' → 'ctrl+shift+z', the order in which keys.ts writes what was pressed. */
function normalize(accelerator: string): string {
  const parts = accelerator
    .toLowerCase()
    .split('+')
    .map((part) => spellings[part] ?? part)
  const key = parts.pop() ?? ''
  return [...['ctrl', 'alt', 'shift'].filter((modifier) => parts.includes(modifier)), key].join('+')
}

export const acceleratorKeys = (): string[] => [...actions.keys()]

export function pressAccelerator(accelerator: string): void {
  actions.get(accelerator)?.()
}

/** Replaces all accelerators, in the pages that are open too. */
export function setAccelerators(entries: Array<{ accelerator: string; run: () => void }>): void {
  actions.clear()
  for (const { accelerator, run } of entries) actions.set(normalize(accelerator), run)
  for (const contents of contentsById.values()) contents.post({ kind: 'accelerators', accelerators: acceleratorKeys() })
}
