-- How many new rows were mapped, how many quarantined, and how far do they reach?
--
-- grain   one row per source
-- reads   staged_contacts by run in {runs}
-- params  {runs} texts
-- windows none
-- traps   A raw row counts once, whatever the mapping made of it. Events from after the landing do not say that data are
--         complete up to them.

with rows_of as (
    select
        source,
        row_id,
        max(case when problem is null then 0 else 1 end) as is_bad,
        max(case when problem is null and opened_at <= fetched_at then opened_at end) as opened_at,
        max(case when problem is null and resolved_at <= fetched_at then resolved_at end) as resolved_at
    from staged_contacts
    where run in ({runs})
    group by source, row_id
)

select
    source,
    count(*) as landed,
    count_if(is_bad = 0) as mapped,
    count_if(is_bad = 1) as quarantined,
    max(case when resolved_at > opened_at then resolved_at else opened_at end) as latest_event_at
from rows_of
group by source
