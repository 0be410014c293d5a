-- How many contacts were opened and resolved, how many are open, and what share is resolved?
--
-- grain   one row per cohort, day, measure, grain and member
-- reads   contacts by cohort in {cohorts}
-- params  {cohorts} dates
-- windows none
-- traps   open_backlog is a flow here, +1 on the day of opening and -1 on the day of resolution: its value is the running
--         sum (values/backlog). resolved_share counts on the day of opening, so it may rise for as long as contacts are
--         open. What the source does not state is a member of its own: breakdowns must add up to all.

with live as (
    select
        cohort,
        opened_on,
        resolved_on,
        coalesce(channel, '(not stated)') as channel,
        coalesce(department, '(not stated)') as department,
        coalesce(reason, '(not stated)') as reason
    from contacts
    where cohort in ({cohorts})
      and not is_deleted
      and opened_on is not null
),

counted as (
    select cohort, opened_on, resolved_on, channel, department, reason, count(*) as contacts
    from live
    group by cohort, opened_on, resolved_on, channel, department, reason
),

events as (
    select cohort, opened_on as day, 'contacts_opened' as kpi, channel, department, reason,
        contacts as numerator, 0 as denominator
    from counted
    union all
    select cohort, resolved_on as day, 'contacts_resolved' as kpi, channel, department, reason,
        contacts as numerator, 0 as denominator
    from counted
    where resolved_on is not null
    union all
    select cohort, opened_on as day, 'open_backlog' as kpi, channel, department, reason,
        contacts as numerator, 0 as denominator
    from counted
    union all
    select cohort, resolved_on as day, 'open_backlog' as kpi, channel, department, reason,
        -contacts as numerator, 0 as denominator
    from counted
    where resolved_on is not null
    union all
    select cohort, opened_on as day, 'resolved_share' as kpi, channel, department, reason,
        case when resolved_on is not null then contacts else 0 end as numerator, contacts as denominator
    from counted
)

select
    day,
    kpi,
    case grouping(channel, department, reason)
        when 7 then 'all'
        when 3 then 'channel'
        when 5 then 'department'
        when 6 then 'reason'
        when 2 then 'channel_x_reason'
    end as grain,
    channel,
    department,
    reason,
    cast(null as integer) as bucket,
    cast(sum(numerator) as bigint) as numerator,
    cast(sum(denominator) as bigint) as denominator,
    cast(0 as bigint) as n,
    cast(0 as bigint) as total,
    cast(0 as double) as sum_of_squares,
    'volume' as family,
    cohort
from events
group by grouping sets (
    (cohort, day, kpi),
    (cohort, day, kpi, channel),
    (cohort, day, kpi, department),
    (cohort, day, kpi, reason),
    (cohort, day, kpi, channel, reason)
)
