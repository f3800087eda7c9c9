/** Tasks that come again: the rule by itself, its occurrences as tasks. */
export const recurringRules = `
create table recurring_rule (
  id integer primary key,
  customer_id integer references customer (id) on delete cascade,
  title text not null check (title <> ''),
  note text not null default '',
  kind text not null default 'task' check (kind in ('task', 'call', 'letter', 'email', 'message', 'visit', 'thanks')),
  minutes integer not null default 5 check (minutes between 0 and 1440),
  area text not null default '',
  staff_id integer references staff (id) on delete set null,
  -- Every occurrence is counted from the first of its days from here on, never from the one before.
  starts_on text not null,
  every integer not null check (every between 1 and 99),
  unit text not null check (unit in ('day', 'week', 'month', 'year')),
  -- Monday is 1; null: the weekday of the first day.
  weekday integer check (weekday is null or (unit = 'week' and weekday between 1 and 7)),
  -- 31 is the last day of every month; null: the day of the first day.
  month_day integer check (month_day is null or (unit = 'month' and month_day between 1 and 31)),
  -- The last day on which it may fall due; null: no end.
  ends_on text,
  -- Given up on that day.
  ended_on text,
  created_at text not null
) strict;
create index recurring_rule_customer on recurring_rule (customer_id) where customer_id is not null;
create index recurring_rule_staff on recurring_rule (staff_id) where staff_id is not null;

alter table task add column rule_id integer references recurring_rule (id) on delete set null;
-- The day of the rule that the task stands for, whatever day it was put off to.
alter table task add column rule_day text;
create index task_rule on task (rule_id, rule_day) where rule_id is not null;
`
