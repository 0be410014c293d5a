-- How many new rows were mapped, how many quarantined, and how far do they reach?
--
-- grain   one row per source
-- reads   judged
-- params  none
-- windows none
-- traps   A raw row counts once, whatever the mappings made of it. Events from after the landing do not say that data are
--         complete up to them.

with rows_of as (
    select
        source,
        row_id,
        max(case when problem is null then 0 else 1 end) as is_bad,
        max(case when substr(problem, -9) = ' is empty' then 1 else 0 end) as is_empty,
        max(case when problem is null then event_at end) as event_at
    from judged
    group by source, row_id
)

select
    source,
    count(*) as landed,
    count_if(is_bad = 0) as mapped,
    count_if(is_bad = 1) as quarantined,
    count_if(is_empty = 1) as empty,
    max(event_at) as latest_event_at
from rows_of
group by source
