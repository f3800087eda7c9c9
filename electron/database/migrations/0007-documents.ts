/** Documents and photos of customers. Their contents lie beside the database, each once, under the hash of what is in them. */
export const documents = `
create table document (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  kind text not null check (kind in ('photo', 'file')),
  name text not null check (name <> ''),
  -- What the first bytes say, not what the name says.
  media_type text not null,
  bytes integer not null check (bytes > 0),
  hash text not null check (length(hash) = 64 and hash not glob '*[^0-9a-f]*'),
  note text not null default '',
  added_on text not null,
  created_at text not null
) strict;
create index document_customer on document (customer_id);
create index document_hash on document (hash);

-- Contents of customers who were erased for good: deleted from the disk once the erasing is committed.
create table erased_file (hash text primary key) strict, without rowid;

-- Which contents an undo may still ask for is looked up among the changes.
create index change_document on change (operation_id) where table_name = 'document';

alter table backup_copy add column documents integer not null default 0;
alter table backup_copy add column document_bytes integer not null default 0;
`
