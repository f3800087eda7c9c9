/** Tasks that were put off: until when, and why. */
export const taskSnooze = `
create table task_snooze (
  id integer primary key,
  task_id integer not null references task (id) on delete cascade,
  day text not null,
  -- When it was due until then; null: on no day.
  due_before text,
  until text not null,
  reason text not null default '',
  created_at text not null
) strict;
create index task_snooze_task on task_snooze (task_id, id);
create index task_done on task (done_on desc, id desc) where done_on is not null;
`
