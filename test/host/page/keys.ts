const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea'))
// Blink undoes typing itself and then tells no menu about the key.
const ownKeysOfTextFields = new Set(['ctrl+z', 'ctrl+shift+z'])

/** Sends a menu's accelerator to main when its keys are pressed in the page. Returns a way to replace the list. */
export function listenForAccelerators(initial: string[], pressed: (accelerator: string) => void): (accelerators: string[]) => void {
  let accelerators = new Set(initial)
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented) return
    const modifiers = [(event.ctrlKey || event.metaKey) && 'ctrl', event.altKey && 'alt', event.shiftKey && 'shift'].filter(Boolean)
    const accelerator = [...modifiers, event.key.toLowerCase()].join('+')
    if (!accelerators.has(accelerator)) return
    if (ownKeysOfTextFields.has(accelerator) && isTextField(event.target)) return
    event.preventDefault()
    pressed(accelerator)
  })
  return (replacement) => {
    accelerators = new Set(replacement)
  }
}
