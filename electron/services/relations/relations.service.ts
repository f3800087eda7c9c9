import type { CustomerId, Handlers, RelatedCustomer, Relation, RelationId } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { CustomersService } from '../customers/customers.service.ts'
import type { ServiceBase } from '../service-base.ts'
import { orderly, saysTheSame, streetKey } from './relation.rules.ts'
import { relationGraph } from './relation-graph.ts'
import { relationsRepository } from './relations.repository.ts'
import type { RelationFields } from './relations.repository.ts'

const MOST_SUGGESTIONS = 5

export interface RelationsService {
  calls: Handlers['relations']
}
type Deps = Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder'> & { customers: Pick<CustomersService, 'require'> }

/** Who belongs to whom: households, kin, people at firms, and what the owner names. */
export function relationsService({ db, clock, newId, recorder, customers }: Deps): RelationsService {
  const repository = relationsRepository(db, newId)

  function require(relationId: RelationId): Relation {
    const relation = repository.find(relationId)
    if (!relation) throw new AppError('missing', 'relation-gone')
    return relation
  }
  /** Checks what is said, and answers it as it is stored. */
  function checked(said: RelationFields, except: RelationId | null): RelationFields {
    if (said.aId === said.bId) throw new AppError('invalid', 'relation-with-self', { name: customers.require(said.aId).displayName })
    const [a, b] = [customers.require(said.aId), customers.require(said.bId)]
    const fields = orderly(said, a, b)
    const isThere = repository.between(a.id, b.id).some((other) => other.id !== except && saysTheSame(fields, other))
    if (isThere) throw new AppError('conflict', 'relation-already', { name: a.displayName, other: b.displayName })
    return fields
  }
  function related(customerId: CustomerId): RelatedCustomer {
    const { id, displayName, kind } = customers.require(customerId)
    return { customerId: id, displayName, kind }
  }

  return {
    calls: {
      add(said) {
        const id = repository.insert(checked(said, null), clock.now())
        recorder.describe({ customerId: said.aId, count: 1 })
        return require(id)
      },
      update({ relationId, ...change }) {
        const { id, ...before } = require(relationId)
        const said = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
        repository.update(id, checked({ ...before, ...said }, id))
        recorder.describe({ customerId: before.aId, count: 1 })
        return require(id)
      },
      remove({ relationId }) {
        const relation = require(relationId)
        repository.drop(relationId)
        recorder.describe({ customerId: relation.aId, count: 1 })
        return relation
      },
      listFor({ customerId }) {
        customers.require(customerId)
        const lines = repository
          .neighbours(customerId)
          .filter(({ kind }) => kind !== 'household')
          .map(({ id, aId, kind, label, reverseLabel, otherId, displayName, otherKind }) => {
            const isReversed = aId !== customerId
            const [own, theirs] = isReversed ? [reverseLabel, label] : [label, reverseLabel]
            return {
              relationId: id,
              kind,
              label: own,
              reverseLabel: theirs,
              isReversed,
              other: { customerId: otherId, displayName, kind: otherKind },
            }
          })
        return { household: repository.household(customerId), lines }
      },
      graph: ({ customerId, depth }) => relationGraph(related(customerId), depth, repository.neighbours),
      suggestions({ customerId }) {
        customers.require(customerId)
        const found = new Map<CustomerId, RelatedCustomer>()
        for (const { street, ownStreet, ...other } of repository.sameSurname(customerId))
          if (streetKey(street) === streetKey(ownStreet)) found.set(other.customerId, other)
        return [...found.values()].slice(0, MOST_SUGGESTIONS)
      },
    },
  }
}
