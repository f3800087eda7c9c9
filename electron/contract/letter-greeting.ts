import { personAt } from './address-block.ts'
import type { Addressee } from './address-block.ts'
import type { Customer } from './customers.ts'

// Types only from the contract's parsers, so that the window can use it without carrying them.

type Person = Pick<Customer, 'salutation' | 'title' | 'firstName' | 'lastName'>
export type Greeted = Addressee & Pick<Customer, 'letterGreeting'>

/** Degrees and fields ("med.", "Dipl.-Ing.") are written in the address but not said; of several doctors one is. */
function spokenTitle(title: string): string {
  const said = [/\bprof/i.test(title) ? 'Prof.' : '', /\bdr\b/i.test(title) || /\bDr\./.test(title) ? 'Dr.' : '']
  return said.filter(Boolean).join(' ')
}
const words = (...parts: readonly string[]) =>
  parts
    .map((part) => part.trim())
    .filter(Boolean)
    .join(' ')

function formal(person: Person): string {
  const title = spokenTitle(person.title)
  if (person.lastName !== '' && person.salutation === 'ms') return `Sehr geehrte Frau ${words(title, person.lastName)},`
  if (person.lastName !== '' && person.salutation === 'mr') return `Sehr geehrter Herr ${words(title, person.lastName)},`
  return `Guten Tag ${words(title, person.firstName, person.lastName)},`
}
function informal(person: Person): string {
  if (person.firstName === '') return formal(person)
  const dear = person.salutation === 'ms' ? 'Liebe' : person.salutation === 'mr' ? 'Lieber' : 'Hallo'
  return `${dear} ${person.firstName},`
}

/**
 * How a letter begins, line by line (domain.md §12). The owner's own wording wins; `second` is the other one of a couple and gets the second line.
 * Nobody to name, as at a firm without a person: "Sehr geehrte Damen und Herren,".
 */
export function letterGreeting(who: Greeted, second: Person | null = null): string[] {
  if (who.letterGreeting !== '') return [who.letterGreeting]
  const person = who.kind === 'firm' ? personAt(who) : who
  if (!person || (person.firstName === '' && person.lastName === '')) return ['Sehr geehrte Damen und Herren,']
  const greet = who.addressForm === 'informal' ? informal : formal
  if (!second) return [greet(person)]
  const next = greet(second)
  return [greet(person), next.charAt(0).toLocaleLowerCase('de') + next.slice(1)]
}
