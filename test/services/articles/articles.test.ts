import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Article, ArticleId } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

let house: House
beforeEach(() => (house = openHouse()))
afterEach(() => house.close())
const save = (input: Parameters<typeof house.call<'articles.save'>>[1]): Promise<Article> => house.call('articles.save', input)
const refusal = (reason: string) => ({ failure: { reason } })

describe('numbers', () => {
  test('come by themselves after the highest short one, and keep clear of bar codes', async () => {
    expect((await save({ name: 'Brot' })).number).toBe('1001')
    await save({ name: 'Öl', number: '4711' })
    await save({ name: 'Buch', number: '9783161484100' })
    expect((await save({ name: 'Salz', number: '' })).number).toBe('4712')
  })
  test('are there once; the refusal names the other', async () => {
    await save({ name: 'Brot', number: 'B-1' })
    await expect(save({ name: 'Brötchen', number: 'B-1' })).rejects.toMatchObject({
      failure: { reason: 'article-number-taken', detail: { number: 'B-1', name: 'Brot' } },
    })
  })
  test('stay when the field is emptied', async () => {
    const { articleId } = await save({ name: 'Brot', number: 'B-1' })
    expect((await save({ articleId, number: '' })).number).toBe('B-1')
  })
})

describe('what holds', () => {
  test('margin and days are the article’s own, else the group’s, else the shop’s', async () => {
    await house.call('settings.update', { marginBp: 3500 })
    const { articleId } = await save({ name: 'Öl' })
    expect(await house.call('articles.get', { articleId })).toMatchObject({ effectiveMarginBp: 3500, effectiveDemandDays: null })
    const { groupId } = await house.call('articles.saveGroup', { name: 'Feinkost', marginBp: 5000, demandDays: 40 })
    expect(await save({ articleId, groupId })).toMatchObject({ groupName: 'Feinkost', effectiveMarginBp: 5000, effectiveDemandDays: 40 })
    expect(await save({ articleId, marginBp: 0, demandDays: 7 })).toMatchObject({ effectiveMarginBp: 0, effectiveDemandDays: 7 })
  })
  test('becoming price-bound ends discounts and points, unless the owner says otherwise', async () => {
    const { articleId } = await save({ name: 'Roman' })
    expect(await save({ articleId, isPriceBound: true })).toMatchObject({ isDiscountable: false, earnsPoints: false })
    expect(await save({ articleId, earnsPoints: true })).toMatchObject({ isPriceBound: true, isDiscountable: false, earnsPoints: true })
    expect(await save({ articleId, isPriceBound: true, name: 'Roman 2' })).toMatchObject({ earnsPoints: true })
    expect(await save({ name: 'Atlas', isPriceBound: true, isDiscountable: true })).toMatchObject({ isDiscountable: true, earnsPoints: false })
  })
  test('a voucher earns no points', async () => {
    const { articleId } = await save({ name: 'Gutschein', isVoucher: true })
    expect(await house.call('articles.get', { articleId })).toMatchObject({ isVoucher: true, earnsPoints: false })
    await expect(save({ articleId, earnsPoints: true })).rejects.toMatchObject(refusal('article-voucher-points'))
  })
  test('names, groups and followers that are missing are named', async () => {
    await expect(save({ name: ' ' })).rejects.toMatchObject(refusal('article-name-missing'))
    await expect(save({ name: 'A', groupId: 3 as never })).rejects.toMatchObject(refusal('article-group-gone'))
    await expect(save({ name: 'A', followUpId: 3 as never })).rejects.toMatchObject(refusal('article-gone'))
    const { articleId } = await save({ name: 'A' })
    await expect(save({ articleId, followUpId: articleId })).rejects.toMatchObject(refusal('article-follows-itself'))
  })
  test('who follows whom may not go round in circles', async () => {
    const [a, b, c] = [await save({ name: 'A' }), await save({ name: 'B' }), await save({ name: 'C' })]
    await save({ articleId: a.articleId, followUpId: b.articleId })
    await save({ articleId: b.articleId, followUpId: c.articleId })
    await expect(save({ articleId: c.articleId, followUpId: a.articleId })).rejects.toMatchObject({
      failure: { reason: 'article-follow-ring', detail: { name: 'C', other: 'A' } },
    })
    expect(await save({ name: 'D', followUpId: a.articleId })).toMatchObject({ followUpName: 'A' })
  })
  test('figures that cannot be are refused by name, and nothing is written', async () => {
    await expect(save({ name: 'A', priceCents: -1 as never })).rejects.toMatchObject(refusal('article-price-negative'))
    await expect(save({ name: 'A', marginBp: 12_000 })).rejects.toMatchObject({
      failure: { reason: 'article-share-outside', detail: { percent: 120 } },
    })
    await expect(save({ name: 'A', vatBp: -100 })).rejects.toMatchObject(refusal('article-share-outside'))
    await expect(save({ name: 'A', demandDays: 0 })).rejects.toMatchObject(refusal('article-days-outside'))
    await expect(house.call('articles.saveGroup', { name: 'Tee', marginBp: 10_001 })).rejects.toMatchObject(refusal('article-share-outside'))
    await expect(house.call('articles.saveGroup', { name: 'Tee', demandDays: 4000 })).rejects.toMatchObject(refusal('article-days-outside'))
    expect(await house.call('articles.list', {})).toMatchObject({ total: 0 })
    expect(await house.call('articles.groups', {})).toEqual([])
  })
})

