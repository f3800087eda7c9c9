/** What the owner writes again and again, with placeholders for what differs from customer to customer. */
export const textBlocks = `
create table text_block (
  id integer primary key,
  name text not null unique collate nocase check (name <> ''),
  channel text not null default 'any' check (channel in ('email', 'letter', 'phone', 'any')),
  -- Null: fits everybody.
  phase text check (phase in ('first-contact', 'after-purchase', 'repurchase')),
  purpose text not null default 'advertising' check (purpose in ('advertising', 'birthday', 'rating', 'contract')),
  subject text not null default '',
  body text not null check (body <> ''),
  -- For those to whom the shop says Du; empty: the formal text serves them as well.
  informal_body text not null default '',
  created_at text not null
) strict;
`
