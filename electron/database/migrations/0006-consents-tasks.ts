/** Consents and tasks, the owner's own beginning of a letter, and an index for the birthday list. */
export const consentsTasks = `
alter table customer add column letter_greeting text not null default '';

create index customer_birthday on customer (birth_month, birth_day, id) where birth_month is not null and deleted_at is null;

create table consent (
  id integer primary key,
  customer_id integer not null references customer (id) on delete restrict,
  channel text not null check (channel in ('letter', 'phone', 'email', 'messenger', 'all')),
  state text not null check (state in ('granted', 'refused', 'withdrawn')),
  day text not null,
  way text not null default '',
  note text not null default '',
  created_at text not null,
  -- A counter-entry takes another line out of force and says nothing itself; its state is the one before, or 'withdrawn'.
  reverses_id integer unique references consent (id) on delete no action
) strict;
create index consent_customer on consent (customer_id, channel, day, id);
create trigger consent_is_fixed before update on consent begin select raise(abort, 'consent is append-only'); end;
create trigger consent_is_kept before delete on consent
  when (select value from setting where key = 'purging') is null
begin select raise(abort, 'consent is append-only'); end;

-- What customers have said and is in force; the newest line per channel counts. The + keeps the planner off the index of counter-entries.
create view consent_in_force as
  select id, customer_id, channel, state, day, way, note, created_at from consent c
  where +reverses_id is null and not exists (select 1 from consent r where r.reverses_id = c.id);

create table task (
  id integer primary key,
  customer_id integer references customer (id) on delete cascade,
  title text not null check (title <> ''),
  due_on text,
  note text not null default '',
  done_on text,
  created_at text not null
) strict;
create index task_customer on task (customer_id, done_on, due_on) where customer_id is not null;
create index task_open on task (due_on is null, due_on, id) where done_on is null;
`
