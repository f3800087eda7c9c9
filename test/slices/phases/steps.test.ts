import { describe, expect, test } from 'vitest'
import type { CustomerId, IsoDate } from '#contract'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'

/** Aylin and Holger bought once, Lea never; the after-purchase phase has two steps, and Aylin stands on the first. */
async function withSteps(house: House) {
  await house.call('settings.update', { welcomeDone: true })
  const ids: CustomerId[] = []
  for (const [firstName, bought] of Object.entries({ Lea: null, Aylin: '2026-03-11', Holger: '2026-03-10' })) {
    const { id } = await house.call('customers.create', { kind: 'person', firstName, phone: '0251 1234567' })
    if (bought !== null) await house.call('purchases.record', { customerId: id, day: bought as IsoDate, totalCents: 2000 })
    ids.push(id)
  }
  for (const name of ['Bedankt', 'Nachgefragt']) await house.call('phases.saveStep', { phase: 'after-purchase', name })
  const [thanked] = await house.call('phases.steps', {})
  await house.call('phases.placeOnStep', { customerIds: [ids[1]!], stepId: thanked!.stepId })
}
/** The second column from top to bottom: names of steps and of customers. */
const middle = () => [...document.querySelectorAll('section.column')[1]!.querySelectorAll('h3 b, article b')].map((name) => name.textContent)
const drag = (type: string, target: Element) => target.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }))

describe('steps inside a phase', () => {
  test('cards stand below their step, and those without one come first', async () => {
    await openWindow({ before: withSteps, path: '/phases' })
    expect(middle()).toEqual(['Ohne Schritt', 'Holger', 'Bedankt', 'Aylin', 'Nachgefragt'])
  })
  test('a card is dragged onto a step, and Strg+Z brings it back', async () => {
    const { find, press, settle } = await openWindow({ before: withSteps, path: '/phases' })
    drag('dragstart', find('article', 'Holger'))
    await settle()
    const target = [...document.querySelectorAll('.slot.head')].find((head) => head.textContent.includes('Nachgefragt'))!
    drag('dragover', target)
    drag('drop', target)
    await settle()
    expect(middle()).toEqual(['Ohne Schritt', 'Bedankt', 'Aylin', 'Nachgefragt', 'Holger'])
    expect(find('.toast').textContent).toContain('Holger: Nachgefragt')
    await press('Ctrl+z')
    await settle()
    expect(middle()).toEqual(['Ohne Schritt', 'Holger', 'Bedankt', 'Aylin', 'Nachgefragt'])
  })
  test('Shift with the arrows moves a card from step to step, and the focus goes along', async () => {
    const { find, press } = await openWindow({ before: withSteps, path: '/phases' })
    find('article', 'Aylin').focus()
    await press('Shift+ArrowDown')
    expect(middle()).toEqual(['Ohne Schritt', 'Holger', 'Bedankt', 'Nachgefragt', 'Aylin'])
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Aylin')
    await press('Shift+ArrowUp')
    await press('Shift+ArrowUp')
    expect(middle().slice(0, 3)).toEqual(['Ohne Schritt', 'Aylin', 'Holger'])
  })
  test('the owner names them, puts them in order and gives them up', async () => {
    const { house, find, click, fill, settle } = await openWindow({ before: withSteps, path: '/phases' })
    await click('section.column:nth-of-type(2) .title .button')
    expect(find('dialog h2').textContent).toBe('Schritte in Nachkauf')
    await fill('Neuer Schritt', 'Zum Check eingeladen')
    await click('dialog .new .button')
    await click('dialog li:nth-child(3) .button[aria-label="Nach oben"]')
    const names = async () => (await house.call('phases.steps', {})).map(({ name }) => name)
    expect(await names()).toEqual(['Bedankt', 'Zum Check eingeladen', 'Nachgefragt'])
    const field = find<HTMLInputElement>('dialog li:nth-child(3) input')
    field.value = 'bedankt'
    field.dispatchEvent(new Event('change', { bubbles: true }))
    await settle()
    expect(find('dialog .failure').textContent).toContain('bedankt')
    expect(field.value).toBe('Nachgefragt')
    await click('dialog li:nth-child(1) .button[aria-label*="aufgeben"]')
    expect(await names()).toEqual(['Zum Check eingeladen', 'Nachgefragt'])
    expect(middle()).toEqual(['Ohne Schritt', 'Aylin', 'Holger', 'Zum Check eingeladen', 'Nachgefragt'])
  })
})

