import type { AccountId, Cents, CustomerId, IsoDate, OperationId, PurchaseId, Tier, TierId, TierStanding, Timestamp } from '#contract'
import type { Db } from '../../database/open.ts'

export type Cause = TierStanding['history'][number]['cause']
/** Where an account stands, and what brought it there. */
export interface AccountTier {
  tierId: TierId
  fromTierId: TierId | null
  since: IsoDate
  cause: Cause
  purchaseId: PurchaseId | null
  strikes: number
}
export interface Standing {
  accountId: AccountId
  customerId: CustomerId
}
interface TierRow extends AccountTier, Standing {}

/** Eligible net of receipts and returns `p` (domain.md §6.2): lines that give points, and all of a receipt without lines. */
const NET = `sum(case when exists (select 1 from purchase_line where purchase_id = p.id)
  then coalesce((select sum(net_cents) from purchase_line where purchase_id = p.id and earns_points = 1), 0) else p.total_cents end)`
const TIER = 'id, name, limit_cents as limitCents, multiplier_bp as multiplierBp'
const STANDING = 'tier_id as tierId, from_tier_id as fromTierId, since, cause, purchase_id as purchaseId, strikes'

/** All SQL about tiers and who stands on them. */
export function tiersRepository(db: Db) {
  const tiers = db.prepare<[], Tier>(`select ${TIER} from tier where retired_on is null order by limit_cents`)
  const hasTiers = db.prepare<[], number>('select exists (select 1 from tier where retired_on is null)').pluck()
  const counts = db.prepare<[], { id: TierId; accounts: number }>(
    `select tier_id as id, count(*) as accounts from account_tier t join loyalty_account l on l.id = t.account_id
       join customer c on c.id = l.customer_id and c.deleted_at is null group by tier_id`,
  )
  const insertTier = db.prepare<[Tier]>('insert into tier (id, name, limit_cents, multiplier_bp) values (@id, @name, @limitCents, @multiplierBp)')
  const updateTier = db.prepare<[Tier]>('update tier set name = @name, limit_cents = @limitCents, multiplier_bp = @multiplierBp where id = @id')
  const retire = db.prepare<[IsoDate, TierId]>('update tier set retired_on = ? where id = ? and retired_on is null')
  const clearLimit = db.prepare<[TierId]>('update tier set limit_cents = limit_cents + 1000000000 where id = ?')
  const standing = db.prepare<[AccountId], AccountTier>(`select ${STANDING} from account_tier where account_id = ?`)
  const put = db.prepare<[AccountTier & { accountId: AccountId }]>(
    `insert into account_tier (account_id, tier_id, from_tier_id, since, cause, purchase_id, strikes)
     values (@accountId, @tierId, @fromTierId, @since, @cause, @purchaseId, @strikes)
     on conflict (account_id) do update set tier_id = excluded.tier_id, from_tier_id = excluded.from_tier_id, since = excluded.since,
       cause = excluded.cause, purchase_id = excluded.purchase_id, strikes = excluded.strikes`,
  )
  const drop = db.prepare<[AccountId]>('delete from account_tier where account_id = ?')
  const strike = db.prepare<[number, AccountId]>('update account_tier set strikes = ? where account_id = ?')
  const append = db.prepare<[Record<string, unknown>]>(
    `insert into tier_change (id, account_id, from_tier_id, to_tier_id, day, cause, net_cents, created_at)
     values (@id, @accountId, @fromTierId, @toTierId, @day, @cause, @netCents, @createdAt)`,
  )
  const history = db.prepare<[AccountId], TierStanding['history'][number]>(
    `select day, f.name as "from", t.name as "to", cause, net_cents as netCents
     from tier_change h left join tier f on f.id = h.from_tier_id left join tier t on t.id = h.to_tier_id
     where account_id = ? order by h.id desc limit 50`,
  )
  const heldOn = db.prepare<[AccountId, IsoDate], { tierId: TierId | null }>(
    'select to_tier_id as tierId from tier_change where account_id = ? and day <= ? order by id desc limit 1',
  )
  const changedSince = db.prepare<[AccountId, IsoDate], number>('select 1 from tier_change where account_id = ? and day > ? limit 1').pluck()
  const net = db
    .prepare<{ customerId: CustomerId; after: IsoDate; until: IsoDate }, Cents | null>(
      `select ${NET} from purchase p
       where p.customer_id = @customerId and p.counts_on > @after and p.counts_on <= @until and p.voided_at is null`,
    )
    .pluck()
  const nets = db.prepare<{ after: IsoDate; until: IsoDate }, { customerId: CustomerId; netCents: Cents }>(
    `select p.customer_id as customerId, ${NET} as netCents from purchase p
     where p.customer_id > 0 and p.counts_on > @after and p.counts_on <= @until and p.voided_at is null group by p.customer_id`,
  )
  const isLess = db
    .prepare<{ id: PurchaseId; customerId: CustomerId }, number>(
      `select not exists (select 1 from purchase where id = @id and voided_at is null and customer_id = @customerId)
         or exists (select 1 from purchase where returns_id = @id and voided_at is null)
         or exists (select 1 from purchase_reduction where purchase_id = @id)`,
    )
    .pluck()
  const newest = db
    .prepare<[CustomerId], PurchaseId>(
      "select id from purchase where customer_id = ? and kind = 'purchase' and voided_at is null order by id desc limit 1",
    )
    .pluck()
  const touched = db.prepare<[OperationId], Standing>(
    `select l.id as accountId, l.customer_id as customerId from loyalty_account l join customer c on c.id = l.customer_id and c.merged_into_id is null
     where l.customer_id in (select customer_id from change where operation_id = ? and table_name in ('purchase', 'purchase_line', 'customer'))`,
  )
  const isAboutTiers = db
    .prepare<[OperationId], number>("select exists (select 1 from change where operation_id = ? and table_name = 'tier')")
    .pluck()
  const everybody = db.prepare<[], Standing & { wasTier: TierId | null }>(
    `select l.id as accountId, l.customer_id as customerId, t.tier_id as wasTier
     from loyalty_account l join customer c on c.id = l.customer_id and c.merged_into_id is null left join account_tier t on t.account_id = l.id`,
  )
  const tiered = db.prepare<[], TierRow>(
    `select l.id as accountId, l.customer_id as customerId, ${STANDING} from account_tier t join loyalty_account l on l.id = t.account_id
       join customer c on c.id = l.customer_id and c.merged_into_id is null`,
  )
  const brought = db
    .prepare<[CustomerId], TierId>(
      `select t.tier_id from customer c join loyalty_account l on l.customer_id = c.id join account_tier t on t.account_id = l.id
       where c.merged_into_id = ?`,
    )
    .pluck()
  const reviewed = db.prepare<[], IsoDate | null>('select reviewed_through from point_mark').pluck()
  const setReviewed = db.prepare<[IsoDate]>('update point_mark set reviewed_through = ?')

  return {
    tiers: (): readonly Tier[] => tiers.all(),
    hasTiers: () => hasTiers.get() === 1,
    counts: () => new Map(counts.all().map(({ id, accounts }) => [id, accounts])),
    insertTier: (tier: Tier) => void insertTier.run(tier),
    updateTier: (tier: Tier) => void updateTier.run(tier),
    retire: (id: TierId, on: IsoDate) => void retire.run(on, id),
    /** Out of the way of others, until the tier has its new limit. */
    clearLimit: (id: TierId) => void clearLimit.run(id),
    standing: (id: AccountId) => standing.get(id),
    put: (accountId: AccountId, row: AccountTier) => void put.run({ accountId, ...row }),
    drop: (id: AccountId) => void drop.run(id),
    strike: (id: AccountId, strikes: number) => void strike.run(strikes, id),
    append(change: {
      id: number
      accountId: AccountId
      fromTierId: TierId | null
      toTierId: TierId | null
      day: IsoDate
      cause: Cause
      netCents: number
      createdAt: Timestamp
    }) {
      append.run(change)
    },
    history: (id: AccountId) => history.all(id),
    /** The tier an account stood on at the end of a day, by its history; undefined without one. */
    heldOn: (id: AccountId, day: IsoDate) => heldOn.get(id, day)?.tierId,
    hasChangedSince: (id: AccountId, day: IsoDate) => changedSince.get(id, day) === 1,
    net: (customerId: CustomerId, span: { after: IsoDate; until: IsoDate }) => net.get({ customerId, ...span }) ?? (0 as Cents),
    /** The same for everybody who bought or returned something. */
    nets: (span: { after: IsoDate; until: IsoDate }) => new Map(nets.all(span).map(({ customerId, netCents }) => [customerId, netCents])),
    /** Whether a receipt is gone, another's, or not whole any more. */
    isLess: (id: PurchaseId, customerId: CustomerId) => isLess.get({ id, customerId }) === 1,
    newestReceipt: (customerId: CustomerId) => newest.get(customerId) ?? null,
    touchedBy: (operationId: OperationId) => touched.all(operationId),
    isAboutTiers: (operationId: OperationId) => isAboutTiers.get(operationId) === 1,
    everybody: () => everybody.all(),
    tiered: () => tiered.all(),
    /** The tiers that those brought who were merged into a customer. */
    broughtBy: (customerId: CustomerId) => brought.all(customerId),
    reviewedThrough: () => reviewed.get() ?? null,
    setReviewed: (day: IsoDate) => void setReviewed.run(day),
  }
}
