import { describe, expect, test } from 'vitest'
import type { CustomerId, IsoDate } from '#contract'
import { openWindow } from '../open-window.ts'

const shopIsOpen = (house: Parameters<NonNullable<NonNullable<Parameters<typeof openWindow>[0]>['before']>>[0]) =>
  house.call('settings.update', { welcomeDone: true })

describe('the loyalty programme', () => {
  test('says what a hundred euros bring, and is changed from today on', async () => {
    const { fill, find, click, house, settle, text } = await openWindow({ before: shopIsOpen, path: '/loyalty' })
    expect(find('.example').textContent).toContain('100 Punkte')
    await fill('Punkte je Euro', '2')
    await fill('Ein Punkt ist wert (Cent)', '0,5')
    expect(find('.example').textContent).toContain('200 Punkte, das sind 1,00')
    await fill('Gültig bis Ende des … Jahres danach', '1')
    expect(text()).toContain('BGH X ZR 42/16')
    find('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
    await settle()
    expect(await house.call('loyalty.programme', {})).toMatchObject({ pointsPerEuro: 2, pointWorth: 50, pointYears: 1 })
    await click('.toast button', 'Rückgängig')
    await settle()
    expect(await house.call('loyalty.programme', {})).toMatchObject({ pointsPerEuro: 1, pointWorth: 100, pointYears: 3 })
  })
  test('begins its tiers from an example that is saved as it stands', async () => {
    const { click, find, house, settle } = await openWindow({ before: shopIsOpen, path: '/loyalty?tab=tiers' })
    await click('button', 'Dieses Beispiel übernehmen')
    find('.tiers form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
    await settle()
    expect((await house.call('loyalty.tiers', {})).map(({ name, limitCents, multiplierBp }) => [name, limitCents, multiplierBp])).toEqual([
      ['Bronze', 10_000, 10_000],
      ['Silber', 30_000, 12_500],
      ['Gold', 80_000, 15_000],
    ])
    expect(find('.toast').textContent).toContain('Stufen gespeichert')
  })
  test('gets a promotion with an end, listed with what it gives', async () => {
    const { click, fill, find, house, settle } = await openWindow({ before: shopIsOpen, path: '/loyalty?tab=bonus' })
    await click('button', 'Neue Aktion')
    await settle()
    await fill('Aktion', 'Märzaktion')
    find('dialog form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
    await settle()
    expect(find('dialog').textContent).toContain('Jede Aktion braucht ein Ende.')
    await fill('Letzter Tag', '31.03.2026')
    find('dialog form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
    await settle()
    expect(await house.call('loyalty.bonusRules', {})).toMatchObject([{ name: 'Märzaktion', toDay: '2026-03-31', extraBp: 10_000, state: 'running' }])
    expect(find('.bonus table').textContent).toContain('doppelte Punkte')
  })
  test('checks all points and says that everything is right', async () => {
    const { click, find, settle } = await openWindow({ before: shopIsOpen, path: '/loyalty?tab=verify' })
    await click('button', 'Jetzt prüfen')
    await settle()
    expect(find('.verify').textContent).toContain('Alles stimmt: 0 Konten, 0 Buchungen.')
  })
})

describe('redeeming on the customer page', () => {
  test('takes the newest purchase and lowers it, with a way back', async () => {
    let id = 0 as CustomerId
    const opened = await openWindow({
      async before(house) {
        await shopIsOpen(house)
        id = (await house.call('customers.create', { kind: 'person', lastName: 'Kern' })).id
        await house.call('purchases.record', { customerId: id, day: '2026-03-01' as IsoDate, totalCents: 15_000 })
      },
    })
    const { click, fill, find, house, settle } = opened
    await opened.go(`/customers/${id}`)
    await click('[role="tab"]', 'Punkte')
    await click('button', 'Punkte einlösen')
    await settle()
    await fill('Punkte', '120')
    find('.redeem').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
    await settle()
    const { rows } = await house.call('purchases.listFor', { customerId: id })
    expect(rows[0]).toMatchObject({ totalCents: 14_880 })
    expect(find('.toast').textContent).toContain('Kern: 120 Punkte eingelöst.')
    await click('.toast button', 'Rückgängig')
    await settle()
    expect((await house.call('loyalty.account', { customerId: id })).balance).toBe(150)
  })
})

describe('open promises', () => {
  test('are shown by the month in which they end, and warn above the owner’s limit', async () => {
    const { fill, find, house, settle } = await openWindow({
      async before(house) {
        await shopIsOpen(house)
        const { id } = await house.call('customers.create', { kind: 'person', lastName: 'Kern' })
        await house.call('purchases.record', { customerId: id, day: '2026-03-01' as IsoDate, totalCents: 15_000 })
        await house.call('vouchers.issue', { kind: 'value', valueCents: 5000 })
      },
      path: '/loyalty?tab=promises',
    })
    await settle()
    expect(find('.promises table').textContent).toContain('Dezember 2029')
    expect(find('.promises .sum').textContent).toContain('51,50')
    await fill('Warnen ab', '50')
    await settle()
    expect((await house.call('settings.get', {})).promiseAlarmCents).toBe(5000)
    expect(find('.promises .note').textContent).toContain('Es ist mehr offen')
  })
})
