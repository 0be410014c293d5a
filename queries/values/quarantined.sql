-- Which rows are left out?
--
-- grain   one row per key that is left out, the first thousand by place
-- reads   quarantine by home in {sources}, waiting
-- params  {sources} texts
-- windows none
-- traps   found is the source's own text: escape it wherever it is shown. A key is shown once, by its newest row.

with ranked as (
    select source, page, problem, found,
        row_number() over (partition by source, key order by version desc, row_id desc, problem) as newest
    from quarantine
    where home in ({sources})
),

left_out as (
    select source, page, problem, found
    from ranked
    where newest = 1
    union all
    select source, page, problem, found
    from waiting
)

select source, page, problem, found
from left_out
order by source, page
limit 1000
