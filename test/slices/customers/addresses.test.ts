import { describe, expect, test } from 'vitest'
import type { CustomerId } from '#contract'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'

const shopIsOpen = (house: House) => house.call('settings.update', { welcomeDone: true, shopAreaCode: '0251' })
async function onForm() {
  const opened = await openWindow({ before: shopIsOpen, path: '/customers/new' })
  const field = (label: string) => document.getElementById(opened.find<HTMLLabelElement>('.sheet label', label).htmlFor) as HTMLInputElement
  const type = async (label: string, value: string) => {
    field(label).focus()
    field(label).value = value
    field(label).dispatchEvent(new Event('input', { bubbles: true }))
    await opened.settle()
  }
  return {
    ...opened,
    field,
    type,
    options: () => [...document.querySelectorAll('.place [role="option"]')].map((option) => option.textContent.trim()),
  }
}

describe('an address in the form', () => {
  test('five digits fill in the only town, and the letter shows it at once', async () => {
    const { click, type, field, find } = await onForm()
    await click('.sheet button.add')
    await type('PLZ', '01067')
    expect(field('Ort').value).toBe('Dresden')
    expect(find('.letter').textContent).toContain('01067 Dresden')
  })
  test('several towns are offered, and the arrows choose one', async () => {
    const { click, type, field, options, press } = await onForm()
    await click('.sheet button.add')
    await type('PLZ', '01920')
    expect(field('Ort').value).toBe('')
    expect(options()).toContain('01920 Haselbachtal')
    await press('ArrowDown')
    await press('ArrowDown')
    await press('Enter')
    expect(field('Ort').value).toBe('Elstra')
    expect(options()).toEqual([])
  })
  test('a town offers its postcodes', async () => {
    const { click, type, field, options, press } = await onForm()
    await click('.sheet button.add')
    await type('Ort', 'telg')
    expect(options()).toEqual(['48291 Telgte'])
    await press('ArrowDown')
    await press('Enter')
    expect([field('PLZ').value, field('Ort').value]).toEqual(['48291', 'Telgte'])
  })
  test('what was typed is never overwritten, and an unknown postcode is only mentioned', async () => {
    const { click, type, field, find } = await onForm()
    await click('.sheet button.add')
    await type('Ort', 'Mein Dorf')
    await type('PLZ', '48143')
    expect(field('Ort').value).toBe('Mein Dorf')
    await type('PLZ', '99999')
    expect(find('.place .hint').textContent).toContain('Diese PLZ kennen wir nicht')
  })
  test('a postcode from abroad is left alone', async () => {
    const { click, type, has } = await onForm()
    await click('.sheet button.add')
    await type('Land', 'AT')
    await type('PLZ', '50200')
    expect(has('.place .hint')).toBe(false)
  })
})

describe('the salutation', () => {
  test('is suggested by the first name and taken with one press', async () => {
    const { type, click, find, press, house, has } = await onForm()
    await type('Vorname', 'Sabine')
    await type('Nachname', 'Kern')
    expect(find('.letter').textContent).toContain('Guten Tag Sabine Kern,')
    await click('.suggestion', 'Frau?')
    expect(has('.suggestion')).toBe(false)
    expect(find('.letter').textContent).toContain('Sehr geehrte Frau Kern,')
    await type('Eigene Briefanrede', 'Moin Sabine,')
    await press('Ctrl+Enter')
    const { rows } = await house.call('customers.search', { text: 'Kern' })
    expect(await house.call('customers.get', { customerId: rows[0]!.id })).toMatchObject({ salutation: 'ms', letterGreeting: 'Moin Sabine,' })
  })
})

test('phones are shown as DIN 5008 writes them, and an area code that was added is said', async () => {
  let customerId = 0 as CustomerId
  const { go, find } = await openWindow({
    before: async (house) => {
      await shopIsOpen(house)
      const details = [
        { kind: 'phone' as const, value: '27 88-304' },
        { kind: 'phone' as const, value: '+49 (0)89/1234567' },
      ]
      customerId = (await house.call('customers.create', { kind: 'person', lastName: 'Kern', details })).id
    },
    path: '/customers',
  })
  expect(find('.grid-line').textContent).toContain('0251 2788-304')
  await go(`/customers/${customerId}`)
  expect(find('.rail button.value', '0251 2788-304').parentElement?.textContent).toContain('Vorwahl des Geschäfts ergänzt')
  expect(find('.rail button.value', '+49 89 1234567').parentElement?.textContent).not.toContain('Vorwahl')
})
