/** By what articles are found and sorted: written with each of them, so that a picker need not fold 20,000 names at each letter. */
export const articleSearch = `
-- Folded words of number and name, each with a blank before it.
alter table article add column search_words text not null default '';
alter table article add column sort_name text not null default '';
alter table article add column sort_number text not null default '';
drop index article_name;
create index article_name on article (sort_name, id);
create index article_number on article (sort_number, id);
`
