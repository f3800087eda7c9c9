/** What the owner did from the list of a day or put off, and how each day was closed. */
export const today = `
create table today_mark (
  id integer primary key,
  -- 'task:17': the same entry has the same key on every day.
  entry_key text not null,
  customer_id integer references customer (id) on delete cascade,
  title text not null default '',
  state text not null check (state in ('done', 'later')),
  day text not null,
  -- The first day on which the entry may show again.
  until text not null,
  minutes integer not null default 0 check (minutes between 0 and 1440),
  note text not null default '',
  at text not null
) strict;
create index today_mark_until on today_mark (until, day);
create index today_mark_day on today_mark (day, id);
create index today_mark_customer on today_mark (customer_id) where customer_id is not null;

create table day_close (
  id integer primary key,
  day text not null unique,
  done integer not null check (done >= 0),
  left_open integer not null check (left_open >= 0),
  minutes integer not null check (minutes >= 0),
  note text not null default '',
  at text not null
) strict;
`