describe('finding', () => {
  const names = async (text: string) => (await house.call('articles.search', { text })).map(({ name }) => name)
  test('by the beginnings of any words and by number, umlauts in each spelling', async () => {
    await save({ name: 'Olivenöl aus Kreta', number: 'F-210' })
    await save({ name: 'Ährenbrot', number: '21' })
    for (const text of ['oliv', 'kre oliv', 'F-210', 'f210', '210']) expect(await names(text)).toContain('Olivenöl aus Kreta')
    for (const text of ['ähren', 'aehren', 'ahren']) expect(await names(text)).toEqual(['Ährenbrot'])
    expect(await names('livenöl')).toEqual([])
    expect(await names('%')).toEqual([])
    expect((await names('21'))[0]).toBe('Ährenbrot')
  })
  test('what is out of the range is listed only when asked for', async () => {
    const { articleId } = await save({ name: 'Fahrradhelm' })
    await house.call('articles.retire', { articleId })
    expect(await names('helm fahr')).toEqual([])
    expect(await names('fahr')).toEqual([])
    expect(await house.call('articles.list', {})).toMatchObject({ total: 0 })
    expect((await house.call('articles.list', { includeRetired: true })).rows).toMatchObject([{ name: 'Fahrradhelm', retiredOn: '2026-03-12' }])
    await house.call('articles.bringBack', { articleId })
    expect(await names('fahr')).toEqual(['Fahrradhelm'])
  })
  test('the list is sorted by every column, unknown prices last either way', async () => {
    await save({ name: 'b', number: '10', priceCents: 300 as never })
    await save({ name: 'Ä', number: '9' })
    await save({ name: 'c', number: '100', priceCents: 100 as never })
    const sorted = async (by: 'name' | 'number' | 'price', descending = false) =>
      (await house.call('articles.list', { sort: { by, descending } })).rows.map(({ name }) => name)
    expect(await sorted('name')).toEqual(['Ä', 'b', 'c'])
    expect(await sorted('number')).toEqual(['Ä', 'b', 'c'])
    expect(await sorted('price')).toEqual(['c', 'b', 'Ä'])
    expect(await sorted('price', true)).toEqual(['b', 'c', 'Ä'])
  })
})

describe('going', () => {
  test('is refused while a receipt names it', async () => {
    const { articleId } = await save({ name: 'Brot' })
    house.db.exec(`insert into purchase (id, day, counts_on, total_cents, list_cents, created_at) values (1, '2026-03-01', '2026-03-01', 1, 1, 'x')`)
    house.db
      .prepare(
        'insert into purchase_line (id, purchase_id, position, article_id, quantity_milli, unit_cents, net_cents) values (1, 1, 1, ?, 1000, 1, 1)',
      )
      .run(articleId)
    await expect(house.call('articles.remove', { articleId })).rejects.toMatchObject(refusal('article-in-use'))
  })
  test('takes it from those it follows, and undo puts all back', async () => {
    const filter = await save({ name: 'Filter' })
    const machine = await save({ name: 'Maschine', followUpId: filter.articleId })
    await house.call('articles.remove', { articleId: filter.articleId })
    const follower = async (articleId: ArticleId) => (await house.call('articles.get', { articleId })).followUpName
    expect(await follower(machine.articleId)).toBe('')
    await house.job('operations.undoLast', {})
    expect(await follower(machine.articleId)).toBe('Filter')
    expect(await house.call('articles.search', { text: 'filt' })).toHaveLength(1)
  })
  test('of a group leaves its articles, and undo gives them the group again', async () => {
    const { groupId } = await house.call('articles.saveGroup', { name: 'Tee' })
    const { articleId } = await save({ name: 'Assam', groupId })
    expect(await house.call('articles.removeGroup', { groupId })).toEqual({ name: 'Tee', articles: 1 })
    expect(await house.call('articles.get', { articleId })).toMatchObject({ groupId: null, groupName: '' })
    await house.job('operations.undoLast', {})
    expect(await house.call('articles.groups', {})).toMatchObject([{ name: 'Tee', articles: 1 }])
  })
})
test('groups stand in the order of their names, umlauts beside their letters, and so do their articles', async () => {
  await save({ name: 'Ohne' })
  for (const name of ['Zubehör', 'Öle', 'Kaffee', 'Pfeffer']) {
    const { groupId } = await house.call('articles.saveGroup', { name })
    await save({ name: `Aus ${name}`, groupId })
  }
  expect((await house.call('articles.groups', {})).map(({ name }) => name)).toEqual(['Kaffee', 'Öle', 'Pfeffer', 'Zubehör'])
  const sorted = async (descending: boolean) =>
    (await house.call('articles.list', { sort: { by: 'group', descending } })).rows.map(({ groupName }) => groupName)
  expect(await sorted(false)).toEqual(['Kaffee', 'Öle', 'Pfeffer', 'Zubehör', ''])
  expect(await sorted(true)).toEqual(['Zubehör', 'Pfeffer', 'Öle', 'Kaffee', ''])
})
test('a group’s name is there once', async () => {
  await house.call('articles.saveGroup', { name: 'Tee' })
  await expect(house.call('articles.saveGroup', { name: 'TEE' })).rejects.toMatchObject(refusal('article-group-name-taken'))
  await expect(house.call('articles.saveGroup', { marginBp: 1 })).rejects.toMatchObject(refusal('article-group-name-missing'))
})
