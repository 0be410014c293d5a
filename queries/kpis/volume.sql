-- How many contacts were opened and resolved, how many are open, and what share is resolved?
--
-- grain   one row per cohort, day, measure and place
-- reads   contacts by cohort in {cohorts}
-- params  {cohorts} dates
-- windows none
-- traps   open_backlog is a flow here, +1 on the day of opening and -1 on the day of resolution: its value is the running
--         sum (values/running). resolved_share counts on the day of opening, so it may rise for as long as contacts are
--         open.

with counted as (
    select cohort, opened_on, opened_hour, resolved_on, resolved_hour, channel, department, agent, reason, location,
        product, queue, count(*) as contacts
    from contacts
    where cohort in ({cohorts})
      and not is_deleted
      and opened_on is not null
    group by cohort, opened_on, opened_hour, resolved_on, resolved_hour, channel, department, agent, reason, location,
        product, queue
),

events as (
    select counted.*, 'contacts_opened' as kpi, opened_on as day, opened_hour as hour,
        contacts as numerator, 0 as denominator
    from counted
    union all
    select counted.*, 'contacts_resolved' as kpi, resolved_on as day, resolved_hour as hour,
        contacts as numerator, 0 as denominator
    from counted
    where resolved_on is not null
    union all
    select counted.*, 'open_backlog' as kpi, opened_on as day, opened_hour as hour,
        contacts as numerator, 0 as denominator
    from counted
    union all
    select counted.*, 'open_backlog' as kpi, resolved_on as day, opened_hour as hour,
        -contacts as numerator, 0 as denominator
    from counted
    where resolved_on is not null
    union all
    select counted.*, 'resolved_share' as kpi, opened_on as day, opened_hour as hour,
        case when resolved_on is not null then contacts else 0 end as numerator, contacts as denominator
    from counted
)

select
    cohort,
    day,
    kpi,
    hour,
    channel,
    department,
    agent,
    reason,
    location,
    product,
    queue,
    cast(null as bigint) as bucket,
    numerator,
    denominator,
    0 as n,
    0 as total,
    0E0 as sum_of_squares,
    cast(null as bigint) as largest
from events
