-- Which source's new rows are not all mapped or quarantined?
--
-- grain   one row per source that does not add up
-- reads   judged
-- params  {source} text, {landed} integer
-- windows none
-- traps   {landed} is what the landing counted, written before any SQL ran.

select
    {source} as source,
    cast({landed} as bigint) as landed,
    count(distinct row_id) as accounted
from judged
where source = {source}
having count(distinct row_id) <> {landed}
