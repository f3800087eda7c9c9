import { onScopeDispose } from 'vue'

/** What a key does here; false passes it on to the screen below. */
export type KeyAction = (event: KeyboardEvent) => unknown
export type KeyBindings = Readonly<Record<string, KeyAction>>

/** Whether single letters act; the owner can switch them off. */
export const keySettings = { singleKeys: true }
/** A letter acts this much later, so that a scanner's burst of characters is not taken for commands. */
const LETTER_WAIT_MS = 40
const stack: KeyBindings[] = []
let letterTimer: ReturnType<typeof setTimeout> | undefined

/** True while keys go into a text field. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit', 'range', 'color', 'file'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
}

/** 'N', '/', 'F2', 'Escape', 'Ctrl+K', 'Ctrl+Shift+Z': how bindings name a key. */
export function keyName({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): string {
  if (altKey && !ctrlKey) return ''
  const isLetter = key.length === 1 && key.toLowerCase() !== key.toUpperCase()
  const name = isLetter ? key.toUpperCase() : key
  const command = ctrlKey || metaKey
  // On a German keyboard `/` is typed with Shift; for marks, only what arrives counts.
  return `${command ? 'Ctrl+' : ''}${shiftKey && (command || key.length > 1 || isLetter) ? 'Shift+' : ''}${name}`
}

function actionFor(event: KeyboardEvent): (() => boolean) | undefined {
  const name = keyName(event)
  const candidates = stack.filter((bindings) => Object.hasOwn(bindings, name))
  if (name === '' || candidates.length === 0) return undefined
  return () => candidates.toReversed().some((bindings) => bindings[name]?.(event) !== false)
}

function listen(event: KeyboardEvent): void {
  clearTimeout(letterTimer)
  if (event.defaultPrevented || event.isComposing) return
  // An open dialog, sheet or menu has the keyboard to itself.
  if (document.querySelector('dialog[open], [popover]:popover-open:not(.tooltip, .toast)')) return
  const isSingle = event.key.length === 1 && !event.ctrlKey && !event.metaKey
  if (isSingle && (isTyping(event.target) || !keySettings.singleKeys)) return
  if (event.key === 'Escape' && isTyping(event.target)) return (event.target as HTMLElement).blur()
  const act = actionFor(event)
  if (!act) return
  if (isSingle) {
    event.preventDefault()
    letterTimer = setTimeout(act, LETTER_WAIT_MS)
  } else if (act()) event.preventDefault()
}

/** Listens to keys for as long as the component is there; the newest screen is asked first. Single letters rest while somebody types. */
export function useKeys(bindings: KeyBindings): void {
  if (stack.length === 0) document.addEventListener('keydown', listen)
  stack.push(bindings)
  onScopeDispose(() => {
    stack.splice(stack.indexOf(bindings), 1)
    if (stack.length === 0) document.removeEventListener('keydown', listen)
  })
}
