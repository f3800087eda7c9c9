// Runs in the sandbox before the page. Three functions are handed over and nothing else; ipcRenderer itself never is.
import { contextBridge, ipcRenderer } from 'electron'
import type { StammkundeApi, WindowEvent } from './api.ts'

const listeners = new Map<string, Set<(event: never) => void>>()
ipcRenderer.on('event', (_event, pushed: WindowEvent) => {
  for (const listener of listeners.get(pushed.topic) ?? []) listener(pushed as never)
})

const api: StammkundeApi = {
  call: (name, input) => ipcRenderer.invoke('call', name, input),
  shell: (name, input) => ipcRenderer.invoke('shell', name, input),
  on(topic, listener) {
    const own = (event: never): void => listener(event) // so that the same listener can subscribe twice
    const ofTopic = listeners.get(topic) ?? new Set()
    listeners.set(topic, ofTopic.add(own))
    return () => {
      ofTopic.delete(own)
    }
  },
}
contextBridge.exposeInMainWorld('stammkunde', api)
