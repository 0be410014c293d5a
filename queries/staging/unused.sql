-- How many raw rows of a vendor are knowingly made into nothing?
--
-- grain   one row
-- reads   unused, judged
-- params  none
-- windows none
-- traps   A row that a mapping took as well is mapped or quarantined, and not counted here.

select count(distinct unused.row_id) as unused
from unused
left join judged on judged.row_id = unused.row_id
where judged.row_id is null
