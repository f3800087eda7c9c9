import type { Directive } from 'vue'

type Tip = string | { text: string; keys?: string; side?: 'right' | 'bottom'; whenNarrow?: boolean }
const DELAY_MS = 350
const tips = new WeakMap<HTMLElement, Tip>()
let shown: { box: HTMLElement; owner: HTMLElement } | null = null
let timer: ReturnType<typeof setTimeout> | undefined

function hide(): void {
  clearTimeout(timer)
  shown?.box.remove()
  shown = null
}

function show(owner: HTMLElement): void {
  hide()
  const tip = tips.get(owner)
  if (tip === undefined || !owner.isConnected) return
  const { text, keys = '', side = 'bottom', whenNarrow = false } = typeof tip === 'string' ? { text: tip } : tip
  // In a wide window the words stand beside the icon.
  if (text === '' || (whenNarrow && window.innerWidth >= 1200)) return
  const box = document.createElement('div')
  box.className = 'tooltip'
  box.setAttribute('aria-hidden', 'true')
  box.textContent = text
  for (const key of keys.split('+').filter(Boolean)) box.append(Object.assign(document.createElement('kbd'), { textContent: key }))
  // Inside an open dialog the tip has to live there: what is outside lies under the dialog.
  const home = owner.closest('dialog') ?? document.body
  home.append(box)
  if ('showPopover' in box) {
    box.setAttribute('popover', 'manual')
    box.showPopover()
  }
  place(box, owner.getBoundingClientRect(), side)
  shown = { box, owner }
}

function place(box: HTMLElement, at: DOMRect, side: 'right' | 'bottom'): void {
  const { width, height } = box.getBoundingClientRect()
  const below = at.bottom + 6 + height < window.innerHeight
  const left = side === 'right' ? at.right + 8 : Math.min(Math.max(4, at.left + at.width / 2 - width / 2), window.innerWidth - width - 4)
  const top = side === 'right' ? at.top + at.height / 2 - height / 2 : below ? at.bottom + 6 : at.top - 6 - height
  box.style.left = `${left}px`
  box.style.top = `${top}px`
}

function enter(event: Event): void {
  const owner = event.currentTarget as HTMLElement
  clearTimeout(timer)
  timer = setTimeout(() => show(owner), DELAY_MS)
}
function focus(event: Event): void {
  const owner = event.currentTarget as HTMLElement
  clearTimeout(timer)
  // Not at once: a menu that closes gives the focus back while it is still closing, and no popover may open then.
  timer = setTimeout(() => owner.matches(':focus-visible') && show(owner))
}
function leave(event: Event): void {
  clearTimeout(timer)
  if (shown?.owner === event.currentTarget) hide()
}

/** `v-tooltip="'Name'"`: the name of a control that shows only an icon. The control carries its own aria-label. */
export const tooltip: Directive<HTMLElement, Tip> = {
  mounted(el, { value }) {
    tips.set(el, value)
    el.addEventListener('pointerenter', enter)
    el.addEventListener('focus', focus)
    for (const name of ['pointerleave', 'pointerdown', 'blur']) el.addEventListener(name, leave)
  },
  updated(el, { value }) {
    tips.set(el, value)
  },
  beforeUnmount(el) {
    if (shown?.owner === el) hide()
  },
}
