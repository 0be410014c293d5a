-- How many rows are left out, and why?
--
-- grain   one row per reason
-- reads   quarantine by home in {sources}
-- params  {sources} texts
-- windows none
-- traps   A key counts once, by its newest row, however many exports repeat it.

with ranked as (
    select problem,
        row_number() over (partition by source, key order by version desc, row_id desc, problem) as newest
    from quarantine
    where home in ({sources})
)

select problem, count(*) as rows_count
from ranked
where newest = 1
group by problem
