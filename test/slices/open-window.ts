import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { onTestFinished, vi } from 'vitest'
import type { BackendEvent } from '#contract'
import type { ShellInputs, ShellName, ShellValues, WindowEvent } from '../../electron/preload/api.ts'
import App from '../../renderer/App.vue'
import { router } from '../../renderer/router.ts'
import { readSettings } from '../../renderer/shell/current-settings.ts'
import { hideToast } from '../../renderer/ui/toast-queue.ts'
import { standOn } from '../../renderer/ui/today.ts'
import { i18n } from '../../renderer/words.ts'
import { openHouse } from '../support/house.ts'
import type { House } from '../support/house.ts'

type ShellAnswers = { [N in ShellName]?: ShellValues[N] | ((input: ShellInputs[N]) => ShellValues[N]) }
export interface OpenWindow {
  house: House
  /** What the page shows, as text. */
  text(): string
  /** Waits until calls are answered and the page is drawn. */
  settle(): Promise<void>
  go(path: string): Promise<void>
  path(): string
  /** The first element for a selector whose text contains `text`. */
  find<E extends HTMLElement = HTMLElement>(selector: string, text?: string): E
  has(selector: string, text?: string): boolean
  click(selector: string, text?: string): Promise<void>
  /** Types into the field with this label and leaves it. */
  fill(label: string, value: string): Promise<void>
  /** Presses keys where the focus is: 'Ctrl+Z', 'Enter', 'a'. */
  press(keys: string): Promise<void>
  /** A burst of a scanner, ended by Enter. */
  scan(code: string): Promise<void>
  /** What the application menu sends. */
  menu(command: Extract<WindowEvent, { topic: 'command' }>['command']): Promise<void>
  /** What the desktop was asked for. */
  asked: { name: ShellName; input: unknown }[]
}
interface Options {
  today?: string
  dataDir?: string
  shell?: ShellAnswers
  /** Fills the house before the window opens. */
  before?: (house: House) => unknown
  path?: string
}

/** What a desktop without anything special answers. */
const usual: ShellAnswers = { printers: { names: [] } }

/** The whole window on the real backend: only the desktop (dialogs, print) is played. Closed when the test ends. */
export async function openWindow({ today = '2026-03-12', dataDir = '', shell = {}, before, path = '/customers' }: Options = {}): Promise<OpenWindow> {
  const listeners = new Map<string, Set<(event: never) => void>>()
  const tell = (event: WindowEvent | BackendEvent) => listeners.get(event.topic)?.forEach((listener) => listener(event as never))
  const house = openHouse({ today, dataDir, tell })
  const asked: OpenWindow['asked'] = []
  Object.assign(window, {
    stammkunde: {
      call: (name: string, input: unknown) => house.dispatch(name, structuredClone(input)),
      async shell(name: ShellName, input: unknown) {
        asked.push({ name, input })
        const answer = { ...usual, ...shell }[name] as unknown
        return { ok: true, value: typeof answer === 'function' ? (answer as (input: unknown) => unknown)(input) : (answer ?? null) }
      },
      on(topic: string, listener: (event: never) => void) {
        listeners.set(topic, (listeners.get(topic) ?? new Set()).add(listener))
        return () => listeners.get(topic)?.delete(listener)
      },
    },
  })
  standOn(today)
  await before?.(house)
  await readSettings()
  hideToast()
  await router.push(path)
  const wrapper = mount(App, { attachTo: document.body, global: { plugins: [createPinia(), i18n, router] } })
  onTestFinished(() => {
    wrapper.unmount()
    house.close()
  })

  const settle = async () => {
    // Lazy screens, calls and what they lead to: a few rounds of the event loop.
    for (let i = 0; i < 4; i++) {
      await vi.dynamicImportSettled()
      await flushPromises()
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const search = (selector: string, text = '') =>
    [...document.querySelectorAll<HTMLElement>(selector)].find((element) => element.textContent.includes(text))
  function find<E extends HTMLElement>(selector: string, text?: string): E {
    const element = search(selector, text)
    if (!element) throw new Error(`nothing on the page is ${selector}${text === undefined ? '' : ` with “${text}”`}:\n${document.body.textContent}`)
    return element as E
  }
  function key(name: string, modifiers: readonly string[] = []): void {
    const target = document.activeElement ?? document.body
    const [ctrlKey, shiftKey] = [modifiers.includes('Ctrl'), modifiers.includes('Shift')]
    const event = new KeyboardEvent('keydown', { key: name === 'Space' ? ' ' : name, ctrlKey, shiftKey, bubbles: true, cancelable: true })
    const isTaken = !target.dispatchEvent(event)
    if (isTaken || ctrlKey || name.length > 1) return
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
      target.value += name
      target.dispatchEvent(new Event('input', { bubbles: true }))
    }
  }
  await settle()
  return {
    house,
    asked,
    settle,
    find,
    text: () => document.body.textContent,
    has: (selector, text) => search(selector, text) !== undefined,
    path: () => router.currentRoute.value.fullPath,
    async go(to) {
      await router.push(to)
      await settle()
    },
    async click(selector, text) {
      const element = find(selector, text)
      element.focus()
      element.click()
      await settle()
    },
    async fill(label, value) {
      const field = document.getElementById(find<HTMLLabelElement>('label', label).htmlFor) as HTMLInputElement
      field.focus()
      field.value = value
      field.dispatchEvent(new Event('input', { bubbles: true }))
      field.dispatchEvent(new Event('change', { bubbles: true }))
      await settle()
    },
    async press(keys) {
      const parts = keys.split('+')
      key(parts.at(-1) ?? '', parts.slice(0, -1))
      await new Promise((resolve) => setTimeout(resolve, 50)) // a single letter waits for more
      await settle()
    },
    async scan(code) {
      for (const character of code) key(character)
      key('Enter')
      await settle()
    },
    async menu(command) {
      tell({ topic: 'command', command })
      await settle()
    },
  }
}
