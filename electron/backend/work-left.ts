import type { Background, Log } from '../services/service-base.ts'

/** Work that nobody asked for and nobody waits for: what a large change left to be done afterwards. */
export interface WorkLeft {
  /** Starts what is to be done now, if it is not running. */
  look(): void
  /** Ends in the middle of it on a thread of its own, where the next start goes on; runs to the end on this one. */
  stop(): Promise<void>
}

/** @param task names what is to be done now; null when nothing is */
export function workLeft(background: Background, log: Log, task: () => string | null, canStop: boolean): WorkLeft {
  let running: Promise<void> | null = null
  let isStopping = false
  let hasFailed = false

  async function run(name: string): Promise<void> {
    try {
      await background.run(name, {}, { report() {}, isCancelled: () => isStopping && canStop })
    } catch (error) {
      if (isStopping) return
      hasFailed = true // the next start tries again
      log.error(name, error)
    }
  }
  function look(): void {
    if (running || isStopping || hasFailed) return
    const name = task()
    if (name === null) return
    running = run(name).finally(() => {
      running = null
      look()
    })
  }
  return {
    look,
    async stop() {
      isStopping = true
      await running
    },
  }
}