describe('a phase set by hand', () => {
  test('dropping on another phase asks for reason and last day; card and customer page show it, and it is lifted again', async () => {
    const { house, find, has, click, fill, settle, go } = await openWindow({ before: withSteps, path: '/phases' })
    drag('dragstart', find('article', 'Aylin'))
    await settle()
    const column = document.querySelectorAll('section.column')[2]!
    drag('dragover', column)
    drag('drop', column)
    await settle()
    expect(find('dialog.override').textContent).toContain('Aylin steht nach den Kauftagen in Nachkauf')
    await click('dialog.override button[type="submit"]')
    expect(find('dialog.override .failure').textContent).toContain('Grund')
    await fill('Grund', 'kauft seit Jahren bar')
    await click('dialog.override button[type="submit"]')
    expect(has('dialog.override')).toBe(false)
    expect(find('article', 'Aylin').textContent).toContain('von Ihnen bis 11.04.')
    expect(find('article', 'Aylin').closest('section')).toBe(document.querySelectorAll('section.column')[2])
    const { id } = (await house.call('customers.search', { text: 'aylin' })).rows[0]!
    await go(`/customers/${id}`)
    expect(find('.panel .by-hand').textContent).toContain('von Ihnen gesetzt bis 11.04.2026')
    expect(find('.panel .by-hand').textContent).toContain('kauft seit Jahren bar')
    expect(find('.who .by-hand').textContent).toContain('von Ihnen gesetzt bis 11.04.')
    await click('.by-hand .link', 'Aufheben')
    expect(has('.by-hand')).toBe(false)
    expect((await house.call('phases.of', { customerId: id })).phase).toBe('after-purchase')
  })
  test('Shift with an arrow to the side means the phase beside', async () => {
    const { find, press } = await openWindow({ before: withSteps, path: '/phases' })
    find('article', 'Lea').focus()
    await press('Shift+ArrowRight')
    expect(find<HTMLSelectElement>('dialog.override select').value).toBe('after-purchase')
  })
})

describe('quick actions and lanes', () => {
  test('a card calls, writes down a task and books', async () => {
    const { asked, find, click, fill, house, press, settle } = await openWindow({
      before: withSteps,
      path: '/phases',
      shell: { openPhone: null as never },
    })
    await click('article .acts .button[aria-label^="Anrufen"]')
    expect(asked.at(-1)).toEqual({ name: 'openPhone', input: { number: '0251 1234567' } })
    find('article', 'Holger').focus()
    await press('n')
    expect(find('.sheet h2').textContent).toContain('Holger')
    await fill('Was', 'Nachfragen')
    await press('Ctrl+Enter')
    await settle()
    const own = (await house.call('tasks.open', {})).rows.filter(({ source }) => source === 'owner')
    expect(own.map(({ title, displayName }) => [title, displayName])).toEqual([['Nachfragen', 'Holger']])
  })
  test('lanes cut the board by value, and fold away', async () => {
    const { find, click, settle } = await openWindow({ before: withSteps, path: '/phases' })
    const lanes = [...document.querySelectorAll<HTMLSelectElement>('select')].find((select) => select.options[0]?.value === 'none')!
    lanes.value = 'value'
    lanes.dispatchEvent(new Event('change', { bubbles: true }))
    await settle()
    expect([...document.querySelectorAll('.lane')].map((lane) => lane.querySelector('b')!.textContent)).toEqual(['A-Kunden', 'B-Kunden', 'C-Kunden'])
    expect(document.querySelectorAll('section.column')).toHaveLength(9)
    await click('.lane button', 'C-Kunden')
    expect(document.querySelectorAll('section.column')).toHaveLength(6)
    expect(find('.lane button', 'C-Kunden').getAttribute('aria-expanded')).toBe('false')
  })
})
