/** How long the press of the button counts. */
const PRESS_MS = 15_000
let pressedAt = -Infinity

/** The owner has pressed the button that takes a photo; the window may now ask for the camera, once. */
export function openCamera(): void {
  pressedAt = performance.now()
}

/** Pictures only, only after the press; a second use needs a second press. */
export function takesCamera(mediaTypes: readonly string[] | undefined): boolean {
  const isWanted = performance.now() - pressedAt < PRESS_MS && mediaTypes?.length === 1 && mediaTypes[0] === 'video'
  if (isWanted) pressedAt = -Infinity
  return isWanted
}
