/** How cards look, several ways side by side; cards that nobody has yet; and when a card was handed over. */
export const cardDesigns = `
create table card_design (
  id integer primary key,
  -- '' for the one that was there before designs had names; the screen words it.
  name text not null,
  is_default integer not null check (is_default in (0, 1)),
  -- The group whose cards these are; '' for the usual ones.
  club text not null,
  color text not null,
  accent text not null,
  title text not null,
  subtitle text not null,
  back_text text not null,
  has_name integer not null check (has_name in (0, 1)),
  lines text not null check (json_valid(lines)),
  logo_hash text,
  logo_bytes integer,
  logo_name text,
  logo_type text,
  logo_place text not null check (logo_place in ('beside', 'instead'))
) strict;
insert into card_design (id, name, is_default, club, color, accent, title, subtitle, back_text, has_name, lines, logo_place)
  values (1, '', 1, '', coalesce((select json_extract(value, '$') from setting where key = 'cardColor'), '#1f4d4a'), '', '',
    coalesce((select json_extract(value, '$') from setting where key = 'cardSubtitle'), ''),
    coalesce((select json_extract(value, '$') from setting where key = 'cardText'), ''), 1, '[]', 'beside');
delete from setting where key in ('cardColor', 'cardSubtitle', 'cardText');

create table card_new (
  id integer primary key,
  -- Null: a card that is still nobody's.
  account_id integer references loyalty_account (id) on delete restrict,
  serial integer not null unique check (serial between 1 and 999999999),
  number text not null unique check (length(number) = 13),
  status text not null check (status in ('active', 'lost', 'replaced', 'blocked')),
  status_reason text not null default '',
  issued_on text not null,
  status_since text not null,
  replaced_by_id integer references card_new (id) on delete no action,
  printed_at text,
  handed_over_on text,
  -- Null: the usual design, whichever that is.
  design_id integer references card_design (id) on delete restrict
) strict;
-- What was printed before anybody asked is taken to be in its owner's hands.
insert into card_new (id, account_id, serial, number, status, issued_on, status_since, replaced_by_id, printed_at, handed_over_on)
  select id, account_id, serial, number, status, issued_on, status_since, replaced_by_id, printed_at, substr(printed_at, 1, 10) from card order by id;
drop table card;
alter table card_new rename to card;
create index card_account on card (account_id, id);
create index card_replaced_by on card (replaced_by_id) where replaced_by_id is not null;
create index card_to_hand_over on card (id) where printed_at is not null and handed_over_on is null and status = 'active';
create index card_of_nobody on card (id) where account_id is null;
create index card_design_of on card (design_id, id) where design_id is not null;
`
