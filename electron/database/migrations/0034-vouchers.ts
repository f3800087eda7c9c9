/** Vouchers and what they were used on. What of a voucher is open follows from its uses and from what came back of their receipts. */
export const vouchers = `
create table voucher (
  id integer primary key,
  code text not null unique,
  kind text not null check (kind in ('value', 'percent', 'amount', 'reward', 'referral')),
  -- Only this customer can use it; null: whoever brings it.
  owner_id integer references customer (id) on delete set null,
  value_cents integer check (value_cents > 0),
  rate_bp integer check (rate_bp between 1 and 10000),
  text text not null default '',
  issued_on text not null,
  starts_on text not null,
  -- The last day on which it can be used.
  expires_on text not null check (expires_on >= starts_on),
  min_basket_cents integer not null default 0 check (min_basket_cents >= 0),
  uses integer not null default 1 check (uses >= 1),
  is_stackable integer not null default 0 check (is_stackable in (0, 1)),
  -- A paid voucher for one tax rate is taxed when it is sold, else when it is used (§ 3 (13)–(15) UStG).
  vat_kind text check (vat_kind in ('single', 'multi')),
  note text not null default '',
  source_kind text check (source_kind in ('stamps', 'points', 'referral')),
  source_id integer,
  cancelled_on text,
  cancel_reason text not null default '',
  created_at text not null,
  check (case kind when 'value' then value_cents is not null and vat_kind is not null
    when 'amount' then value_cents is not null when 'percent' then rate_bp is not null when 'referral' then rate_bp is not null
    else text <> '' end)
) strict;
create index voucher_owner on voucher (owner_id) where owner_id is not null;
create index voucher_issued on voucher (issued_on, kind);
create index voucher_source on voucher (source_kind, source_id) where source_id is not null;

create table voucher_use (
  id integer primary key,
  voucher_id integer not null references voucher (id) on delete restrict,
  purchase_id integer not null references purchase (id) on delete restrict,
  -- What it took off, or paid.
  cents integer not null check (cents >= 0),
  created_at text not null
) strict;
create index voucher_use_voucher on voucher_use (voucher_id);
create index voucher_use_purchase on voucher_use (purchase_id);
`
