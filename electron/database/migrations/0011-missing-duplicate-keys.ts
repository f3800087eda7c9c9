/** A large change leaves its keys to a task that runs afterwards; the figure rises with each such change and is 0 when no key is missing. */
export const missingDuplicateKeys = `
alter table duplicate_scan add column keys_missing integer not null default 0;
`
