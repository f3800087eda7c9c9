/** Places follow the names to the last letter. The list and its search index are derived, so both are built anew on opening. */
export const namesInOrder = `
insert into customer_search (customer_search) values ('delete-all');
delete from customer_summary;
`
