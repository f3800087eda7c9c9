import type { CustomerId } from '#contract'
import type { TillArticle, TillCustomer, TillParties } from './till-lines.ts'
import type { TillPlan } from './till-plan.ts'
import type { TillRepository } from './till.repository.ts'

const MAX_HINT = 120
const MAX_TEXT = 200
const CARD = /^\d{13}$/
const EMAIL = /^[^\s@]+@[^\s@]+$/

/** Finds the customers and articles of a till's file, each asked for once. */
export function tillParties(plan: TillPlan, repository: TillRepository): TillParties & { customers(): Iterable<TillCustomer> } {
  const { at } = plan
  const customers = new Map<string, TillCustomer>()
  const articles = new Map<string, Map<string, TillArticle>>()
  const articleIds = repository.articles()
  const naming = [at.customerNumber, at.cardNumber, at.email, at.externalId, at.customerName].filter((index) => index >= 0)
  const cellOf = (cells: readonly string[], index: number) => (index < 0 ? '' : (cells[index] ?? '').trim())

  function byText(text: string): CustomerId | null {
    if (text === '') return null
    // A spreadsheet that takes numbers for amounts writes 12583.0.
    const number = text.replace(/\.0+$/, '')
    const short = number.replace(/^0+(?=\d)/, '')
    return (
      repository.byNumber(number) ??
      (short === number ? null : repository.byNumber(short)) ??
      (CARD.test(number) ? repository.byCard(number) : null) ??
      (EMAIL.test(number) ? repository.byEmail(number.toLowerCase()) : null) ??
      repository.byReference(number)
    )
  }
  function find(cells: readonly string[]): CustomerId | null {
    return (
      byText(cellOf(cells, at.customerNumber)) ??
      byText(cellOf(cells, at.cardNumber).replaceAll(' ', '')) ??
      byText(cellOf(cells, at.email)) ??
      byText(cellOf(cells, at.externalId))
    )
  }
  const hintOf = (cells: readonly string[]) => {
    for (const index of naming) {
      const text = cellOf(cells, index).replace(/^(\d+)\.0+$/, '$1')
      if (text !== '') return text.slice(0, MAX_HINT)
    }
    return ''
  }

  return {
    customers: () => customers.values(),
    customerOf(cells) {
      const key = naming.length === 1 ? cellOf(cells, naming[0]!) : naming.map((index) => cellOf(cells, index)).join('\x1f')
      let customer = customers.get(key)
      if (!customer) {
        const hint = hintOf(cells)
        customer = {
          key: hint === '' ? '' : key,
          hint,
          number: cellOf(cells, at.customerNumber).replace(/^(\d+)\.0+$/, '$1'),
          customerId: hint === '' ? null : (find(cells) ?? repository.byHint(hint)),
        }
        customers.set(key, customer)
      }
      return customer
    },
    articleOf(number, name) {
      const names = articles.get(number) ?? new Map<string, TillArticle>()
      articles.set(number, names)
      let article = names.get(name)
      if (!article) {
        const articleId = articleIds.get(number) ?? null
        const text = articleId === null ? [number, name].filter(Boolean).join(' ') : name
        article = { articleId, text: text.replace(/\s+/g, ' ').slice(0, MAX_TEXT) }
        names.set(name, article)
      }
      return article
    },
  }
}
