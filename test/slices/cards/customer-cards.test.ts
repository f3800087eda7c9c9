import { describe, expect, test } from 'vitest'
import type { CustomerId } from '#contract'
import { openWindow } from '../open-window.ts'

describe('the cards of a customer', () => {
  test('are issued, blocked, freed and replaced from the page', async () => {
    let id = 0 as CustomerId
    const { go, click, find, house, settle } = await openWindow({
      shell: { holdDocument: { path: 'about:blank' } },
      async before(opened) {
        await opened.call('settings.update', { welcomeDone: true })
        id = (await opened.call('customers.create', { kind: 'person', lastName: 'Kern' })).id
      },
    })
    const statuses = async () => (await house.call('cards.listFor', { customerId: id })).map(({ status }) => status).toSorted()
    const step = async (word: string) => {
      const item = [...document.querySelectorAll<HTMLElement>('.cards [role="menuitem"]')].find((entry) => entry.textContent.includes(word))
      item?.click()
      await settle()
    }
    await go(`/customers/${id}`)
    await click('.strip button', 'Karte ausgeben')
    expect(find('.toast').textContent).toContain('Kern: Karte 2 000000 000152 ausgegeben.'.replaceAll(' 0', '\u00a00'))
    await click('[role="tab"]', 'Karten')
    expect(find('.cards').textContent).toContain('noch nicht gedruckt')
    await step('Sperren')
    expect(await statuses()).toEqual(['blocked'])
    await step('Entsperren')
    expect(await statuses()).toEqual(['active'])
    await step('Ersetzen')
    expect(await statuses()).toEqual(['active', 'replaced'])
    expect(find('.cards').textContent).toContain('ersetzt durch')
    await click('.cards button', 'Drucken')
    const active = (await house.call('cards.listFor', { customerId: id })).find(({ status }) => status === 'active')
    expect(location.hash).toContain(`ids=${active?.id}`)
  })
})
