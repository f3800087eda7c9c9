import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, test, vi } from 'vitest'
import { defineComponent, effectScope, h, nextTick, ref } from 'vue'
import type { Component } from 'vue'
import DataGrid from '../../../renderer/ui/DataGrid.vue'
import { fitting } from '../../../renderer/ui/grid-columns.ts'
import { isSelected, selectedCount, toggled, withMarked } from '../../../renderer/ui/selection.ts'
import type { Selection } from '../../../renderer/ui/selection.ts'
import { usePaged } from '../../../renderer/ui/use-paged.ts'
import { useTask } from '../../../renderer/ui/use-task.ts'

interface Row {
  id: number
  name: string
}
const rows = (from: number, count: number): Row[] => Array.from({ length: count }, (_, i) => ({ id: from + i + 1, name: `Kunde ${from + i}` }))

describe('a long list fetched in blocks', () => {
  test('has the rows in view, and fetches a block ahead on either side', async () => {
    const load = vi.fn(({ offset, limit }: { offset: number; limit: number }) => Promise.resolve({ total: 1000, rows: rows(offset, limit) }))
    const paged = usePaged(ref({}), load)
    await flushPromises()
    expect(paged.row(5)).toEqual({ id: 6, name: 'Kunde 5' })
    expect(paged.row(500)).toBeUndefined()
    paged.ensure(500, 530)
    await flushPromises()
    expect(paged.row(530)?.name).toBe('Kunde 530')
    expect(load.mock.calls.map(([query]) => query.offset)).toEqual(expect.arrayContaining([0, 400, 500, 600]))
    expect(load.mock.calls.length).toBeLessThan(7)
  })

  test('drops the late answer of an older query', async () => {
    const answers: ((page: { total: number; rows: Row[] }) => void)[] = []
    const query = ref({ text: 'a' })
    const paged = usePaged(query, () => new Promise<{ total: number; rows: Row[] }>((resolve) => answers.push(resolve)))
    query.value.text = 'ab'
    await nextTick()
    answers[1]?.({ total: 1, rows: [{ id: 2, name: 'new' }] })
    answers[0]?.({ total: 9, rows: [{ id: 1, name: 'old' }] })
    await flushPromises()
    expect([paged.total.value, paged.row(0)?.name]).toEqual([1, 'new'])
  })

  test('counts no further than asked at first, then all of it, and is not shorter in between', async () => {
    const query = ref({ text: 'a' })
    const count = vi.fn(() => Promise.resolve(5000))
    const load = ({ offset, limit }: { offset: number; limit: number }) =>
      Promise.resolve({ total: 1000, isTotalExact: false, rows: rows(offset, limit) })
    const paged = usePaged(query, load, { count })
    const later = () => new Promise((resolve) => setTimeout(resolve, 200))
    await flushPromises()
    expect([paged.total.value, paged.isExact.value]).toEqual([1000, false])
    query.value.text = 'ab'
    await flushPromises()
    await later()
    expect(count).toHaveBeenCalledOnce()
    expect([paged.total.value, paged.isExact.value]).toEqual([5000, true])
    paged.ensure(1200, 1210)
    await flushPromises()
    expect([paged.total.value, paged.row(1205)?.name]).toEqual([5000, 'Kunde 1205'])
    await paged.reload()
    expect(paged.total.value).toBe(5000)
    await later()
    expect([paged.total.value, paged.isExact.value]).toEqual([5000, true])
  })

  test('asks again for a block that could not be read', async () => {
    let fails = false
    const paged = usePaged(ref({}), ({ offset, limit }) =>
      fails ? Promise.reject(new Error('gone')) : Promise.resolve({ total: 1000, rows: rows(offset, limit) }),
    )
    await flushPromises()
    fails = true
    paged.ensure(500, 520)
    await flushPromises()
    expect(paged.failure.value?.reason).toBe('unexpected')
    fails = false
    paged.ensure(500, 520)
    await flushPromises()
    expect(paged.row(510)?.name).toBe('Kunde 510')
  })
})

describe('marks in a long list', () => {
  test('marking all is one bit with exceptions', () => {
    const all: Selection = { all: true, ids: new Set() }
    const but = toggled(all, 7)
    expect([isSelected(but, 7), isSelected(but, 8), selectedCount(but, 100_000)]).toEqual([false, true, 99_999])
    expect(selectedCount(withMarked(but, [7]), 100_000)).toBe(100_000)
  })
})

