import { flushPromises, mount } from '@vue/test-utils'
import { expect, onTestFinished, test, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import type { ArticleChoice, ArticleId } from '#contract'
import ArticleSelect from '../../../renderer/ui/ArticleSelect.vue'
import { i18n } from '../../../renderer/words.ts'

const article = (id: number, number: string, name: string): ArticleChoice => ({
  articleId: id as ArticleId,
  number,
  name,
  groupName: '',
  priceCents: 1290 as ArticleChoice['priceCents'],
  vatBp: 1900,
  isPriceBound: false,
  isDiscountable: true,
  earnsPoints: true,
  isVoucher: false,
})
const stock = [article(1, '4711', 'Olivenöl'), article(2, '4712', 'Oliven'), article(3, '4713', 'Brot')]

function mounted(attributes: Record<string, unknown> = {}) {
  const chosen = ref<Pick<ArticleChoice, 'articleId' | 'name'> | null>(null)
  const text = ref('')
  const find = vi.fn((typed: string) =>
    Promise.resolve(stock.filter(({ name, number }) => name.toLowerCase().startsWith(typed.toLowerCase()) || number === typed)),
  )
  const wrapper = mount(
    defineComponent(
      () => () =>
        h(ArticleSelect, {
          label: 'Artikel',
          find,
          modelValue: chosen.value,
          'onUpdate:modelValue': (value: typeof chosen.value) => (chosen.value = value),
          text: text.value,
          'onUpdate:text': (value: string) => (text.value = value),
          ...attributes,
        }),
    ),
    { attachTo: document.body, global: { plugins: [i18n] } },
  )
  onTestFinished(() => wrapper.unmount())
  const input = () => wrapper.find('input')
  return {
    wrapper,
    chosen,
    text,
    type: async (typed: string) => {
      await input().trigger('focus')
      await input().setValue(typed)
      await flushPromises()
    },
    press: async (key: string) => {
      await input().trigger('keydown', { key })
      await flushPromises()
    },
    offered: () => wrapper.findAll('[role="option"]').map((option) => option.text()),
  }
}

test('arrows walk, Enter chooses, the focus stays, and another can be chosen', async () => {
  const { wrapper, chosen, type, press, offered } = mounted()
  await type('oliv')
  expect(offered()).toHaveLength(2)
  expect(offered()[0]).toMatch(/^Olivenöl4711 ?12,90/)
  await press('ArrowDown')
  await press('Enter')
  expect(chosen.value).toMatchObject({ articleId: 2, name: 'Oliven' })
  expect(document.activeElement?.textContent).toBe('Ändern')
  await wrapper.find('.chosen button').trigger('click')
  await flushPromises()
  expect([chosen.value, document.activeElement?.tagName]).toEqual([null, 'INPUT'])
})
test('says when nothing is found, and leaves itself out', async () => {
  const { wrapper, type, offered } = mounted({ except: 3 })
  await type('brot')
  expect(offered()).toEqual([])
  expect(wrapper.text()).toContain('Kein Artikel mit „brot“.')
})
test('goods without an article stay as typed; a number that is scanned is taken at once', async () => {
  const { chosen, text, type, press } = mounted({ isFree: true })
  await type('Oliv')
  await press('Enter')
  expect([chosen.value, text.value]).toEqual([null, 'Oliv'])
  await type('4713')
  await press('Enter')
  expect([chosen.value?.name, text.value]).toEqual(['Brot', ''])
})
