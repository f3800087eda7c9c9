import { readonly, shallowRef } from 'vue'
import type { Settings } from '#contract'
import { call, shell, write } from '../api.ts'
import { keySettings } from '../ui/keys.ts'
import { showToast } from '../ui/toast-queue.ts'
import { setLanguage } from '../words.ts'

const current = shallowRef<Settings | null>(null)

/** What is set now; null until it has been read. */
export const currentSettings = readonly(current)

/** Reads the settings and puts language, colours and size on. */
export async function readSettings(): Promise<void> {
  await apply(await call('settings.get', {}))
}

/** Stores a change and puts it on at once; `toast` is asked afterwards, so that it speaks a newly chosen language. */
export async function changeSettings(patch: Partial<Settings>, toast?: () => string): Promise<void> {
  const { value, operationId } = await write('settings.update', patch)
  await apply(value)
  if (toast) showToast({ text: toast(), ...(operationId !== undefined && { operationId }) })
}

async function apply(settings: Settings): Promise<void> {
  const before = current.value
  current.value = settings
  keySettings.singleKeys = settings.singleKeys
  if (before?.theme !== settings.theme) {
    applyTheme(settings.theme)
    void shell.setTheme(settings.theme)
  }
  if (before?.fontScale !== settings.fontScale) document.documentElement.style.setProperty('zoom', String(settings.fontScale / 100))
  if (before?.language !== settings.language) {
    await setLanguage(settings.language)
    localStorage.setItem(LAST_LANGUAGE, settings.language)
    void shell.setLanguage(settings.language)
  }
}

const LAST_LANGUAGE = 'language'

/** Until the settings are known, and where they cannot be read: the language spoken last, else German, and the colours of the computer. */
export async function useSystemLook(): Promise<void> {
  applyTheme('system')
  await setLanguage(localStorage.getItem(LAST_LANGUAGE) === 'en' ? 'en' : 'de')
}

const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)')
systemIsDark.addEventListener('change', () => current.value?.theme === 'system' && applyTheme('system'))
function applyTheme(theme: Settings['theme']): void {
  document.documentElement.classList.toggle('dark', theme === 'dark' || (theme === 'system' && systemIsDark.matches))
}
