/** Tiers by what was bought in twelve months, and rules that give more points for a time. */
export const tiersBonus = `
create table tier (
  id integer primary key,
  name text not null check (name <> ''),
  -- Reached from this eligible net of twelve months on, itself included.
  limit_cents integer not null check (limit_cents > 0),
  multiplier_bp integer not null check (multiplier_bp between 10000 and 100000),
  retired_on text
) strict;
create unique index tier_limit on tier (limit_cents) where retired_on is null;

-- Where each account stands; follows from receipts, reviews and merges.
create table account_tier (
  id integer primary key,
  account_id integer not null unique references loyalty_account (id) on delete cascade,
  tier_id integer not null references tier (id) on delete cascade,
  -- The one before, to which it falls back when what lifted it is undone.
  from_tier_id integer references tier (id) on delete set null,
  since text not null,
  cause text not null check (cause in ('bought', 'review', 'returned', 'merged', 'rules')),
  -- The receipt that lifted it.
  purchase_id integer references purchase (id) on delete set null,
  -- Reviews in a row that found too little.
  strikes integer not null default 0 check (strikes between 0 and 1)
) strict;
create index account_tier_tier on account_tier (tier_id);
create index account_tier_from on account_tier (from_tier_id) where from_tier_id is not null;
create index account_tier_purchase on account_tier (purchase_id) where purchase_id is not null;

create table tier_change (
  id integer primary key,
  account_id integer not null references loyalty_account (id) on delete cascade,
  from_tier_id integer references tier (id) on delete set null,
  to_tier_id integer references tier (id) on delete set null,
  day text not null,
  cause text not null,
  -- The eligible net of twelve months on that day.
  net_cents integer not null,
  created_at text not null
) strict;
create index tier_change_account on tier_change (account_id, id);
create index tier_change_from on tier_change (from_tier_id) where from_tier_id is not null;
create index tier_change_to on tier_change (to_tier_id) where to_tier_id is not null;
-- Through which first of a month the tiers were reviewed.
alter table point_mark add column reviewed_through text;

create table bonus_rule (
  id integer primary key,
  name text not null check (name <> ''),
  from_day text not null,
  to_day text not null check (to_day >= from_day),
  -- On which weekdays, 0 = Sunday; empty on all.
  weekdays text not null default '[]' check (json_valid(weekdays)),
  min_base_cents integer not null default 0 check (min_base_cents >= 0),
  -- So much more of the points, in basis points, or so many more.
  extra_bp integer check (extra_bp > 0),
  extra_points integer check (extra_points > 0),
  -- For whom: a saved view, a tier, or everybody. A view that is gone holds nobody.
  view_id integer,
  tier_id integer references tier (id) on delete set null,
  retired_on text,
  check ((extra_bp is null) <> (extra_points is null))
) strict;
create index bonus_rule_open on bonus_rule (to_day) where retired_on is null;
create index bonus_rule_tier on bonus_rule (tier_id) where tier_id is not null;

-- What a bonus entry follows when goods come back; without a part of the points it is the entry's own number.
alter table point_entry add column rule_id integer;
alter table point_entry add column extra_bp integer;
alter table point_entry add column min_base_cents integer;
drop trigger point_entry_is_fixed;
create trigger point_entry_is_fixed before update on point_entry
  when (select value from setting where key = 'purging') is null
    and not (
      new.id = old.id and new.kind = old.kind and new.points = old.points and new.day = old.day and new.key = old.key
      and new.purchase_id is old.purchase_id and new.reverses_id is old.reverses_id and new.base_cents is old.base_cents
      and new.rate is old.rate and new.reason = old.reason and new.expires_on is old.expires_on and new.created_at = old.created_at
      and new.usable_from is old.usable_from and new.worth = old.worth and new.tier_bp is old.tier_bp and new.lot_id is old.lot_id
      and new.rule_id is old.rule_id and new.extra_bp is old.extra_bp and new.min_base_cents is old.min_base_cents
      and exists (select 1 from operation where id = (select operation_id from current_operation) and call = 'customers.merge')
    )
begin select raise(abort, 'point_entry is append-only'); end;
`
