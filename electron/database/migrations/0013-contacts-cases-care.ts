/** What was said with whom, what is open from it, how each customer wants to be cared for, and what a task needs besides its title. */
export const contactsCasesCare = `
create table case_file (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  kind text not null check (kind in ('complaint', 'praise', 'wish')),
  reference_point text not null check (reference_point in ('brand', 'product', 'staff', 'price', 'experience')),
  title text not null check (title <> ''),
  text text not null default '',
  opened_on text not null,
  due_on text,
  closed_on text,
  outcome text not null default '',
  goodwill_cents integer not null default 0 check (goodwill_cents >= 0),
  purchase_id integer references purchase (id) on delete set null,
  staff_id integer references staff (id) on delete set null,
  created_at text not null
) strict;
create index case_file_customer on case_file (customer_id, opened_on, id);
create index case_file_open on case_file (due_on, id) where closed_on is null;
create index case_file_purchase on case_file (purchase_id) where purchase_id is not null;
create index case_file_staff on case_file (staff_id) where staff_id is not null;

create table contact (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  day text not null,
  -- 'HH:MM' of the shop; null: nobody remembers.
  at_time text check (at_time is null or at_time glob '[0-2][0-9]:[0-5][0-9]'),
  direction text not null check (direction in ('in', 'out')),
  channel text not null check (channel in ('phone', 'counter', 'email', 'letter', 'messenger', 'social', 'event')),
  level text not null default 'factual' check (level in ('factual', 'emotional', 'both')),
  reference_point text check (reference_point in ('brand', 'product', 'staff', 'price', 'experience')),
  topic text not null default '',
  text text not null default '',
  mood integer check (mood between -2 and 2),
  minutes integer not null default 0 check (minutes between 0 and 1440),
  needs_answer integer not null default 0 check (needs_answer in (0, 1)),
  -- When an answer is due by the opening hours of that time; null where none is needed.
  answer_by text,
  answered_at text,
  next_step text not null default '',
  area text not null default '',
  -- Met by chance; says nothing about a relationship (domain.md §3).
  is_random integer not null default 0 check (is_random in (0, 1)),
  -- A mailing to many; never counts as care (domain.md §5).
  is_bulk integer not null default 0 check (is_bulk in (0, 1)),
  case_id integer references case_file (id) on delete set null,
  purchase_id integer references purchase (id) on delete set null,
  staff_id integer references staff (id) on delete set null,
  created_at text not null
) strict;
create index contact_customer on contact (customer_id, day, id);
create index contact_waiting on contact (answer_by, id) where needs_answer = 1 and answered_at is null;
create index contact_day on contact (day, id);
create index contact_case on contact (case_id) where case_id is not null;
create index contact_purchase on contact (purchase_id) where purchase_id is not null;
create index contact_staff on contact (staff_id) where staff_id is not null;

-- A customer without a row is cared for as their class is.
create table care_setting (
  id integer primary key,
  customer_id integer not null unique references customer (id) on delete cascade,
  -- The owner's own interval; null: that of the class.
  care_days integer check (care_days between 1 and 3650),
  paused_until text,
  pause_reason text not null default '',
  -- No contact but what an agreement needs.
  is_blocked integer not null default 0 check (is_blocked in (0, 1)),
  -- The customer objects to being judged (domain.md G8).
  no_scoring integer not null default 0 check (no_scoring in (0, 1)),
  preferred_channel text check (preferred_channel in ('letter', 'phone', 'email', 'messenger', 'counter')),
  created_at text not null
) strict;

alter table task add column minutes integer not null default 5 check (minutes between 0 and 1440);
alter table task add column area text not null default '';
alter table task add column staff_id integer references staff (id) on delete set null;
alter table task add column outcome text not null default '';
alter table task add column kind text not null default 'task' check (kind in ('task', 'call', 'letter', 'email', 'message', 'visit', 'thanks'));
-- Who had the idea: the owner, or which part of the program.
alter table task add column source text not null default 'owner' check (source in ('owner', 'rule', 'reassurance', 'demand', 'care', 'case', 'contact'));
-- What the program proposed once is not proposed again.
alter table task add column source_key text;
alter table task add column purchase_id integer references purchase (id) on delete set null;
alter table task add column case_id integer references case_file (id) on delete set null;
create unique index task_source_key on task (source_key) where source_key is not null;
create index task_staff on task (staff_id) where staff_id is not null;
create index task_purchase on task (purchase_id) where purchase_id is not null;
create index task_case on task (case_id) where case_id is not null;
`
