/** Undoing an import of articles asks for each row whether something later stands in its way. */
export const changesOfNobody = `
create index change_of_nobody on change (table_name, row_id, id) where customer_id is null;
`
