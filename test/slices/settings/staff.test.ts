import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import type { StaffId, StaffMember } from '#contract'
import StaffSelect from '../../../renderer/ui/StaffSelect.vue'
import { i18n } from '../../../renderer/words.ts'
import { openWindow } from '../open-window.ts'

const names = () => [...document.querySelectorAll('[aria-labelledby="settings-staff"] .name')].map((name) => name.textContent)
async function onStaff() {
  return openWindow({ before: (house) => house.call('settings.update', { welcomeDone: true }), path: '/settings' })
}

test('people are entered one after another, renamed, leave and come back; each step can be undone', async () => {
  const { click, fill, find, press, text } = await onStaff()
  expect(text()).toContain('Noch niemand eingetragen.')
  for (const name of ['Anna', 'Jonas']) {
    await fill('Vorname', name)
    await click('[aria-labelledby="settings-staff"] button', 'Eintragen')
  }
  expect(names()).toEqual(['Anna', 'Jonas'])
  await click('[aria-label="Anna umbenennen"]')
  await fill('Neuer Name für Anna', 'Jonas')
  await click('dialog button', 'Speichern')
  expect(find('dialog [role="alert"]').textContent).toContain('Jonas steht schon auf der Liste.')
  await fill('Neuer Name für Anna', 'Anna K.')
  await click('dialog button', 'Speichern')
  expect(names()).toEqual(['Anna K.', 'Jonas'])
  await click('[aria-label="Anna K. als ausgeschieden vermerken"]')
  expect(find('.toast').textContent).toContain('Anna K. steht nicht mehr zur Wahl. Frühere Einträge behalten den Namen.')
  expect(find('[aria-labelledby="settings-staff"] li:last-child').textContent).toContain('ausgeschieden am 12.03.2026')
  await click('[aria-label="Anna K. zurückholen"]')
  expect(names()).toEqual(['Anna K.', 'Jonas'])
  ;(document.activeElement as HTMLElement | null)?.blur()
  await press('Ctrl+Z')
  expect(names()).toEqual(['Jonas', 'Anna K.'])
})

test('who served is asked only where somebody can be named; whoever has left is shown where they were chosen', () => {
  const anna: StaffMember = { staffId: 1 as StaffId, name: 'Anna', leftOn: null }
  const jonas: StaffMember = { staffId: 2 as StaffId, name: 'Jonas', leftOn: '2026-03-01' as StaffMember['leftOn'] }
  const select = (people: StaffMember[], modelValue: StaffId | null) =>
    mount(StaffSelect, { props: { people, modelValue }, global: { plugins: [i18n] } })
  const offered = (wrapper: ReturnType<typeof select>) => wrapper.findAll('option').map((option) => option.text())
  expect(select([], null).find('select').exists()).toBe(false)
  expect(select([jonas], null).find('select').exists()).toBe(false)
  expect(offered(select([anna, jonas], null))).toEqual(['Niemand gewählt', 'Anna'])
  const wrapper = select([anna, jonas], jonas.staffId)
  expect(offered(wrapper)).toEqual(['Niemand gewählt', 'Anna', 'Jonas'])
  expect(wrapper.find('select').element.value).toBe('2')
})
test('choosing tells who, and choosing nobody tells that', async () => {
  const anna: StaffMember = { staffId: 1 as StaffId, name: 'Anna', leftOn: null }
  const wrapper = mount(StaffSelect, { props: { people: [anna], modelValue: null }, global: { plugins: [i18n] } })
  await wrapper.find('select').setValue('1')
  await wrapper.setProps({ modelValue: anna.staffId })
  await wrapper.find('select').setValue('0')
  expect(wrapper.emitted('update:modelValue')).toEqual([[1], [null]])
})
