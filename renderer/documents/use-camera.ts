import { onScopeDispose, shallowRef } from 'vue'
import { CallFailed, shell } from '../api.ts'

/** The camera of this computer, on only while its picture is shown. */
export function useCamera() {
  const stream = shallowRef<MediaStream | null>(null)
  let isOver = false

  function stop(): void {
    for (const track of stream.value?.getTracks() ?? []) track.stop()
    stream.value = null
  }
  async function start(): Promise<void> {
    stop()
    await shell.openCamera()
    try {
      const opened = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1280 }, height: { ideal: 960 } } })
      stream.value = opened
      if (isOver) stop()
    } catch (error) {
      const isMissing = error instanceof Error && ['NotFoundError', 'OverconstrainedError'].includes(error.name)
      throw new CallFailed({ code: 'conflict', reason: isMissing ? 'camera-missing' : 'camera-refused', detail: {} })
    }
  }
  onScopeDispose(() => {
    isOver = true
    stop()
  })
  return { stream, start, stop }
}
