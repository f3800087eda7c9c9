/**
 * `npm run tour`: the main job on the sample shop in the real window, without a display. A picture of every step, the imported
 * list, the printed PDF and the copy lie under out/tour/ afterwards. `--update-readme` renews the pictures of the README.
 */
import './require-node-24.cjs'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { firstHour } from '../test/e2e/first-hour.ts'
import { findHost, hostEnv } from '../test/host/find-host.ts'
import { launchApp } from '../test/host/launch-app.ts'
import { isBuildCurrent } from './build-age.ts'
import { root, runStep } from './run-step.ts'
import { ensureSystemTools } from './system-tools.ts'

const tools = ensureSystemTools(['chromium', 'pdftoppm', 'zbarimg'])
if (!tools) process.exit(1)
if (!isBuildCurrent(root)) {
  console.log('Building …')
  const { code, output } = await runStep('electron-vite', ['build'], { quiet: true })
  if (code !== 0) {
    console.error(output)
    process.exit(1)
  }
}
const host = findHost()
Object.assign(process.env, hostEnv(host))
console.log(`Tour in ${host.label}`)

const folder = join(root, 'out/tour')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const dataDir = mkdtempSync(join(tmpdir(), 'stammkunde-tour-'))
const app = await launchApp({ appPath: root, dataDir })
try {
  const page = await app.firstWindow()
  await page.waitForURL(/\/index\.html/)
  for (const [index, step] of firstHour.entries()) {
    const picture = join(folder, `${String(index + 1).padStart(2, '0')}-${step.name}.png`)
    const started = performance.now()
    try {
      const told = await step.run({ app, page, folder })
      console.log(`ok      ${step.name.padEnd(8)} ${String(Math.round(performance.now() - started)).padStart(5)} ms  ${told}`)
    } catch (error) {
      console.log(`FAILED  ${step.name}`)
      throw error
    } finally {
      await page.waitForTimeout(250) // a fade of 160 ms ends
      await page.screenshot({ path: picture })
    }
  }
  if (process.argv.includes('--update-readme')) await readmePictures(page)
  console.log(`Pictures, PDF and copy: ${folder}`)
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  await app.close()
  rmSync(dataDir, { recursive: true, force: true })
}

async function readmePictures(page: Awaited<ReturnType<typeof app.firstWindow>>): Promise<void> {
  await page.reload() // searches of the tour are forgotten
  await page.waitForTimeout(900)
  const images = join(root, 'docs/images')
  mkdirSync(images, { recursive: true })
  for (const [name, address] of [
    ['customers', '#/customers'],
    ['phases', '#/phases'],
  ] as const) {
    await page.evaluate((hash) => void (location.hash = hash), address)
    await page.waitForTimeout(900)
    const picture = join(folder, `readme-${name}.png`)
    await page.screenshot({ path: picture })
    copyFileSync(picture, join(images, `${name}.png`))
  }
}
