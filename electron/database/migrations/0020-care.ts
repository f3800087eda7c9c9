/** What customers need again and when, whom the program points out, and what came of it. */
export const care = `
-- What the owner says about a need. Without an interval it only says that a computed one has ended or rests.
create table demand (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  -- All articles of a group answer the same need, so only one without a group is named itself.
  group_id integer references article_group (id) on delete cascade,
  article_id integer references article (id) on delete cascade,
  text text not null default '',
  interval_days integer check (interval_days between 1 and 3650),
  last_on text,
  quantity_milli integer not null default 1000 check (quantity_milli > 0),
  muted_until text,
  ended_on text,
  created_at text not null,
  check (group_id is not null or article_id is not null or text <> '')
) strict;
create unique index demand_customer on demand (customer_id, coalesce(group_id, 0), coalesce(article_id, 0), text);
create index demand_group on demand (group_id) where group_id is not null;
create index demand_article on demand (article_id) where article_id is not null;

-- Computed: every need whose interval is known. Days are numbers, see calendar.ts.
create table customer_demand (
  customer_id integer not null references customer (id) on delete cascade,
  -- 'group:12', 'article:5', 'own:77'
  subject text not null,
  article_id integer references article (id) on delete cascade,
  demand_id integer references demand (id) on delete cascade,
  source text not null check (source in ('manual', 'article', 'learned')),
  last_day integer not null,
  days real not null,
  due_day integer not null,
  -- From here on one and a half, and more than two intervals have passed.
  overdue_day integer not null,
  double_day integer not null,
  muted_day integer,
  -- The last day of the customer's pause.
  paused_day integer,
  primary key (customer_id, subject)
) strict, without rowid;
create index customer_demand_due on customer_demand (due_day, customer_id);
create index customer_demand_article on customer_demand (article_id) where article_id is not null;
create index customer_demand_demand on customer_demand (demand_id) where demand_id is not null;

-- Computed: how every live customer is judged today. Levels 0 to 4: green, yellow, orange, red, lost.
create table customer_warning (
  customer_id integer primary key references customer (id) on delete cascade,
  level integer not null check (level between 0 and 4),
  rule text,
  why text not null default 'null' check (json_valid(why)),
  -- Since when the level stands, as a day.
  since text not null,
  purchase_days integer not null,
  -- From the second purchase day to the third; null with fewer.
  third_gap integer,
  last_day integer,
  contact_day integer,
  net12_cents integer not null,
  -- The owner's own interval for the customer, else the shortest of their tags.
  care_days integer,
  paused_day integer,
  -- The day on which this row is to be looked at again.
  next_day integer
) strict;
create index customer_warning_level on customer_warning (level desc, net12_cents desc, last_day, customer_id) where level > 0;
create index customer_warning_next on customer_warning (next_day) where next_day is not null;
create index customer_warning_gap on customer_warning (third_gap) where third_gap is not null;
create index customer_warning_two on customer_warning (customer_id) where purchase_days = 2;

create table warning_state (
  only integer primary key check (only = 1),
  -- The day for which all rows are right; null: for none.
  day text,
  -- The latest day ever seen: before it lie facts that are still to come when the clock was set back.
  furthest text,
  -- The operation after which all have to be judged anew; 0: none.
  stale integer not null default 0,
  -- What rows of customers with two purchase days were judged by.
  shop_gap real,
  -- 1 while those rows are being judged anew.
  two_pending integer not null default 0 check (two_pending in (0, 1))
) strict;
insert into warning_state (only) values (1);

-- When a customer rose to a level; what the hit rate compares with.
create table warning_history (
  customer_id integer not null references customer (id) on delete cascade,
  day text not null,
  level integer not null,
  rule text not null,
  primary key (customer_id, day, level)
) strict, without rowid;

create table warning_mute (
  id integer primary key,
  customer_id integer not null unique references customer (id) on delete cascade,
  since text not null,
  until text not null,
  reason text not null default '',
  created_at text not null
) strict;

create table warning_action (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  day text not null,
  action text not null check (action in ('called', 'wrote', 'offer', 'visited', 'nothing')),
  -- As it stood on that day.
  level integer not null check (level between 0 and 4),
  rule text,
  note text not null default '',
  created_at text not null
) strict;
create index warning_action_customer on warning_action (customer_id, day, id);

create index case_file_complaint on case_file (customer_id, due_on) where kind = 'complaint';
-- Customers with this tag are to be heard from every so many days; null: the tag says nothing about it.
alter table tag add column care_days integer check (care_days between 1 and 3650);

create index contact_mood on contact (customer_id, day desc, id desc) where mood is not null;
`
