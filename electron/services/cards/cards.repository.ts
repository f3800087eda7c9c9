import type { AccountId, Card, CardDesignId, CardId, CardStatus, CustomerId, IsoDate, Timestamp } from '#contract'
import type { Db } from '../../database/open.ts'
import type { PrintableCard } from './print/card-printing.ts'

/** What is written about a new card. */
interface NewCard {
  id: CardId
  accountId: AccountId | null
  serial: number
  number: string
  issuedOn: IsoDate
  designId: CardDesignId | null
}
/** A card as a scan finds it, with what took its place. */
interface FoundCard {
  cardId: CardId
  customerId: CustomerId | null
  number: string
  status: CardStatus
  statusReason: string
  statusSince: IsoDate
  replacedByNumber: string | null
  /** Its customer was forgotten; only figures are left. */
  isErased: 0 | 1
}
interface StatusChange {
  id: CardId
  status: CardStatus
  reason: string
  day: IsoDate
  replacedById: CardId | null
}

/** The columns of a card; reads `card` and `loyalty_account`. */
export const CARD = `card.id, loyalty_account.customer_id as customerId, card.number, status, status_reason as statusReason, issued_on as issuedOn,
  status_since as statusSince, replaced_by_id as replacedById, printed_at as printedAt, handed_over_on as handedOverOn, design_id as designId`
const FROM = 'from card left join loyalty_account on loyalty_account.id = card.account_id'

/** All SQL about cards but the list. */
export function cardsRepository(db: Db) {
  const nextSerial = db.prepare<[], number>('update card_serial set high = high + 1 returning high').pluck()
  const highSerial = db.prepare<[], number>('select high from card_serial').pluck()
  const insert = db.prepare<[NewCard]>(
    `insert into card (id, account_id, serial, number, status, issued_on, status_since, design_id)
     values (@id, @accountId, @serial, @number, 'active', @issuedOn, @issuedOn, @designId)`,
  )
  const byId = db.prepare<[CardId], Card>(`select ${CARD} ${FROM} where card.id = ?`)
  const accountOf = db.prepare<[CardId], AccountId | null>('select account_id from card where id = ?').pluck()
  const ofCustomer = db.prepare<[CustomerId], Card>(
    `select ${CARD} from loyalty_account join card on card.account_id = loyalty_account.id where customer_id = ? order by card.id desc`,
  )
  const byNumber = db.prepare<[string], FoundCard>(
    `select card.id as cardId, loyalty_account.customer_id as customerId, card.number, card.status, card.status_reason as statusReason,
       card.status_since as statusSince, successor.number as replacedByNumber, customer.erased_at is not null as isErased
     ${FROM} left join customer on customer.id = loyalty_account.customer_id left join card as successor on successor.id = card.replaced_by_id
     where card.number = ?`,
  )
  const setStatus = db.prepare<[StatusChange]>(
    'update card set status = @status, status_reason = @reason, status_since = @day, replaced_by_id = @replacedById where id = @id',
  )
  const setAccount = db.prepare<[AccountId, IsoDate | null, CardId]>(
    'update card set account_id = ?, handed_over_on = coalesce(handed_over_on, ?) where id = ?',
  )
  const setPrinted = db.prepare<[Timestamp, CardId]>('update card set printed_at = ? where id = ?')
  const setHandedOver = db.prepare<[IsoDate, CardId]>('update card set handed_over_on = ? where id = ?')
  const setDesign = db.prepare<[CardDesignId | null, CardId]>('update card set design_id = ? where id = ?')
  const printable = db.prepare<[string], PrintableCard>(
    `select card.id, card.number, status, design_id as designId,
       case when firm_name <> '' and kind = 'firm' then firm_name else trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')) end as name,
       coalesce(substr(coalesce(shown.first_day, customer.created_on), 1, 4), '') as since, coalesce(tier.name, '') as tier
     ${FROM} left join customer on customer.id = loyalty_account.customer_id left join customer_summary as shown on shown.customer_id = customer.id
     left join account_tier on account_tier.account_id = card.account_id left join tier on tier.id = account_tier.tier_id
     where card.id in (select value from json_each(?)) and customer.deleted_at is null`,
  )
  const purge = db.prepare<[CustomerId]>('delete from card where account_id = (select id from loyalty_account where customer_id = ?)')

  return {
    /** A serial that no card ever had, not even one whose issue was undone. */
    nextSerial: () => nextSerial.get() as number,
    /** The last serial that was given. */
    highSerial: () => highSerial.get() ?? 0,
    insert: (card: NewCard) => void insert.run(card),
    find: (id: CardId) => byId.get(id),
    accountOf: (id: CardId) => accountOf.get(id) ?? null,
    listFor: (customerId: CustomerId) => ofCustomer.all(customerId),
    findByNumber: (number: string) => byNumber.get(number),
    setStatus: (change: StatusChange) => void setStatus.run(change),
    /** Gives a card to an account; on this day its owner got it, where that is not known yet. */
    setAccount: (id: CardId, accountId: AccountId, handedOverOn: IsoDate | null) => void setAccount.run(accountId, handedOverOn, id),
    markPrinted: (id: CardId, at: Timestamp) => setPrinted.run(at, id).changes === 1,
    markHandedOver: (id: CardId, day: IsoDate) => void setHandedOver.run(day, id),
    setDesign: (id: CardId, designId: CardDesignId | null) => setDesign.run(designId, id).changes === 1,
    /** The cards with these ids whose customers are not in the bin, with the name that stands on them; '' for a card of nobody. */
    printable: (ids: readonly CardId[]) => printable.all(JSON.stringify(ids)),
    purge: (customerId: CustomerId) => void purge.run(customerId),
  }
}
