/** Beginnings of six letters are indexed too. The list and its search index are derived, so both are built anew on opening. */
export const sixLetterSearch = `
drop table customer_search;
create virtual table customer_search using fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3 4 5 6', detail = none
);
delete from customer_summary;
-- With the place, walking the names needs no row to say who is among the matches.
drop index customer_summary_name;
create index customer_summary_name on customer_summary (sort_name, customer_id, place);
`
