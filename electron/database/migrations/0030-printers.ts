/** Each printer has its own offset, and each kind of sheet its own used places. What was set so far goes along. */
export const printers = `
update setting set key = 'printers', value = (
  select json_array(json_object('name', '',
    'offsetXMm', coalesce((select json_extract(value, '$') from setting where key = 'printOffsetXMm'), 0),
    'offsetYMm', coalesce((select json_extract(value, '$') from setting where key = 'printOffsetYMm'), 0))))
  where key = (select key from setting where key in ('printOffsetXMm', 'printOffsetYMm') order by key limit 1);
delete from setting where key in ('printOffsetXMm', 'printOffsetYMm');
update setting set key = 'usedPlaces', value = json_object('32010', json_extract(value, '$')) where key = 'usedSheetPositions';
`
