/** Which customer data left the program as a file: when, in what form, how many. The folder is nobody's business. */
export const exportRuns = `
create table export_run (
  id integer primary key,
  at text not null,
  format text not null check (format in ('csv', 'xlsx', 'vcard', 'archive')),
  customers integer not null,
  file_name text not null
) strict;
create index export_run_at on export_run (at, id);
`
