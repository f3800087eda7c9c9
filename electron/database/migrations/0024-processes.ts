/** What follows after a purchase: the steps of each level, and on which purchase they run (domain.md §4.4). */
export const processes = `
create table process_step (
  id integer primary key,
  level integer not null check (level between 1 and 3),
  after_days integer not null check (after_days between 0 and 365),
  -- '' while the owner has not said it in their own words; then \`template\` says which of the defaults it is.
  title text not null default '',
  template text not null default '',
  kind text not null check (kind in ('task', 'call', 'letter', 'email', 'message', 'visit', 'thanks')),
  minutes integer not null default 5 check (minutes between 0 and 1440),
  -- Kept for what it led to.
  retired_on text,
  created_at text not null,
  check (title <> '' or template <> '')
) strict;
create index process_step_order on process_step (level, after_days, id) where retired_on is null;
insert into process_step (id, level, after_days, template, kind, minutes, created_at) values
  (1, 1, 3, 'thanks-tip', 'email', 5, ''),
  (2, 2, 2, 'thanks-guide', 'email', 5, ''),
  (3, 2, 14, 'all-well', 'call', 10, ''),
  (4, 3, 1, 'personal-call', 'call', 10, ''),
  (5, 3, 7, 'card-guide', 'letter', 10, ''),
  (6, 3, 21, 'check', 'call', 10, ''),
  (7, 3, 60, 'invite', 'letter', 10, '');

create table care_process (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  purchase_id integer not null unique references purchase (id) on delete cascade,
  level integer not null check (level between 1 and 3),
  -- Of how many hundredths of the shop's lines its largest is dearer; null: too few lines to tell.
  percentile integer,
  largest_cents integer not null,
  is_first integer not null check (is_first in (0, 1)),
  bought_before integer not null check (bought_before in (0, 1)),
  started_on text not null,
  ended_on text,
  end_reason text check (end_reason in ('returned', 'removed', 'complaint', 'owner')),
  created_at text not null
) strict;
create index care_process_customer on care_process (customer_id, id);
`
