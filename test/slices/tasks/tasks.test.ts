import { describe, expect, test } from 'vitest'
import type { CustomerId, IsoDate } from '#contract'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'

let customerId = 0 as CustomerId
async function twoTasks(house: House) {
  await house.call('settings.update', { welcomeDone: true })
  customerId = (await house.call('customers.create', { kind: 'person', firstName: 'Sabine', lastName: 'Kern' })).id
  await house.call('tasks.create', { customerId, title: 'Sattel bestellen', dueOn: '2026-03-10' as IsoDate })
  await house.call('tasks.create', { title: 'Fenster putzen' })
}
const titles = () => [...document.querySelectorAll('.tasks .title')].map((title) => title.textContent)

describe('the list of tasks', () => {
  test('says what is overdue, and the sidebar how much waits', async () => {
    const { find } = await openWindow({ before: twoTasks, path: '/tasks' })
    expect(titles()).toEqual(['Sattel bestellen', 'Fenster putzen'])
    expect(find('.tasks h2').textContent).toBe('Überfällig')
    expect(find('.side .waiting').textContent).toBe('1')
  })
  test('Leer finishes a task, and the toast brings it back', async () => {
    const { find, press, click, has } = await openWindow({ before: twoTasks, path: '/tasks' })
    find('.tasks li').focus()
    await press('Space')
    expect(titles()).toEqual(['Fenster putzen'])
    expect(has('.side .waiting')).toBe(false)
    await click('.toast button', 'Rückgängig')
    expect(titles()).toEqual(['Sattel bestellen', 'Fenster putzen'])
  })
  test('the arrows walk, and Enter opens the customer', async () => {
    const { find, press, path } = await openWindow({ before: twoTasks, path: '/tasks' })
    find('.tasks li').focus()
    await press('ArrowDown')
    expect(document.activeElement?.textContent).toContain('Fenster putzen')
    await press('ArrowUp')
    await press('Enter')
    expect(path()).toBe(`/customers/${customerId}`)
  })
  test('N adds one; without words the form says so and keeps the rest', async () => {
    const { press, fill, click, find } = await openWindow({ before: twoTasks, path: '/tasks' })
    await press('n')
    await fill('Bis wann?', 'morgen')
    find<HTMLFormElement>('.task-form').requestSubmit()
    await press('Shift')
    expect(find('.task-form').textContent).toContain('Es fehlt noch, was zu tun ist.')
    await fill('Was ist zu tun?', 'Kette ölen')
    await click('.task-form button', 'Eintragen')
    expect(titles()).toEqual(['Sattel bestellen', 'Kette ölen', 'Fenster putzen'])
  })
  test('S puts a task off with a reason, and the line says how often', async () => {
    const { find, press, click, has, house } = await openWindow({ before: twoTasks, path: '/tasks' })
    find('.tasks li').focus()
    await press('s')
    expect(find('dialog.later').textContent).toContain('Sattel bestellen')
    await click('dialog.later button', 'nicht erreicht')
    await click('dialog.later button[type="submit"]')
    expect(has('dialog.later')).toBe(false)
    expect(find('.tasks li', 'Sattel bestellen').textContent).toContain('einmal verschoben, zuletzt: nicht erreicht')
    expect(find('.tasks h2').textContent).toBe('Später')
    expect((await house.call('tasks.open', {})).rows[0]).toMatchObject({ dueOn: '2026-03-13' })
    await click('.toast button', 'Rückgängig')
    expect(find('.tasks h2').textContent).toBe('Überfällig')
  })
  test('M finishes with what came of it, which can be mended among the done ones', async () => {
    const { find, press, fill, click } = await openWindow({ before: twoTasks, path: '/tasks' })
    find('.tasks li').focus()
    await press('m')
    await fill('Was ist daraus geworden?', 'ist bestellt')
    await click('.outcome button[type="submit"]')
    expect(titles()).toEqual(['Fenster putzen'])
    await click('[role="tab"]', 'Erledigt')
    expect(find('.done-tasks .task').textContent).toContain('Ergebnis: ist bestellt')
    await click('.done-tasks button[aria-label="Ergebnis zu „Sattel bestellen“ notieren"]')
    await fill('Was ist daraus geworden?', 'kommt am Freitag')
    await click('.outcome button[type="submit"]')
    expect(find('.done-tasks .task').textContent).toContain('Ergebnis: kommt am Freitag')
  })
  test('shows how, how long, where and who, and can be narrowed to a part of the shop', async () => {
    const { find, fill, press, click, house } = await openWindow({
      before: async (house) => {
        await twoTasks(house)
        await house.call('staff.save', { name: 'Mia' })
      },
      path: '/tasks',
    })
    await press('n')
    await fill('Was ist zu tun?', 'Kern zurückrufen')
    await fill('Minuten', 'viel')
    await click('.task-form button', 'Eintragen')
    expect(find('.task-form').textContent).toContain('Eine ganze Zahl von 0 bis 1440.')
    await fill('Minuten', '20')
    await fill('Art', 'call')
    await fill('Bereich', 'Werkstatt')
    await fill('Wer', String((await house.call('staff.list', {}))[0]!.staffId))
    await click('.task-form button', 'Eintragen')
    expect(find('.tasks .task', 'Kern zurückrufen').textContent).toMatch(/Anruf.*20 min.*Werkstatt.*Mia/)
    await fill('Bereich', 'Werkstatt')
    expect(titles()).toEqual(['Kern zurückrufen'])
  })
  test('with nothing to do it says so and offers the first one', async () => {
    const { find } = await openWindow({ before: (house) => house.call('settings.update', { welcomeDone: true }), path: '/tasks' })
    expect(find('.empty').textContent).toContain('Nichts zu tun.')
  })
})

test('on the page of a customer a task is added, changed, finished and taken away', async () => {
  const { go, click, fill, find, has, house } = await openWindow({ before: twoTasks })
  await go(`/customers/${customerId}`)
  await click('.rail .link', 'Neue Aufgabe')
  await fill('Was ist zu tun?', 'Rückruf')
  await click('.task-form button', 'Eintragen')
  expect(find('.rail .task', 'Rückruf')).toBeTruthy()
  await click('.rail button[aria-label="„Rückruf“ bearbeiten"]')
  await fill('Was ist zu tun?', 'Rückruf am Abend')
  await click('.task-form button', 'Speichern')
  await click('.rail input[aria-label="„Rückruf am Abend“ erledigen"]')
  expect(find('.rail .task.done').textContent).toContain('erledigt am 12.03.2026')
  await click('.rail button[aria-label="„Rückruf am Abend“ löschen"]')
  expect(has('.rail .task', 'Rückruf')).toBe(false)
  expect((await house.call('tasks.listFor', { customerId })).total).toBe(1)
})
