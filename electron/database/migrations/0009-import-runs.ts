/** What an import was told to do, workbooks beside CSV and vCard, and where columns went for the next file of the same kind. */
export const importRuns = `
alter table import_run add column source text not null default 'csv' check (source in ('csv', 'vcard', 'xlsx'));
update import_run set source = format;
alter table import_run drop column format;
alter table import_run rename column source to format;
alter table import_run add column mode text not null default 'both' check (mode in ('create', 'update', 'both'));
alter table import_run add column match_key text check (match_key is null or match_key in ('number', 'email', 'phone', 'externalId', 'uid'));

-- The rows of an import were written one after the other: its range of them finds them without an index that 100,000 rows would pay for.
alter table import_run add column first_row integer;
alter table import_run add column last_row integer;
update import_run set (first_row, last_row) = (select min(id), max(id) from import_row where import_id = import_run.id);

-- How files with the same columns are read; learned from what the owner chose, so not part of what Ctrl+Z takes back.
create table import_mapping (
  id integer primary key,
  -- Made of the names of the columns.
  signature text not null unique,
  name text not null,
  mapping text not null check (json_valid(mapping)),
  mode text not null check (mode in ('create', 'update', 'both')),
  match_key text check (match_key is null or match_key in ('number', 'email', 'phone', 'externalId', 'uid')),
  used_at text not null
) strict;
`
