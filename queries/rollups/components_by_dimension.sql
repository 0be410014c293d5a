-- What do these events add to each day, by every breakdown, where the organisation names dimensions?
--
-- grain   one row per cohort, day, measure, grain, member and histogram bucket
-- reads   events, kept
-- params  {family} text
-- windows none
-- traps   What the source does not state is a member of its own: breakdowns must add up to all. kept says which measure is
--         kept by which grain; the others are dropped here, last, because every grain is one pass over the events anyway.
--         Where no location, product or queue is named, rollups/components makes the same rows in 13 passes, not in 22.
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
        coalesce(location, '(not stated)') as location,
        coalesce(product, '(not stated)') as product,
        coalesce(queue, '(not stated)') as queue,
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
        case grouping(hour, channel, department, agent, reason, location, product, queue)
            when 255 then 'all'
            when 127 then 'hour'
            when 191 then 'channel'
            when 223 then 'department'
            when 239 then 'agent'
            when 247 then 'reason'
            when 251 then 'location'
            when 253 then 'product'
            when 254 then 'queue'
            when 95 then 'department_x_hour'
            when 159 then 'department_x_channel'
            when 207 then 'department_x_agent'
            when 215 then 'department_x_reason'
            when 219 then 'department_x_location'
            when 221 then 'department_x_product'
            when 222 then 'department_x_queue'
            when 63 then 'channel_x_hour'
            when 175 then 'channel_x_agent'
            when 183 then 'channel_x_reason'
            when 187 then 'channel_x_location'
            when 189 then 'channel_x_product'
            when 190 then 'channel_x_queue'
        end as grain,
        coalesce(department, channel, hour, agent, reason, location, product, queue) as member,
        case
            when department is not null then coalesce(channel, hour, agent, reason, location, product, queue)
            when channel is not null then coalesce(hour, agent, reason, location, product, queue)
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
        (cohort, day, kpi, bucket, location), (cohort, day, kpi, bucket, product), (cohort, day, kpi, bucket, queue),
        (cohort, day, kpi, bucket, channel, reason),
        (cohort, day, kpi, department, hour), (cohort, day, kpi, department, channel),
        (cohort, day, kpi, department, agent), (cohort, day, kpi, department, reason),
        (cohort, day, kpi, department, location), (cohort, day, kpi, department, product),
        (cohort, day, kpi, department, queue), (cohort, day, kpi, channel, hour), (cohort, day, kpi, channel, agent),
        (cohort, day, kpi, channel, location), (cohort, day, kpi, channel, product), (cohort, day, kpi, channel, queue)
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
