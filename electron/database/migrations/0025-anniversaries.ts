/** Whose first purchase was on a day of the year. */
export const anniversaries = `
create index customer_summary_anniversary on customer_summary (substr(first_day, 6)) where purchase_days >= 2;
`
