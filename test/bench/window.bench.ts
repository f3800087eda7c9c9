/// <reference lib="dom" />
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { createBackend } from '../../electron/backend/create-backend.ts'
import { findHost, hostEnv } from '../host/find-host.ts'
import { launchApp } from '../host/launch-app.ts'
import { median, milliseconds } from './measure.ts'
import type { Line } from './measure.ts'

const root = join(import.meta.dirname, '../..')

async function openApp(dataDir: string): Promise<{ page: Page; ms: number; close: () => Promise<void> }> {
  const start = performance.now()
  const app = await launchApp({ appPath: root, dataDir, args: ['--today', '2026-03-12'] })
  const page = await app.firstWindow()
  await page.waitForURL(/index\.html/)
  // The list counts as usable when its first row has arrived, or the sentence that there are none.
  await page.locator('.grid-line .grid-cell, .empty').first().waitFor()
  return { page, ms: performance.now() - start, close: () => app.close() }
}

/** Skips the welcome screen, so that the empty shop opens on the list like the full one. */
async function welcomed(dataDir: string): Promise<void> {
  const backend = createBackend({ dataDir })
  await backend.dispatch('settings.update', { welcomeDone: true, shopName: 'Zweirad Lindner' })
  await backend.close()
}

/** Start to usable list, full against empty; then the list from end to end, frame by frame. Needs a build. */
export async function benchWindow(folder: string, dataDir: string, size: number): Promise<Line[]> {
  const host = findHost()
  const empty = join(folder, `empty-${size}`)
  await welcomed(empty)
  await welcomed(dataDir)
  Object.assign(process.env, hostEnv(host))
  const full: number[] = []
  const bare: number[] = []
  for (let round = 0; round < 5; round++) {
    for (const [times, data] of [
      [bare, empty],
      [full, dataDir],
    ] as const) {
      const app = await openApp(data)
      times.push(app.ms)
      await app.close()
    }
  }
  const app = await openApp(dataDir)
  const frames = await scrollThrough(app.page)
  await app.close()
  const label = `(${host.label})`
  return [
    {
      what: `start to usable list against an empty shop ${label}`,
      size,
      ours: milliseconds(median(full)),
      bare: milliseconds(median(bare)),
      value: median(full) / median(bare),
      target: 1.5,
      unit: '×',
    },
    {
      what: `longest frame while scrolling end to end ${label}`,
      size,
      ours: `${frames.count} frames`,
      bare: '',
      value: frames.longest,
      target: 50,
      unit: 'ms',
    },
  ]
}

function scrollThrough(page: Page): Promise<{ longest: number; count: number }> {
  return page.evaluate(async () => {
    const body = document.querySelector('.grid') as HTMLElement
    const height = body.scrollHeight - body.clientHeight
    const steps = 400
    const gaps: number[] = []
    let last = await new Promise<number>(requestAnimationFrame)
    for (let step = 0; step <= steps; step++) {
      body.scrollTop = (height * step) / steps
      const now = await new Promise<number>(requestAnimationFrame)
      gaps.push(now - last)
      last = now
    }
    // Frames come in steps of 16.7 ms, told to a tenth; three of them are 50 and not 50.1.
    return { longest: Math.floor(Math.max(...gaps)), count: gaps.length }
  })
}
