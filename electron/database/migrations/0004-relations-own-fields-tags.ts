/** Who belongs to whom, fields that the owner made, colours of tags. */
export const relationsOwnFieldsTags = `
create table own_field (
  id integer primary key,
  name text not null check (name <> ''),
  kind text not null check (kind in ('text', 'number', 'date', 'choice', 'yes-no')),
  choices text not null default '[]' check (json_valid(choices)),
  position integer not null,
  created_at text not null,
  -- A removed field keeps its values, so that they come back with it.
  deleted_at text
) strict;

-- A number or yes/no (1, 0) stands in number; a text, a choice, or a day as YYYY-MM-DD in text.
create table own_value (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  field_id integer not null references own_field (id) on delete cascade,
  text text,
  number real,
  unique (customer_id, field_id),
  check ((text is null) <> (number is null))
) strict;
create index own_value_field on own_value (field_id, text, number);

-- A tag without a row here is grey.
create table tag (
  id integer primary key,
  name text not null unique check (name <> ''),
  color text not null check (color in ('grey', 'berry', 'violet', 'blue', 'green', 'yellow', 'orange', 'red'))
) strict;

-- One row for both directions: label is what a is to b, reverse_label what b is to a; empty where the kind says enough.
create table relation (
  id integer primary key,
  a_id integer not null references customer (id) on delete cascade,
  b_id integer not null references customer (id) on delete cascade,
  kind text not null check (kind in ('household', 'family', 'firm', 'free')),
  label text not null default '',
  reverse_label text not null default '',
  created_at text not null,
  check (a_id <> b_id)
) strict;
create index relation_a on relation (a_id, kind);
create index relation_b on relation (b_id, kind);
`
