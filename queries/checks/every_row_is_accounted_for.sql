-- Which source's new rows are not all mapped, quarantined or knowingly unused?
--
-- grain   one row per source that does not add up
-- reads   judged
-- params  {source} text, {landed} integer, {unused} integer
-- windows none
-- traps   {landed} is what the landing counted, written before any SQL ran; {unused} those of the rest that staging/unused
--         found among them.

select
    {source} as source,
    cast({landed} as bigint) as landed,
    count(distinct row_id) + {unused} as accounted
from judged
where source = {source}
having count(distinct row_id) + {unused} <> {landed}
