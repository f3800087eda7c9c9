import { onScopeDispose } from 'vue'
import { scannerBuffer } from './scanner-buffer.ts'
import type { ScanRules } from './scanner-buffer.ts'

type TextField = HTMLInputElement | HTMLTextAreaElement
interface Before {
  field: TextField
  value: string
  from: number | null
  to: number | null
}
const isTextField = (target: EventTarget | null): target is TextField => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement

/**
 * Listens for a wedge scanner on every screen and inside every field. What a scan typed into a field is taken out of it again, and its Enter or Tab
 * does nothing else. Calls `onScan` with the code, once per second at most for the same one.
 */
export function useScannerKeys(rules: () => ScanRules, onScan: (code: string) => void): void {
  const buffer = scannerBuffer(rules)
  let before: Before | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  function finish(): boolean {
    clearTimeout(timer)
    const code = buffer.end()
    const typed = before
    before = null
    if (code === null) return false
    if (typed) withdraw(typed)
    if (!buffer.isRepeat(code, performance.now())) onScan(code)
    return true
  }
  function key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (event.key === 'Enter' || event.key === 'Tab') {
      if (!finish()) return
      event.preventDefault()
      event.stopImmediatePropagation()
      return
    }
    if (event.key.length !== 1) return
    if (buffer.add(event.key, event.timeStamp)) before = isTextField(event.target) ? snapshot(event.target) : null
    clearTimeout(timer)
    timer = setTimeout(finish, rules().silenceMs)
  }
  window.addEventListener('keydown', key, { capture: true })
  onScopeDispose(() => {
    clearTimeout(timer)
    window.removeEventListener('keydown', key, { capture: true })
  })
}

const snapshot = (field: TextField): Before => ({ field, value: field.value, from: field.selectionStart, to: field.selectionEnd })

/** Puts a field back as it was, in a way that whoever listens to it notices. */
function withdraw({ field, value, from, to }: Before): void {
  if (!field.isConnected || field.value === value) return
  field.value = value
  if (from !== null && to !== null) field.setSelectionRange(from, to)
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'deleteContentBackward' }))
}
