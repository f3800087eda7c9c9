/** Customers that may be one and the same, and pairs of which the owner said that they are not. */
export const duplicates = `
create table not_duplicate (
  id integer primary key,
  a_id integer not null references customer (id) on delete cascade,
  b_id integer not null references customer (id) on delete cascade,
  created_at text not null,
  unique (a_id, b_id),
  check (a_id < b_id)
) strict;
create index not_duplicate_b on not_duplicate (b_id);

-- What the last scan found, kept up to date by every change since. 'related' are households, never proposed for merging.
create table duplicate_pair (
  id integer primary key,
  a_id integer not null references customer (id) on delete cascade,
  b_id integer not null references customer (id) on delete cascade,
  band text not null check (band in ('same', 'ask', 'related')),
  score real not null check (score between 0 and 1),
  reasons text not null check (json_valid(reasons)),
  unique (a_id, b_id),
  check (a_id < b_id)
) strict;
create index duplicate_pair_b on duplicate_pair (b_id);
create index duplicate_pair_score on duplicate_pair (score desc, a_id, b_id);

-- By what a live customer can be found as somebody's duplicate: hashes of sounding name, birthday and address.
create table duplicate_key (
  customer_id integer not null references customer (id) on delete cascade,
  key integer not null,
  primary key (customer_id, key)
) strict, without rowid;
create index duplicate_key_key on duplicate_key (key);

create table duplicate_scan (
  only integer primary key check (only = 1),
  at text,
  customers integer not null default 0,
  -- More was changed at once since then than could be looked at along the way.
  is_outdated integer not null default 0 check (is_outdated in (0, 1))
) strict;
insert into duplicate_scan (only) values (1);
`
