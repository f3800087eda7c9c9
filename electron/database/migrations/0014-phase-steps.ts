/** The owner's own steps inside a phase, who stands on which, and a phase that the owner set by hand until a day. */
export const phaseSteps = `
create table phase_step (
  id integer primary key,
  phase text not null check (phase in ('first-contact', 'after-purchase', 'repurchase')),
  name text not null check (name <> ''),
  position integer not null default 0,
  -- No longer offered; whoever stands on it stands without a step.
  retired_on text
) strict;

create table customer_step (
  id integer primary key,
  customer_id integer not null unique references customer (id) on delete cascade,
  step_id integer not null references phase_step (id) on delete cascade,
  since text not null
) strict;
create index customer_step_step on customer_step (step_id);

create table phase_override (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  phase text not null check (phase in ('first-contact', 'after-purchase', 'repurchase')),
  reason text not null check (reason <> ''),
  since text not null,
  -- The last day on which it holds.
  until text not null,
  created_at text not null,
  -- The first day on which it no longer holds; null while it does.
  ended_on text,
  check (until >= since)
) strict;
create unique index phase_override_open on phase_override (customer_id) where ended_on is null;
create index phase_override_customer on phase_override (customer_id, since, id);
create index phase_override_until on phase_override (until) where ended_on is null;

-- Last day of the window for the second purchase (domain.md §2); null unless there is exactly one purchase day.
alter table customer_summary add column window_ends text;
alter table customer_summary add column second_day text;
-- The step inside the phase that is shown; 0 without one.
alter table customer_summary add column step_id integer not null default 0;
-- Last day of a phase set by hand; null where the phase is computed.
alter table customer_summary add column override_until text;
update customer_summary set window_ends = date(first_day, '+60 days') where purchase_days = 1;
update customer_summary set second_day = phase_since where phase = 'repurchase';

-- The board reads a step of a phase straight from these, in each of its orders; the first also holds all that it counts.
create index customer_summary_step on customer_summary (phase, step_id, phase_since, customer_id, purchase_days_24, window_ends, net12_cents, card_number);
drop index customer_summary_phase_name;
drop index customer_summary_phase_value;
create index customer_summary_step_name on customer_summary (phase, step_id, sort_name, customer_id);
create index customer_summary_step_value on customer_summary (phase, step_id, total_cents, customer_id);
-- The funnel counts from these alone.
create index customer_summary_first on customer_summary (first_day, second_day) where first_day is not null;
drop index customer_summary_created;
create index customer_summary_created on customer_summary (created_on, customer_id, first_day);
create index customer_summary_window on customer_summary (window_ends, customer_id) where window_ends is not null;
create index customer_summary_untagged on customer_summary (phase, step_id) where tags = '[]';
`
