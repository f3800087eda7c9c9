/** What a till's file brought, and by which row; sales without a customer are looked for by what the file said of them. */
export const tillImports = `
alter table import_run add column kind text not null default 'customers' check (kind in ('customers', 'purchases'));
alter table import_run add column returns integer not null default 0;
-- Distinct customers of the file whom nobody knew.
alter table import_run add column unknown_customers integer not null default 0;
alter table import_run add column net_cents integer not null default 0;

-- No reference: a receipt that was erased leaves its row behind.
alter table import_row add column purchase_id integer;

drop index purchase_unknown;
create index purchase_unknown on purchase (customer_hint, day, id, total_cents) where customer_id is null and voided_at is null;
-- Whom the owner meant by it before.
create index purchase_hint on purchase (customer_hint, customer_id) where customer_hint <> '' and customer_id is not null;
`
