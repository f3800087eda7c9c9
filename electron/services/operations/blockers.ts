import type { CustomerId, OperationId } from '#contract'
import type { OperationRow, OperationsRepository } from './operations.repository.ts'

/** A later operation that stands in the way, and whose rows it concerns. */
export interface Blocker {
  operation: OperationRow
  customerId: CustomerId | null
}

/** The operation that says now what `operation` said first: itself, or the last link of undo and redo after it. */
export function lastLink(repository: OperationsRepository, operation: OperationRow): OperationRow {
  let last = operation
  for (let next = last.undoneById; next !== null; next = last.undoneById) last = repository.find(next)!
  return last
}

/** Whether what an operation changed is in force: each undo of an undo puts it back in force. */
export function isInForce(repository: OperationsRepository, operation: OperationRow): boolean {
  let inForce = true
  for (let next = operation.undoneById; next !== null; next = repository.find(next)!.undoneById) inForce = !inForce
  return inForce
}

/** The first operation of a chain of undo and redo: what was once done. */
export function firstLink(repository: OperationsRepository, operation: OperationRow): OperationRow {
  let first = operation
  while (first.undoesId !== null) first = repository.find(first.undoesId)!
  return first
}

/**
 * Operations after `id` that changed the same rows and are still in force, newest first.
 * An operation and its undo cancel each other when both are later; so of each chain of undo and redo the later links are
 * counted per customer, and only an odd number of them leaves a trace.
 */
export function* laterInForce(repository: OperationsRepository, id: OperationId): Generator<Blocker> {
  const chains = new Map<OperationId, OperationRow[]>()
  const laterLinks = (operationId: OperationId): OperationRow[] => {
    let links = chains.get(operationId)
    if (links) return links
    links = []
    const start = firstLink(repository, repository.find(operationId)!)
    for (let link: OperationRow | undefined = start; link; link = link.undoneById === null ? undefined : repository.find(link.undoneById))
      if (link.id > id) links.push(link)
    for (const link of links) chains.set(link.id, links)
    return links
  }
  for (const { customerId, operationId } of repository.laterTouches(id)) {
    const links = laterLinks(operationId)
    const inForce = links.length === 1 ? 1 : links.filter((link) => repository.touches(link.id, customerId)).length
    if (inForce % 2 === 1) yield { operation: links[0]!, customerId }
  }
}
