import { expect, test } from 'vitest'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'

async function busyDay(house: House) {
  await house.call('settings.update', { welcomeDone: true, shopName: 'Zweirad Lindner' })
  const kern = await house.call('customers.create', {
    kind: 'person',
    firstName: 'Sabine',
    lastName: 'Kern',
    phone: '0251 2788304',
    memo: 'Fährt <Rennrad>',
  })
  await house.call('consents.record', { customerId: kern.id, channel: 'phone', state: 'granted', way: 'mündlich' })
  for (const day of ['2025-09-01', '2025-10-01', '2025-11-01', '2025-12-01'])
    await house.call('purchases.record', { customerId: kern.id, day: day as never, totalCents: 5000 })
  await house.call('tasks.create', { title: 'Schaufenster', dueOn: '2026-03-12' as never, minutes: 4 })
  await house.call('tasks.create', { customerId: kern.id, title: 'Rahmenmaß nachfragen', dueOn: '2026-03-11' as never })
}
const open = (more: object = {}) => openWindow({ before: busyDay, path: '/today', shell: { print: { printed: true } }, ...more })
const cards = () => [...document.querySelectorAll('.card')].map((card) => card.querySelector('.name')?.textContent)

test('the day names whom, what and why, by kind', async () => {
  const { text, find } = await open()
  expect(find('h1').textContent).toBe('Donnerstag, 12. März')
  expect(text()).toContain('3 Sachen sind noch offen.')
  expect(cards()).toEqual(['Sabine Kern', 'Schaufenster', 'Sabine Kern'])
  expect(find('section', 'Zuerst melden').textContent).toContain('Sabine Kern kommt sonst alle 30 Tage, jetzt sind es 101.')
  expect(find('section', 'Vorgenommen').textContent).toContain('Seit 11.03. fällig.')
})

test('arrows walk, Space finishes, and Strg+Z brings it back', async () => {
  const { press, text, house } = await open()
  await press('ArrowDown')
  await press('ArrowDown')
  await press('ArrowUp')
  await press(' ')
  expect(cards()).toHaveLength(2)
  expect(text()).toContain('1 erledigt')
  await house.job('operations.undoLast', {})
  await press('ArrowDown')
  expect(cards()).toHaveLength(3)
})

test('a note goes along when something is done with M', async () => {
  const { press, fill, click, house } = await open()
  await press('ArrowDown')
  await press('m')
  await fill('Was kam dabei heraus?', 'Größe 56')
  await click('.noting button', 'Erledigt')
  expect((await house.call('tasks.today', {})).done.map(({ note }) => note)).toEqual(['Größe 56'])
})

test('later hides a card until the chosen day', async () => {
  const { press, click, house } = await open()
  await press('ArrowDown')
  await press('s')
  await click('[role="menuitem"]', 'In drei Tagen')
  expect(cards()).toHaveLength(2)
  house.clock.set('2026-03-15')
  expect((await house.call('tasks.today', {})).kinds.flatMap(({ entries }) => entries)).toHaveLength(3)
})

test('the call goes to the telephone of the computer, only where it is allowed', async () => {
  const { click, asked } = await open()
  await click('.left li', 'kommt sonst')
  await click('.acts button', '2788304')
  expect(asked).toContainEqual({ name: 'openPhone', input: { number: '+492512788304' } })
})

test('the list is printed with boxes, numbers and reasons, and nothing in it is taken for markup', async () => {
  const { click, asked } = await open()
  await click('button', 'Liste drucken')
  const { html } = asked.find(({ name }) => name === 'print')!.input as { html: string }
  for (const part of [
    'Donnerstag, 12. März',
    'Zweirad Lindner',
    'Rahmenmaß nachfragen',
    '0251 2788304',
    'kommt sonst alle 30 Tage',
    'Fährt &lt;Rennrad&gt;',
  ])
    expect(html).toContain(part)
})

test('the day is closed with a note, which stands there the next morning', async () => {
  const { click, fill, text, house } = await open()
  await click('button', 'Tag abschließen')
  expect(text()).toContain('0 erledigt, 3 noch offen. Was offen ist, steht morgen wieder hier.')
  await fill('Notiz für morgen', 'Ersatzteil abholen')
  await click('dialog button', 'Nur abschließen')
  expect(text()).toContain('Tag abgeschlossen')
  house.clock.set('2026-03-13')
  expect((await house.call('today.summary', {})).lastClose?.note).toBe('Ersatzteil abholen')
})

test('an empty day says so and offers a task', async () => {
  const { text } = await openWindow({ before: (house) => house.call('settings.update', { welcomeDone: true }), path: '/today' })
  expect(text()).toContain('Für heute ist nichts vorgemerkt.')
})
