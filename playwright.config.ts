import { defineConfig } from '@playwright/test'
import { findHost, hostEnv } from './test/host/find-host.ts'

const host = findHost()
Object.assign(process.env, hostEnv(host))
// Playwright loads this file again in every worker; only the first says which host the tests run on.
if (process.env['TEST_WORKER_INDEX'] === undefined) process.stdout.write(`Host: ${host.label}\n`)

export default defineConfig({
  workers: 2,
  retries: 0,
  fullyParallel: true,
  timeout: 60_000,
  forbidOnly: process.env['CI'] !== undefined,
  outputDir: 'test-results/files',
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  globalSetup: './test/host/specs/build-fixture-app.ts',
  use: { trace: 'retain-on-failure' },
  projects: [
    { name: 'host', testDir: 'test/host/specs' },
    { name: 'e2e', testDir: 'test/e2e' },
  ],
})
