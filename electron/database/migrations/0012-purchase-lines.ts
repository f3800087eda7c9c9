/**
 * Articles, lines of receipts, returns and sales whose customer nobody knows. `purchase` is built anew, because a return is a receipt with a
 * negative total and a sale without a customer is one too.
 */
export const purchaseLines = `
create table staff (
  id integer primary key,
  name text not null unique check (name <> ''),
  position integer not null default 0,
  -- Whoever has left keeps the past and is no longer offered.
  left_on text,
  created_at text not null
) strict;

create table article_group (
  id integer primary key,
  name text not null unique check (name <> ''),
  -- What is left of the net, in basis points; null: the shop's own.
  margin_bp integer check (margin_bp between 0 and 10000),
  -- Days until it is needed again; null: not known.
  demand_days integer check (demand_days between 1 and 3650),
  position integer not null default 0
) strict;

create table article (
  id integer primary key,
  number text not null unique check (number <> ''),
  name text not null check (name <> ''),
  group_id integer references article_group (id) on delete set null,
  price_cents integer check (price_cents >= 0),
  vat_bp integer not null default 1900 check (vat_bp between 0 and 10000),
  margin_bp integer check (margin_bp between 0 and 10000),
  demand_days integer check (demand_days between 1 and 3650),
  -- Two of it last twice as long.
  is_stockable integer not null default 0 check (is_stockable in (0, 1)),
  earns_points integer not null default 1 check (earns_points in (0, 1)),
  is_discountable integer not null default 1 check (is_discountable in (0, 1)),
  is_price_bound integer not null default 0 check (is_price_bound in (0, 1)),
  is_voucher integer not null default 0 check (is_voucher in (0, 1)),
  follow_up_id integer references article (id) on delete set null,
  only_here text not null default '',
  -- No longer sold; kept, because receipts name it.
  retired_on text,
  created_at text not null
) strict;
create index article_group_id on article (group_id) where group_id is not null;
create index article_follow_up on article (follow_up_id) where follow_up_id is not null;
create index article_name on article (name, id);

create table purchase_new (
  id integer primary key,
  -- Null: a sale of the till whose customer nobody knows.
  customer_id integer references customer (id) on delete restrict,
  kind text not null default 'purchase' check (kind in ('purchase', 'return')),
  -- The receipt that a return takes goods back from; null when it is not known.
  returns_id integer references purchase (id) on delete restrict,
  day text not null,
  -- Whose purchase day it counts on (domain.md G3): its own; for a return that of the purchase it returns.
  counts_on text not null,
  -- Net of discounts; a return's is negative, so that every sum is net of returns.
  total_cents integer not null check ((kind = 'purchase' and total_cents >= 0) or (kind = 'return' and total_cents <= 0)),
  -- Before discounts, same sign.
  list_cents integer not null,
  discount_reason text not null default '',
  channel text not null default 'shop' check (channel in ('shop', 'phone', 'online', 'other')),
  staff_id integer references staff (id) on delete set null,
  receipt_no text not null default '',
  note text not null default '',
  import_id integer references import_run (id) on delete set null,
  -- What the till's file said about a customer who was not found.
  customer_hint text not null default '',
  created_at text not null,
  -- Taken out again: the row stays, because points were booked on it.
  voided_at text,
  check (kind = 'return' or returns_id is null)
) strict;
insert into purchase_new (id, customer_id, day, counts_on, total_cents, list_cents, receipt_no, note, created_at, voided_at)
  select id, customer_id, day, day, total_cents, total_cents, receipt_no, note, created_at, voided_at from purchase;
drop table purchase;
alter table purchase_new rename to purchase;
create index purchase_customer on purchase (customer_id, counts_on, id);
create index purchase_day on purchase (counts_on, customer_id, total_cents) where voided_at is null;
create index purchase_receipt on purchase (receipt_no, day) where receipt_no <> '';
create index purchase_returns on purchase (returns_id) where returns_id is not null;
create index purchase_staff on purchase (staff_id) where staff_id is not null;
create index purchase_import on purchase (import_id) where import_id is not null;
create index purchase_unknown on purchase (day, id) where customer_id is null and voided_at is null;
create trigger purchase_is_kept before delete on purchase
  when (select value from setting where key = 'purging') is null
begin select raise(abort, 'purchase is append-only'); end;

-- Lines belong to their receipt for good: a wrong receipt is taken out and entered anew.
create table purchase_line (
  id integer primary key,
  purchase_id integer not null references purchase (id) on delete cascade,
  position integer not null,
  article_id integer references article (id) on delete set null,
  text text not null default '',
  -- Thousandths; negative on a line that takes goods back.
  quantity_milli integer not null,
  unit_cents integer not null check (unit_cents >= 0),
  -- Same sign as the quantity.
  discount_cents integer not null default 0,
  net_cents integer not null,
  vat_bp integer check (vat_bp between 0 and 10000),
  -- The line that a line of a return takes goods back from.
  returns_line_id integer references purchase_line (id) on delete set null
) strict;
create index purchase_line_purchase on purchase_line (purchase_id, position);
create index purchase_line_article on purchase_line (article_id, purchase_id) where article_id is not null;
create index purchase_line_returns on purchase_line (returns_line_id) where returns_line_id is not null;
`
