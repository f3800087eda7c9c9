import { describe, expect, test } from 'vitest'
import type { CustomerId } from '#contract'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'

let customerId = 0 as CustomerId
async function shop(house: House) {
  await house.call('settings.update', { welcomeDone: true, shopName: 'Zweirad Lindner', shopStreet: 'Hansaring 12', shopCity: 'Münster' })
  const address = { street: 'Wolbecker Straße 104', postcode: '48155', city: 'Münster' }
  const person = { salutation: 'ms', firstName: 'Sabine', lastName: 'Kern', phone: '0251 123456', email: 'sabine@kern.example' } as const
  customerId = (await house.call('customers.create', { kind: 'person', ...person, addresses: [address] })).id
  await house.call('texts.save', {
    name: 'Abholung',
    purpose: 'contract',
    channel: 'email',
    subject: 'Fertig',
    body: '{Anrede}\n\nIhr Rad ist fertig.',
  })
  await house.call('texts.save', { name: 'Gruß', channel: 'letter', subject: 'Gruß', body: '{Anrede}\n\nIhr {Inhaber}' })
}
const area = (label: string) => {
  const id = [...document.querySelectorAll('label')].find((one) => one.textContent.includes(label))!.htmlFor
  return document.getElementById(id) as HTMLTextAreaElement
}

describe('text blocks', () => {
  test('show while they are typed how they read for a customer, and what is missing', async () => {
    const { fill, find, click, house } = await openWindow({ before: shop, path: '/texts' })
    expect(find('.preview').textContent).toContain('Sehr geehrte Frau Kern,')
    await fill('Text (Sie)', '{Vorname} aus {Ort}, Karte {Kartennummer}')
    expect(find('.preview .text', 'Sabine').textContent).toBe('Sabine aus Münster, Karte ‹Kartennummer›')
    expect(find('.preview .missing').textContent).toContain('„Kartennummer“ fehlt. Geben Sie dem Kunden eine Karte.')
    await click('.editor button', 'Speichern')
    expect((await house.call('texts.list', {}))[0]).toMatchObject({ name: 'Abholung', body: '{Vorname} aus {Ort}, Karte {Kartennummer}' })
  })
  test('take a placeholder from the list at the place of the cursor', async () => {
    const { fill, click } = await openWindow({ before: shop, path: '/texts' })
    await fill('Text (Sie)', 'Hallo !')
    area('Text (Sie)').focus()
    area('Text (Sie)').setSelectionRange(6, 6)
    await click('.editor [role="menuitem"]', 'Vorname')
    expect(area('Text (Sie)').value).toBe('Hallo {Vorname}!')
  })
  test('name a placeholder that does not exist, and refuse to keep it', async () => {
    const { fill, click, find, house } = await openWindow({ before: shop, path: '/texts' })
    await fill('Text (Sie)', 'Hallo {Vornme}')
    expect(find('.editor .problem').textContent).toContain('Das gibt es nicht: {Vornme}.')
    await click('.editor button', 'Speichern')
    expect(find('.editor').textContent).toContain('Den Platzhalter „Vornme“ gibt es nicht.')
    expect((await house.call('texts.list', {}))[0]!.body).toContain('Ihr Rad ist fertig.')
  })
  test('are not left with words that are not saved', async () => {
    const { fill, go, click, path } = await openWindow({ before: shop, path: '/texts' })
    await fill('Name', 'Abholung heute')
    await go('/tasks').catch(() => null)
    expect(path()).toBe('/texts')
    await click('.editor button', 'Verwerfen')
    expect(path()).toBe('/tasks')
  })
  test('are written with N and taken away, and the toast brings them back', async () => {
    const { press, fill, click, find, has } = await openWindow({ before: shop, path: '/texts' })
    await press('n')
    await fill('Name', 'Zum Geburtstag')
    await fill('Text (Sie)', 'Alles Gute')
    await click('.editor button', 'Speichern')
    expect(find('.blocks .on').textContent).toContain('Zum Geburtstag')
    await click('button[aria-label="„Zum Geburtstag“ löschen"]')
    expect(has('.blocks', 'Zum Geburtstag')).toBe(false)
    await click('.toast button', 'Rückgängig')
    expect(has('.blocks', 'Zum Geburtstag')).toBe(true)
  })
})

