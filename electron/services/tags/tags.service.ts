import type { Handlers, JobContext, OperationId } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { CustomersService } from '../customers/customers.service.ts'
import type { ServiceBase } from '../service-base.ts'
import { tagsRepository } from './tags.repository.ts'

/** From so many customers on, a change of all of them runs on the other thread. */
const LARGE = 500

/** A change of one tag wherever it is. */
type TagChange = { call: 'tags.rename' | 'tags.mergeInto'; name: string; to: string } | { call: 'tags.remove'; name: string }
interface Changed {
  operationId: OperationId | null
  customers: number
}
interface TagsService {
  calls: Handlers['tags']
  tasks: { 'tags.change': (change: TagChange) => Changed }
}
type Deps = Pick<ServiceBase, 'db' | 'newId' | 'recorder' | 'background'> & { customers: Pick<CustomersService, 'tagged'> }

/** The words that customers are sorted by: their colours, and what changes with all who have one. */
export function tagsService({ db, newId, recorder, background, customers }: Deps): TagsService {
  const repository = tagsRepository(db, newId)
  const { tagged } = customers

  /** Also tags of customers in the bin, which come back with them. */
  function names(): string[] {
    return [...new Set([...tagged.counts(), ...repository.all()].map(({ name }) => name))]
  }
  function require(name: string): void {
    if (!names().includes(name)) throw new AppError('missing', 'tag-gone', { name })
  }
  function requireFree(newName: string, name: string): void {
    if (newName === '') throw new AppError('invalid', 'tag-name-missing')
    const other = names().find((known) => known !== name && known.toLowerCase() === newName.toLowerCase())
    if (other !== undefined) throw new AppError('conflict', 'tag-exists', { name: other })
  }

  function perform(change: TagChange): Changed {
    const { value, operationId } = recorder.run({ call: change.call }, () => {
      const customerCount = tagged.count(change.name)
      switch (change.call) {
        case 'tags.remove':
          tagged.remove(change.name)
          repository.drop(change.name)
          break
        case 'tags.rename':
          tagged.rename(change.name, change.to)
          repository.rename(change.name, change.to)
          break
        case 'tags.mergeInto':
          tagged.rename(change.name, change.to)
          repository.drop(change.name)
          break
      }
      recorder.describe({ count: customerCount })
      return customerCount
    })
    return { operationId, customers: value }
  }
  const run = (change: TagChange, job: JobContext) =>
    tagged.count(change.name) < LARGE ? perform(change) : background.run<Changed>('tags.change', change, job)

  return {
    tasks: { 'tags.change': perform },
    calls: {
      list() {
        const counts = new Map(tagged.counts().map(({ name, count }) => [name, count]))
        const known = new Map(repository.all().map((tag) => [tag.name, tag]))
        return names()
          .map((name) => ({
            name,
            color: known.get(name)?.color ?? ('grey' as const),
            careDays: known.get(name)?.careDays ?? null,
            count: counts.get(name) ?? 0,
          }))
          .toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name, 'de'))
      },
      colors: () => repository.all().flatMap(({ name, color }) => (color === 'grey' ? [] : [{ name, color }])),
      setColor({ name, color }) {
        require(name)
        repository.put(name, color)
        recorder.describe({ count: 1 })
        return { name, color }
      },
      setCareDays({ name, careDays }) {
        require(name)
        repository.putCareDays(name, careDays)
        recorder.describe({ count: 1 })
        return { name, careDays }
      },
      rename({ name, newName }, job) {
        require(name)
        requireFree(newName, name)
        return newName === name ? { operationId: null, customers: 0 } : run({ call: 'tags.rename', name, to: newName }, job)
      },
      mergeInto({ name, into }, job) {
        require(name)
        require(into)
        return name === into ? { operationId: null, customers: 0 } : run({ call: 'tags.mergeInto', name, to: into }, job)
      },
      remove({ name }, job) {
        require(name)
        return run({ call: 'tags.remove', name }, job)
      },
    },
  }
}
