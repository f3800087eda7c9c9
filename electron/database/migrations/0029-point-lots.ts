/**
 * Points as lots: until when they are valid, from when they can be used, what they are worth, and which entry an entry changes. And what a
 * receipt was reduced by after it was written down.
 */
export const pointLots = `
alter table point_entry add column usable_from text;
-- Hundredths of a cent that a point is worth; what was promised with it.
alter table point_entry add column worth integer not null default 100 check (worth >= 0);
-- The multiplier of the tier at that time, in basis points; null is once.
alter table point_entry add column tier_bp integer;
-- The entry whose points this one changes: the earning of the same receipt, or what was redeemed on it.
alter table point_entry add column lot_id integer references point_entry (id) on delete no action;

drop trigger point_entry_is_fixed;
update point_entry set lot_id = (select e.id from point_entry e
    where e.key = 'earn:' || coalesce((select returns_id from purchase p where p.id = point_entry.purchase_id), point_entry.purchase_id))
  where key like 'return:%' or key like 'settle:%';
create trigger point_entry_is_fixed before update on point_entry
  when (select value from setting where key = 'purging') is null
    and not (
      new.id = old.id and new.kind = old.kind and new.points = old.points and new.day = old.day and new.key = old.key
      and new.purchase_id is old.purchase_id and new.reverses_id is old.reverses_id and new.base_cents is old.base_cents
      and new.rate is old.rate and new.reason = old.reason and new.expires_on is old.expires_on and new.created_at = old.created_at
      and new.usable_from is old.usable_from and new.worth = old.worth and new.tier_bp is old.tier_bp and new.lot_id is old.lot_id
      and exists (select 1 from operation where id = (select operation_id from current_operation) and call = 'customers.merge')
    )
begin select raise(abort, 'point_entry is append-only'); end;

create index point_entry_lot on point_entry (lot_id) where lot_id is not null;
create index point_entry_expires on point_entry (expires_on, account_id) where expires_on is not null;
create index point_entry_expired on point_entry (day) where kind = 'EXPIRE';
-- Through which day the points of all accounts have been looked at for their end.
create table point_mark (id integer primary key check (id = 1), expired_through text) strict;
insert into point_mark (id, expired_through) values (1, null);

-- What points gave and promised from when on; written down whenever the owner changes it.
create table programme_version (
  id integer primary key,
  since text not null,
  points_per_euro integer not null,
  point_years integer not null,
  point_worth integer not null,
  point_minimum integer not null,
  point_pending_days integer not null
) strict;

-- What a receipt was reduced by: lines and total are lowered, and here stands by whom, so that a return can give it back.
create table purchase_reduction (
  id integer primary key,
  purchase_id integer not null references purchase (id) on delete cascade,
  line_id integer references purchase_line (id) on delete cascade,
  kind text not null check (kind in ('points', 'voucher')),
  -- The entry of the ledger, or the use of the voucher.
  source_id integer not null,
  cents integer not null check (cents > 0)
) strict;
create index purchase_reduction_purchase on purchase_reduction (purchase_id);
create index purchase_reduction_line on purchase_reduction (line_id) where line_id is not null;
create index purchase_reduction_source on purchase_reduction (source_id);
`
