/** What the window's Chromium has and the document of these tests lacks. */
import { beforeEach } from 'vitest'
import type { StammkundeApi } from '../../electron/preload/api.ts'

const open = new WeakSet<Element>()
const tellToggle = (element: Element, newState: 'open' | 'closed') => element.dispatchEvent(Object.assign(new Event('toggle'), { newState }))
HTMLElement.prototype.showPopover = function () {
  open.add(this)
  tellToggle(this, 'open')
}
HTMLElement.prototype.hidePopover = function () {
  open.delete(this)
  tellToggle(this, 'closed')
}
const { matches } = HTMLElement.prototype
Object.assign(HTMLElement.prototype, {
  matches(this: HTMLElement, selector: string) {
    return selector === ':popover-open' ? open.has(this) : matches.call(this, selector)
  },
})
HTMLElement.prototype.scrollIntoView = () => {}
// A layout of its own: enough for a list to show rows.
for (const name of ['offsetHeight', 'clientHeight'] as const)
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => 700 })
for (const name of ['offsetWidth', 'clientWidth'] as const)
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => 1100 })

/** Until a test opens a house, nothing answers. */
const nobody: StammkundeApi = {
  call: () => Promise.resolve({ ok: false, failure: { code: 'unexpected', reason: 'unexpected', detail: {} } }),
  shell: () => Promise.resolve({ ok: false, failure: { code: 'unexpected', reason: 'unexpected', detail: {} } }),
  on: () => () => {},
}
Object.assign(window, { stammkunde: nobody })
beforeEach(() => {
  document.body.innerHTML = ''
})
