/** The parts of the shop that open tasks belong to, read without the tasks. */
export const taskAreas = `
create index task_area on task (area) where done_on is null and area <> '';
`
