/** Everything of the first hour: customers, purchases, phases, loyalty, cards, imports, backups, operations. */
export const firstShop = `
create table id_mark (high integer not null) strict;
insert into id_mark (high) values (0);

-- The id is of its own (not an implicit rowid, which a compacted copy may renumber), because the change log names rows by it.
create table setting (
  id integer primary key,
  key text not null unique,
  value text not null check (json_valid(value))
) strict;

-- One memory of every change (operations). The single row of current_operation says which operation the triggers write for.
create table operation (
  id integer primary key,
  call text not null,
  kind text not null check (kind in ('do', 'undo', 'redo')),
  at text not null,
  customer_id integer,
  count integer not null default 0,
  undoes_id integer references operation (id) on delete cascade,
  undone_by_id integer references operation (id) on delete set null
) strict;
create index operation_at on operation (at, id);
create index operation_undoes on operation (undoes_id) where undoes_id is not null;
create index operation_undone_by on operation (undone_by_id) where undone_by_id is not null;

create table current_operation (
  only integer primary key check (only = 1),
  operation_id integer
) strict;
insert into current_operation (only, operation_id) values (1, null);

create table change (
  id integer primary key,
  operation_id integer not null references operation (id) on delete cascade,
  table_name text not null,
  row_id integer not null,
  customer_id integer,
  kind text not null check (kind in ('insert', 'update', 'delete')),
  before text check (before is null or json_valid(before)),
  after text check (after is null or json_valid(after))
) strict;
create index change_operation on change (operation_id);
create index change_customer on change (customer_id, operation_id) where customer_id is not null;

create table customer (
  id integer primary key,
  number text not null unique check (number <> ''),
  kind text not null check (kind in ('person', 'firm')),
  salutation text not null default 'none' check (salutation in ('ms', 'mr', 'diverse', 'none')),
  title text not null default '',
  first_name text not null default '',
  last_name text not null default '',
  name_addition text not null default '',
  firm_name text not null default '',
  address_form text not null default 'formal' check (address_form in ('formal', 'informal')),
  birth_day integer check (birth_day between 1 and 31),
  birth_month integer check (birth_month between 1 and 12),
  birth_year integer check (birth_year between 1850 and 2200),
  memo text not null default '',
  source text not null default '',
  -- Properties of a vCard that Stammkunde has no place for, kept as they were read.
  extra text not null default '{}' check (json_valid(extra)),
  is_sample integer not null default 0 check (is_sample in (0, 1)),
  -- The calendar day in the shop; created_at is UTC and can name another one.
  created_on text not null,
  created_at text not null,
  updated_at text not null,
  deleted_at text,
  check ((birth_day is null) = (birth_month is null)),
  check (birth_year is null or birth_day is not null),
  check (first_name <> '' or last_name <> '' or firm_name <> '')
) strict;
create index customer_sample on customer (id) where is_sample = 1;
create index customer_deleted on customer (deleted_at, id) where deleted_at is not null;

-- Stays outside the change log: undoing must neither give a customer number out twice nor turn the day back.
create table customer_mark (
  only integer primary key check (only = 1),
  number_high integer not null,
  -- The day for which the day-dependent figures of customer_summary stand.
  summary_day text
) strict;
insert into customer_mark (only, number_high) values (1, 10000);

create table contact_detail (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  position integer not null,
  kind text not null check (kind in ('phone', 'email', 'web')),
  value text not null check (value <> ''),
  normal text,
  label text not null default ''
) strict;
create index contact_detail_customer on contact_detail (customer_id, position);
create index contact_detail_normal on contact_detail (normal) where normal is not null;

create table address (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  position integer not null,
  label text not null default '',
  street text not null default '',
  addition text not null default '',
  postcode text not null default '',
  city text not null default '',
  country text not null default 'DE'
) strict;
create index address_customer on address (customer_id, position);

create table contact_person (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  position integer not null,
  salutation text not null default 'none' check (salutation in ('ms', 'mr', 'diverse', 'none')),
  title text not null default '',
  first_name text not null default '',
  last_name text not null default '',
  role text not null default '',
  phone text not null default '',
  email text not null default ''
) strict;
create index contact_person_customer on contact_person (customer_id, position);

create table customer_tag (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  name text not null check (name <> ''),
  unique (customer_id, name)
) strict;
create index customer_tag_name on customer_tag (name, customer_id);

-- Where a customer is known by another name: a vCard UID, the number of another program.
create table external_reference (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  system text not null,
  value text not null,
  unique (system, value)
) strict;
create index external_reference_customer on external_reference (customer_id);

create table purchase (
  id integer primary key,
  customer_id integer not null references customer (id) on delete restrict,
  day text not null,
  total_cents integer not null check (total_cents > 0),
  receipt_no text not null default '',
  note text not null default '',
  created_at text not null,
  -- Taken out again: the row stays, because points were booked on it.
  voided_at text
) strict;
create index purchase_customer on purchase (customer_id, day, id);
create index purchase_day on purchase (day, customer_id, total_cents) where voided_at is null;
create index purchase_receipt on purchase (receipt_no, day) where receipt_no <> '';

create table phase_change (
  id integer primary key,
  customer_id integer not null references customer (id) on delete restrict,
  from_phase text check (from_phase in ('first-contact', 'after-purchase', 'repurchase')),
  to_phase text not null check (to_phase in ('first-contact', 'after-purchase', 'repurchase')),
  day text not null,
  trigger_call text not null,
  at text not null
) strict;
create index phase_change_customer on phase_change (customer_id, id);

create table loyalty_account (
  id integer primary key,
  customer_id integer not null unique references customer (id) on delete restrict,
  opened_on text not null
) strict;

create table point_entry (
  id integer primary key,
  account_id integer not null references loyalty_account (id) on delete restrict,
  kind text not null check (kind in ('EARN', 'BONUS', 'REDEEM', 'EXPIRE', 'REV_EARN', 'REV_REDEEM', 'ADJUST', 'MERGE')),
  points integer not null check (points <> 0),
  day text not null,
  purchase_id integer references purchase (id) on delete restrict,
  -- Each entry is booked against once at most. No action: entry and counter-entry are erased in one statement.
  reverses_id integer unique references point_entry (id) on delete no action,
  base_cents integer,
  rate integer,
  reason text not null default '',
  expires_on text,
  key text not null unique,
  created_at text not null
) strict;
create index point_entry_account on point_entry (account_id, id);
create index point_entry_purchase on point_entry (purchase_id) where purchase_id is not null;

create table card (
  id integer primary key,
  account_id integer not null references loyalty_account (id) on delete restrict,
  serial integer not null unique check (serial between 1 and 999999999),
  number text not null unique check (length(number) = 13),
  status text not null check (status in ('active', 'lost', 'replaced', 'blocked')),
  issued_on text not null,
  status_since text not null,
  replaced_by_id integer references card (id) on delete no action,
  printed_at text
) strict;
create index card_account on card (account_id, id);
create index card_replaced_by on card (replaced_by_id) where replaced_by_id is not null;

-- The highest serial ever given to a card. Not part of any operation, so that undo cannot bring a number out twice.
create table card_serial (high integer not null check (high between 0 and 999999999)) strict;
insert into card_serial (high) values (0);

create table import_run (
  id integer primary key,
  operation_id integer references operation (id) on delete set null,
  file_name text not null,
  format text not null check (format in ('csv', 'vcard')),
  at text not null,
  created integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  failed integer not null default 0,
  -- Header and delimiter of the file, so that the rows that stayed out can be written in its own form.
  header text not null default '[]' check (json_valid(header)),
  undone_at text
) strict;
create index import_run_at on import_run (at, id);

create table import_row (
  id integer primary key,
  import_id integer not null references import_run (id) on delete cascade,
  line integer not null,
  action text not null check (action in ('created', 'updated', 'unchanged', 'failed')),
  -- No reference: a customer who is taken back comes again with redo, and his row must still know him.
  customer_id integer,
  -- Hash of what the row said, so that the same row is known again.
  fingerprint integer,
  problems text check (problems is null or json_valid(problems)),
  raw text check (raw is null or json_valid(raw))
) strict;
-- Only rows with something wrong are looked for by their import; fingerprints are read all at once when an import begins.
create index import_row_problems on import_row (import_id, line) where problems is not null;
create index import_row_customer on import_row (customer_id) where customer_id is not null;

create table backup_copy (
  id integer primary key,
  at text not null,
  folder text not null,
  file_name text not null,
  bytes integer not null,
  customers integer not null,
  purchases integer not null,
  cards integer not null,
  state text not null check (state in ('verified', 'discarded'))
) strict;
create index backup_copy_at on backup_copy (at);

-- The customer list's read model: one row per customer that is not in the bin. Can be rebuilt at any time. It has no foreign key,
-- because the search index must still learn the place of a customer whose row is gone.
create table customer_summary (
  customer_id integer primary key,
  -- Rowid in customer_search. Rises with the sort name, so that a search yields its rows sorted.
  place integer not null unique,
  sort_name text not null,
  display_name text not null,
  number text not null,
  number_sort text not null,
  city text not null default '',
  city_sort text not null default '',
  postcode text not null default '',
  phone text not null default '',
  email text not null default '',
  birthday_sort text not null default '',
  phase text not null,
  phase_since text not null,
  purchase_days integer not null default 0,
  purchase_days_24 integer not null default 0,
  first_day text,
  last_day text,
  net12_cents integer not null default 0,
  total_cents integer not null default 0,
  points integer not null default 0,
  card_number text,
  tags text not null default '[]',
  created_on text not null
) strict;
create index customer_summary_name on customer_summary (sort_name, customer_id);
create index customer_summary_number on customer_summary (number_sort, customer_id);
create index customer_summary_city on customer_summary (city_sort, customer_id);
create index customer_summary_birthday on customer_summary (birthday_sort, customer_id);
-- Whether someone is a regular and has a card stands in the index too, so that the board counts without reading rows.
create index customer_summary_phase on customer_summary (phase, phase_since, customer_id, purchase_days_24, card_number);
create index customer_summary_phase_name on customer_summary (phase, sort_name, customer_id);
create index customer_summary_phase_value on customer_summary (phase, total_cents, customer_id);
create index customer_summary_last_day on customer_summary (last_day, customer_id);
create index customer_summary_net12 on customer_summary (net12_cents, customer_id);
create index customer_summary_total on customer_summary (total_cents, customer_id);
create index customer_summary_days on customer_summary (purchase_days, customer_id);
create index customer_summary_points on customer_summary (points, customer_id);
create index customer_summary_created on customer_summary (created_on, customer_id);

-- Search as you type: one folded text per customer, rowid = customer_summary.place. The text is split into words before it comes here.
create virtual table customer_search using fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3 4 5', detail = none
);

create trigger purchase_is_kept before delete on purchase
  when (select value from setting where key = 'purging') is null
begin select raise(abort, 'purchase is append-only'); end;
create trigger phase_change_is_fixed before update on phase_change begin select raise(abort, 'phase_change is append-only'); end;
create trigger phase_change_is_kept before delete on phase_change
  when (select value from setting where key = 'purging') is null
begin select raise(abort, 'phase_change is append-only'); end;
create trigger point_entry_is_fixed before update on point_entry begin select raise(abort, 'point_entry is append-only'); end;
create trigger point_entry_is_kept before delete on point_entry
  when (select value from setting where key = 'purging') is null
begin select raise(abort, 'point_entry is append-only'); end;
`
