-- What do these events add to each day, by every breakdown?
--
-- grain   one row per cohort, day, measure, grain, member and histogram bucket
-- reads   events, kept
-- params  {family} text
-- windows none
-- traps   What the source does not state is a member of its own: breakdowns must add up to all. kept says which measure is
--         kept by which grain; the others are dropped here, last, because every grain is one pass over the events anyway.
--         Every pass costs as much as the next, so a house that names dimensions has rollups/components_by_dimension.
--         Crossed breakdowns but channel and reason keep no histogram: nearly every contact would be a row of its own.

with stated as (
    select
        cohort,
        day,
        kpi,
        bucket,
        coalesce(lpad(cast(hour as varchar), 2, '0'), '(not stated)') as hour,
        coalesce(channel, '(not stated)') as channel,
        coalesce(department, '(not stated)') as department,
        coalesce(agent, '(not stated)') as agent,
        coalesce(reason, '(not stated)') as reason,
        numerator,
        denominator,
        n,
        total,
        sum_of_squares,
        largest
    from events
),

summed as (
    select
        cohort,
        day,
        kpi,
        bucket,
        case grouping(hour, channel, department, agent, reason)
            when 31 then 'all'
            when 15 then 'hour'
            when 23 then 'channel'
            when 27 then 'department'
            when 29 then 'agent'
            when 30 then 'reason'
            when 11 then 'department_x_hour'
            when 19 then 'department_x_channel'
            when 25 then 'department_x_agent'
            when 26 then 'department_x_reason'
            when 7 then 'channel_x_hour'
            when 21 then 'channel_x_agent'
            when 22 then 'channel_x_reason'
        end as grain,
        coalesce(department, channel, hour, agent, reason) as member,
        case
            when department is not null then coalesce(channel, hour, agent, reason)
            when channel is not null then coalesce(hour, agent, reason)
        end as member_2,
        cast(sum(numerator) as bigint) as numerator,
        cast(sum(denominator) as bigint) as denominator,
        cast(sum(n) as bigint) as n,
        cast(sum(total) as bigint) as total,
        sum(sum_of_squares) as sum_of_squares,
        max(largest) as largest
    from stated
    group by grouping sets (
        (cohort, day, kpi, bucket), (cohort, day, kpi, bucket, hour), (cohort, day, kpi, bucket, channel),
        (cohort, day, kpi, bucket, department), (cohort, day, kpi, bucket, agent), (cohort, day, kpi, bucket, reason),
        (cohort, day, kpi, bucket, channel, reason),
        (cohort, day, kpi, department, hour), (cohort, day, kpi, department, channel),
        (cohort, day, kpi, department, agent), (cohort, day, kpi, department, reason),
        (cohort, day, kpi, channel, hour), (cohort, day, kpi, channel, agent)
    )
)

select
    summed.day,
    summed.kpi,
    summed.grain,
    summed.member,
    summed.member_2,
    summed.bucket,
    summed.numerator,
    summed.denominator,
    summed.n,
    summed.total,
    summed.sum_of_squares,
    summed.largest,
    {family} as family,
    summed.cohort
from summed
join kept on kept.kpi = summed.kpi and kept.grain = summed.grain
