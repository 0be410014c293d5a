-- How many rows are left out, and why?
--
-- grain   one row per reason
-- reads   quarantine by home in {sources}, waiting
-- params  {sources} texts
-- windows none
-- traps   A key counts once, by its newest row, however many exports repeat it.

with ranked as (
    select problem,
        row_number() over (partition by source, key order by version desc, row_id desc, problem) as newest
    from quarantine
    where home in ({sources})
),

left_out as (
    select problem
    from ranked
    where newest = 1
    union all
    select problem
    from waiting
)

select problem, count(*) as rows_count
from left_out
group by problem