describe('the grid by keyboard', () => {
  function grid(total = 1000) {
    const opened: Row[] = []
    const sorts: unknown[] = []
    const sort = ref({ key: 'name', descending: false })
    const selection = ref<Selection>({ all: false, ids: new Set() })
    const known = ref(total)
    const Host = defineComponent(
      () => () =>
        h(
          DataGrid as Component,
          {
            label: 'Kunden',
            columns: [
              { key: 'name', label: 'Name', width: 200, grow: true },
              { key: 'id', label: 'Nummer', width: 100, align: 'right' },
            ],
            total,
            row: (index: number) => (index < known.value ? { id: index + 1, name: `Kunde ${index}` } : undefined),
            sort: sort.value,
            selection: selection.value,
            onSort: (next: typeof sort.value) => (sorts.push(next), (sort.value = next)),
            onOpen: (row: { id: number }) => void opened.push(row as Row),
            'onUpdate:selection': (next: Selection) => (selection.value = next),
          },
          { cell: ({ row, column }: { row: Row; column: { key: string } }) => String(row[column.key as keyof Row]) },
        ),
    )
    const wrapper = mount(Host, { attachTo: document.body })
    const box = wrapper.get('[role="grid"]')
    ;(box.element as HTMLElement).focus()
    const press = async (key: string, shiftKey = false) => box.trigger('keydown', { key, shiftKey })
    const active = () => box.attributes('aria-activedescendant')?.split('-').at(-1)
    return { wrapper, box, press, active, opened, selection, sorts, known }
  }

  test('arrows walk, End and Home jump, Enter opens', async () => {
    const { press, active, opened, wrapper } = grid()
    await press('ArrowDown')
    await press('ArrowDown')
    expect(active()).toBe('2')
    await press('Enter')
    expect(opened).toEqual([{ id: 3, name: 'Kunde 2' }])
    await press('End')
    expect(active()).toBe('999')
    await press('Home')
    expect(active()).toBe('0')
    wrapper.unmount()
  })

  test('Space marks, with Shift a range, Esc forgets the marks', async () => {
    const { press, selection, wrapper } = grid()
    await press(' ')
    await press('ArrowDown', true)
    await press('ArrowDown', true)
    expect([...selection.value.ids]).toEqual([1, 2, 3])
    await press('Escape')
    expect(selection.value.ids.size).toBe(0)
    wrapper.unmount()
  })

  test('a mark on a row that has not arrived yet waits for it', async () => {
    const { press, selection, known, wrapper } = grid()
    known.value = 0
    await nextTick()
    await press(' ')
    expect(selection.value.ids.size).toBe(0)
    known.value = 1000
    await nextTick()
    await nextTick()
    expect([...selection.value.ids]).toEqual([1])
    wrapper.unmount()
  })

  test('Up from the first row reaches the header, where Enter sorts', async () => {
    const { press, sorts, wrapper } = grid()
    await press('ArrowUp')
    expect(document.activeElement?.textContent).toContain('Name')
    ;(document.activeElement as HTMLElement).click()
    expect(sorts).toEqual([{ key: 'name', descending: true }])
    wrapper.unmount()
  })

  test('marking a row leaves the list where it was; sorting goes to its top', async () => {
    const { press, active, wrapper, box } = grid()
    for (let i = 0; i < 5; i++) await press('ArrowDown')
    await press(' ')
    expect(active()).toBe('5')
    await wrapper.get('.grid-sort').trigger('click')
    await nextTick()
    expect(box.attributes('aria-activedescendant')?.endsWith('-0')).toBe(true)
    wrapper.unmount()
  })

  test('columns leave by their number where the window is narrow, the name never', () => {
    const columns = [
      { key: 'name', label: '', width: 180, grow: true },
      { key: 'city', label: '', width: 200, drop: 2 },
      { key: 'phone', label: '', width: 200, drop: 1 },
    ]
    expect(fitting(columns, 1000, true).map((c) => c.key)).toEqual(['name', 'city', 'phone'])
    expect(fitting(columns, 500, true).map((c) => c.key)).toEqual(['name', 'phone'])
    expect(fitting(columns, 100, true).map((c) => c.key)).toEqual(['name'])
  })
})

describe('a task', () => {
  test('drops the late answer of an earlier run and is busy until the last one', async () => {
    const answers: ((text: string) => void)[] = []
    const task = useTask((name: string) => new Promise<string>((resolve) => answers.push((text) => resolve(`${name} ${text}`))))
    const first = task.run('a')
    const second = task.run('b')
    answers[0]?.('late')
    expect(await first).toBeUndefined()
    expect(task.isBusy.value).toBe(true)
    answers[1]?.('now')
    expect(await second).toBe('b now')
    expect(task.isBusy.value).toBe(false)
  })

  test('keeps the failure at its place, and lands nowhere after its screen has gone', async () => {
    const failure = { code: 'conflict' as const, reason: 'writer-busy' as const, detail: {} }
    const scope = effectScope()
    const task = scope.run(() => useTask(() => Promise.reject(Object.assign(new Error('x'), { failure }))))!
    await task.run()
    expect(task.failure.value).toEqual(failure)
    const last = task.run()
    scope.stop()
    await last
    expect(task.failure.value).toBeNull()
  })
})
