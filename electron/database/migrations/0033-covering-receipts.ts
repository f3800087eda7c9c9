/** What is asked of each customer's receipts and their lines stands in the index, so that working everything out anew reads no row. */
export const coveringReceipts = `
drop index purchase_customer;
create index purchase_customer on purchase (customer_id, counts_on, id, total_cents, voided_at);
drop index purchase_line_purchase;
create index purchase_line_purchase on purchase_line (purchase_id, position, article_id, quantity_milli);
`
