/** Whether a line earned points when it was sold, so that a return asks the rules of then; and the shop's days by the till's calendar. */
export const returnPoints = `
alter table purchase_line add column earns_points integer not null default 1 check (earns_points in (0, 1));
create index purchase_till_day on purchase (day, customer_id, kind, total_cents, voided_at) where voided_at is null;
`
