/** The thread for long work as the app runs it: built, so that its start costs what it costs an owner. */
export const builtWorker = new URL('../../out/main/worker.js', import.meta.url)
