/** Contacts are found by their words, asked for by what waits, and looked through for what was said last. */
export const contactSearch = `
create virtual table contact_search using fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3 4 5 6', detail = none
);
-- Contacts whose words are not in the index yet; empty between two operations.
create table contact_to_index (contact_id integer primary key) strict;
create trigger contact_index_insert after insert on contact begin insert or ignore into contact_to_index values (new.id); end;
create trigger contact_index_update after update of topic, text, next_step on contact begin insert or ignore into contact_to_index values (new.id); end;
create trigger contact_index_delete after delete on contact
begin
  delete from contact_search where rowid = old.id;
  delete from contact_to_index where contact_id = old.id;
end;
insert into contact_to_index select id from contact;

-- Which contact the answer belongs to.
alter table contact add column answers_id integer references contact (id) on delete set null;
create index contact_answers on contact (answers_id) where answers_id is not null;
create index contact_personal on contact (customer_id, day) where is_bulk = 0 and is_random = 0;
create index contact_mailing on contact (customer_id, day) where is_bulk = 1 and direction = 'out';
create index contact_asked on contact (day, at_time, channel, area, answer_by, answered_at) where needs_answer = 1;
`
