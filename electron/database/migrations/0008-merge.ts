/** Customers who became one, and customers whose name was forgotten while their figures stay. */
export const merge = `
-- Set together with deleted_at on the one that was merged away: its number keeps leading to the one it became.
alter table customer add column merged_into_id integer references customer (id) on delete set null;
create index customer_merged on customer (merged_into_id) where merged_into_id is not null;
-- Emptied from the bin although purchases or points hang on it: without a name, kept under its number, never listed.
alter table customer add column erased_at text;

-- Points move with their account, but only where customers become one or come apart again; all else in an entry stays fixed.
drop trigger point_entry_is_fixed;
create trigger point_entry_is_fixed before update on point_entry
  when (select value from setting where key = 'purging') is null
    and not (
      new.id = old.id and new.kind = old.kind and new.points = old.points and new.day = old.day and new.key = old.key
      and new.purchase_id is old.purchase_id and new.reverses_id is old.reverses_id and new.base_cents is old.base_cents
      and new.rate is old.rate and new.reason = old.reason and new.expires_on is old.expires_on and new.created_at = old.created_at
      and exists (select 1 from operation where id = (select operation_id from current_operation) and call = 'customers.merge')
    )
begin select raise(abort, 'point_entry is append-only'); end;
`