describe('writing to a customer', () => {
  async function sheet(options: Parameters<typeof openWindow>[0] = {}) {
    const page = await openWindow({ before: shop, ...options })
    await page.go(`/customers/${customerId}`)
    await page.click('.who button', 'Schreiben')
    return {
      ...page,
      async choose(block: string) {
        const select = document.getElementById(page.find<HTMLLabelElement>('dialog label', 'Textbaustein').htmlFor) as HTMLSelectElement
        select.value = [...select.options].find((option) => option.textContent === block)!.value
        select.dispatchEvent(new Event('change', { bubbles: true }))
        await page.settle()
      },
    }
  }
  test('takes a block, says which ways are open, and hands the mail to the mail program', async () => {
    const { choose, click, asked, find, house } = await sheet()
    expect(find('dialog .way', 'E-Mail').textContent).toContain('nicht erlaubt, nie gefragt')
    await choose('Abholung')
    expect(find('dialog .way.on').textContent).toContain('sabine@kern.example')
    expect(area('Nachricht').value).toBe('Sehr geehrte Frau Kern,\n\nIhr Rad ist fertig.')
    await click('dialog button', 'Im E-Mail-Programm öffnen')
    expect(asked.filter(({ name }) => name === 'openMail')).toEqual([
      { name: 'openMail', input: { to: 'sabine@kern.example', subject: 'Fertig', body: 'Sehr geehrte Frau Kern,\n\nIhr Rad ist fertig.' } },
    ])
    expect(find('.toast').textContent).toContain('liegt im E-Mail-Programm bereit')
    const contacts = async () => (await house.call('contacts.listFor', { customerId })).rows
    expect(await contacts()).toMatchObject([{ direction: 'out', channel: 'email', topic: 'Fertig', isBulk: false }])
    await click('.toast button', 'Rückgängig')
    expect(await contacts()).toEqual([])
  })
  test('refuses a letter in which a value is missing, names it, and prints it once it is there', async () => {
    const { choose, click, asked, find, fill, has } = await sheet({ shell: { print: { printed: true } } })
    await choose('Gruß')
    expect(find('dialog .missing').textContent).toContain('„Inhaber“ fehlt. Tragen Sie es in den Einstellungen unter „Geschäft“ ein.')
    await click('dialog button', 'Drucken')
    expect(find('dialog').textContent).toContain('so geht der Text nicht hinaus')
    expect(asked.some(({ name }) => name === 'print')).toBe(false)
    await fill('Nachricht', 'Sehr geehrte Frau Kern,\n\nIhr Jan Lindner')
    expect(has('dialog .missing')).toBe(false)
    await click('dialog button', 'Drucken')
    const printed = asked.find(({ name }) => name === 'print')!.input as { html: string }
    expect(printed.html).toContain('Ihr Jan Lindner')
    expect(printed.html).toContain('keine Werbung mehr')
  })
  test('dials the number where a call is allowed', async () => {
    const { click, fill, asked } = await sheet({
      before: async (house: House) => {
        await shop(house)
        await house.call('consents.record', { customerId, channel: 'phone', state: 'granted', way: 'Papier' })
      },
    })
    await click('dialog .way', 'Anruf')
    await fill('Stichworte', 'Wie läuft das Rad?')
    await click('dialog button', 'Anrufen')
    expect(asked.find(({ name }) => name === 'openPhone')?.input).toEqual({ number: '+49251123456' })
  })
})

test('a letter to many says who gets it and who does not, and why', async () => {
  const { go, press, find, click, text } = await openWindow({
    shell: { holdDocument: { path: 'about:blank' } },
    before: async (house: House) => {
      await shop(house)
      await house.call('settings.update', { shopOwner: 'Jan Lindner' })
      await house.call('customers.create', { kind: 'person', lastName: 'Brandt' })
    },
  })
  await go('/customers')
  document.querySelector<HTMLElement>('[role="grid"]')?.focus()
  for (const key of ['Home', 'Space', 'ArrowDown', 'Space']) await press(key)
  await click('[role="menuitem"]', 'Brief schreiben')
  expect(text()).toContain('Einer bekommt den Brief.')
  expect(find('.out').textContent).toContain('Brandt')
  expect(find('.out').textContent).toContain('keine vollständige Anschrift')
})
test('without marked customers the letter to many leads to the list', async () => {
  const { find } = await openWindow({ before: shop, path: '/letters' })
  expect(find('.empty').textContent).toContain('Markieren Sie zuerst in der Kundenliste')
})
