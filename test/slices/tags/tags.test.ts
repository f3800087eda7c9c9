import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { TagColor } from '#contract'
import type { CustomerId } from '#contract'
import { openWindow } from '../open-window.ts'

async function onTags() {
  let kern = 0 as CustomerId
  const opened = await openWindow({
    async before(house) {
      await house.call('settings.update', { welcomeDone: true })
      kern = (await house.call('customers.create', { kind: 'person', lastName: 'Kern', tags: ['Stammtisch', 'VIP'] })).id
      await house.call('customers.create', { kind: 'person', lastName: 'Wolf', tags: ['Stammtisch'] })
    },
    path: '/settings/tags',
  })
  return { ...opened, kern }
}
const chips = () => [...document.querySelectorAll('tbody .tag')].map((chip) => chip.textContent)

test('a colour that is chosen shows at the customer at once', async () => {
  const { find, settle, go, kern } = await onTags()
  const select = find<HTMLSelectElement>('tbody select')
  select.value = 'green'
  select.dispatchEvent(new Event('change', { bubbles: true }))
  await settle()
  expect(find('.toast').textContent).toContain('„Stammtisch“ ist jetzt grün.')
  await go(`/customers/${kern}`)
  expect(find('.who .tag', 'Stammtisch').className).toContain('tag-green')
  expect(find('.who .tag', 'VIP').className).toContain('tag-grey')
})
test('a new name reaches everybody; one that is taken leads to merging; undo takes both back', async () => {
  const { click, fill, press, find, house, kern } = await onTags()
  await click('tbody [role="menuitem"]', 'Umbenennen')
  await fill('Neuer Name', 'Skatrunde')
  await press('Ctrl+Enter')
  expect(find('.toast').textContent).toContain('„Stammtisch“ heißt jetzt „Skatrunde“, bei 2 Kunden.')
  expect(chips()).toEqual(['Skatrunde', 'VIP'])
  await click('tbody [role="menuitem"]', 'Umbenennen')
  await fill('Neuer Name', 'vip')
  await press('Ctrl+Enter')
  expect(find('dialog [role="alert"]').textContent).toContain('Das Schlagwort „VIP“ gibt es schon.')
  await click('dialog [role="alert"] button', 'Zusammenlegen')
  await press('Ctrl+Enter')
  expect(chips()).toEqual(['VIP'])
  expect((await house.call('customers.get', { customerId: kern })).tags).toEqual(['VIP'])
  ;(document.activeElement as HTMLElement | null)?.blur()
  await press('Ctrl+Z')
  await press('Ctrl+Z')
  expect(chips()).toEqual(['Stammtisch', 'VIP'])
})
test('deleting says from how many, and can be undone', async () => {
  const { click, find, press } = await onTags()
  await click('tbody [role="menuitem"]', 'Löschen')
  expect(find('.toast').textContent).toContain('„Stammtisch“ ist bei 2 Kunden gelöscht.')
  expect(chips()).toEqual(['VIP'])
  ;(document.activeElement as HTMLElement | null)?.blur()
  await press('Ctrl+Z')
  expect(chips()).toEqual(['Stammtisch', 'VIP'])
})
test('without tags the screen says how one comes about', async () => {
  const { text } = await openWindow({ before: (house) => house.call('settings.update', { welcomeDone: true }), path: '/settings/tags' })
  expect(text()).toContain('Noch kein Schlagwort.')
})

const css = readFileSync(join(import.meta.dirname, '../../../renderer/style/tokens.css'), 'utf8')
const [light = '', dark = ''] = css.split('\n.dark {')
/** WCAG 2.2: relative luminance of #rrggbb. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
test.each(TagColor.options.flatMap((color) => [[color, 'light', light] as const, [color, 'dark', dark] as const]))(
  '%s is readable in %s colours',
  (color, _, tokens) => {
    const value = (name: string) => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(tokens)![1]!
    const [a, b] = [luminance(value(`tag-${color}`)), luminance(value(`tag-${color}-soft`))]
    expect((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)).toBeGreaterThanOrEqual(4.5)
  },
)
