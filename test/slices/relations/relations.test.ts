import { describe, expect, test } from 'vitest'
import type { CustomerId, GraphNode, Relation } from '#contract'
import { networkLayout } from '../../../renderer/relations/network-layout.ts'
import { openWindow } from '../open-window.ts'

async function onKern() {
  const id = {} as Record<'sabine' | 'paul' | 'wolf' | 'firm', CustomerId>
  const at = { addresses: [{ street: 'Hüfferstraße 12', postcode: '48149', city: 'Münster' }] }
  const opened = await openWindow({
    async before(house) {
      await house.call('settings.update', { welcomeDone: true })
      const person = async (firstName: string, lastName: string, more = {}) =>
        (await house.call('customers.create', { kind: 'person', firstName, lastName, ...more })).id
      id.sabine = await person('Sabine', 'Kern', at)
      id.paul = await person('Paul', 'Kern', at)
      id.wolf = await person('Heinrich', 'Wolf')
      id.firm = (await house.call('customers.create', { kind: 'firm', firmName: 'Bäckerei Hölscher' })).id
    },
  })
  await opened.go(`/customers/${id.sabine}`)
  const panel = () => opened.find('[aria-labelledby="relations-title"]').textContent
  return { ...opened, id, panel }
}

describe('relations on the customer page', () => {
  test('who lives at the same address is offered, and connected with one click', async () => {
    const { click, find, panel, has, go, id, press } = await onKern()
    expect(panel()).toContain('Wohnt auch hier: Paul Kern')
    await click('.offer button', 'Verbinden')
    expect(find('.toast').textContent).toContain('Sabine Kern und Paul Kern sind verbunden.')
    expect(panel()).toContain('Haushalt')
    expect(has('.offer')).toBe(false)
    await go(`/customers/${id.paul}`)
    expect(panel()).toContain('Sabine Kern')
    document.body.focus()
    await press('Ctrl+Z')
    expect(panel()).toContain('Wohnt auch hier: Sabine Kern')
  })
  test('a relation is entered by keyboard alone, and reads from the other side too', async () => {
    const { click, find, fill, settle, press, panel, go, id } = await onKern()
    await click('[aria-labelledby="relations-title"] .link', 'Hinzufügen')
    expect(document.activeElement?.getAttribute('role')).toBe('combobox')
    await fill('Mit wem', 'wol')
    await press('Enter')
    expect(find('.chosen').textContent).toContain('Heinrich Wolf')
    const free = find<HTMLInputElement>('dialog input[value="free"]')
    free.checked = true
    free.dispatchEvent(new Event('change', { bubbles: true }))
    await settle()
    await press('Ctrl+Enter')
    expect(find('dialog [role="alert"]').textContent).toContain('wie die beiden zueinander stehen')
    await fill('Sabine Kern …', 'hat geheiratet mit')
    await fill('Umgekehrt: Heinrich Wolf …', 'war Trauzeuge von')
    await press('Ctrl+Enter')
    expect(panel()).toContain('hat geheiratet mit')
    await go(`/customers/${id.wolf}`)
    expect(panel()).toContain('war Trauzeuge von')
    expect(panel()).toContain('Sabine Kern')
  })
  test('nobody chosen is said at the field', async () => {
    const { click, find, press } = await onKern()
    await click('[aria-labelledby="relations-title"] .link', 'Hinzufügen')
    await press('Ctrl+Enter')
    expect(find('dialog .problem').textContent).toContain('Wählen Sie noch, mit wem.')
  })
  test('is worded anew and removed from its menu', async () => {
    const { click, find, house, id, settle, panel } = await onKern()
    await house.call('relations.add', { aId: id.firm, bId: id.sabine, kind: 'firm' })
    await settle()
    expect(panel()).toContain('arbeitet bei')
    await click('.lines [role="menuitem"]', 'ändern')
    const preset = find<HTMLSelectElement>('dialog select')
    preset.value = 'owner'
    preset.dispatchEvent(new Event('change', { bubbles: true }))
    await settle()
    expect(find('dialog .sentence').textContent).toContain('Sabine Kern ist Inhaber von Bäckerei Hölscher')
    await click('dialog button', 'Speichern')
    expect((await house.call('relations.listFor', { customerId: id.firm })).lines[0]?.label).toBe('gehört')
    await click('.lines [role="menuitem"]', 'entfernen')
    expect(panel()).not.toContain('Bäckerei Hölscher')
  })
  test('the network has a link for everybody and the same as sentences', async () => {
    const { click, find, house, id, settle, path } = await onKern()
    await house.call('relations.add', { aId: id.sabine, bId: id.wolf, kind: 'free', label: 'singt mit' })
    await house.call('relations.add', { aId: id.wolf, bId: id.firm, kind: 'firm' })
    await settle()
    await click('.network', 'Netz zeigen')
    expect([...document.querySelectorAll('svg.network a')].map((link) => link.getAttribute('aria-label'))).toEqual([
      'Sabine Kern',
      'Heinrich Wolf',
      'Bäckerei Hölscher',
    ])
    expect(document.querySelector('svg.network [style]')).toBeNull()
    expect(find('dialog .list').textContent).toContain('Heinrich Wolf arbeitet bei Bäckerei Hölscher')
    const link = document.querySelector<SVGAElement>('svg.network a[aria-label="Heinrich Wolf"]')!
    link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
    await settle()
    expect(path()).toBe(`/customers/${id.wolf}`)
  })
  test('stand in the changes with the name of the other one', async () => {
    const { click, house, id, settle, text } = await onKern()
    await house.call('relations.add', { aId: id.sabine, bId: id.wolf, kind: 'free', label: 'singt mit' })
    await click('[role="tab"]', 'Änderungen')
    await settle()
    expect(text()).toMatch(/Beziehung hinzugefügt.{0,40}?Mit\s*Heinrich Wolf/)
  })
})

test('forty customers are placed apart, inside the picture, and each time the same', () => {
  const nodes = Array.from({ length: 40 }, (_, i) => ({
    customerId: i + 1,
    displayName: `K${i}`,
    kind: 'person',
    distance: i === 0 ? 0 : 1,
  })) as GraphNode[]
  const edges = nodes
    .slice(1)
    .map(({ customerId }, i) => ({ id: i + 1, aId: 1, bId: customerId, kind: 'free', label: '', reverseLabel: '' })) as Relation[]
  const network = networkLayout(nodes, edges)
  expect(networkLayout(nodes, edges)).toEqual(network)
  for (const { x, y } of network.nodes) {
    expect(x).toBeGreaterThan(0)
    expect(x).toBeLessThan(network.width)
    expect(y).toBeGreaterThan(0)
    expect(y).toBeLessThan(network.height)
  }
  expect(new Set(network.nodes.map(({ x, y }) => `${x}/${y}`)).size).toBe(40)
})
