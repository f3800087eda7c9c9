/** Saved views of the customer list. */
export const savedViews = `
create table saved_view (
  id integer primary key,
  name text not null check (name <> ''),
  -- The conditions as they were written, also those whose field is gone.
  filter text not null check (json_valid(filter)),
  columns text not null default '[]' check (json_valid(columns)),
  sort text not null default 'name',
  descending integer not null default 0 check (descending in (0, 1)),
  group_by text,
  density text not null default 'normal' check (density in ('compact', 'normal', 'comfortable')),
  position integer not null,
  created_at text not null
) strict;
`
