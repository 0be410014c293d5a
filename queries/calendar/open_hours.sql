-- When is each schedule open, and how much of its time has passed?
--
-- grain   one row per schedule and stretch of time that is open or closed throughout and lies within one day of UTC
-- reads   opening_hours, closed_days
-- params  {first_day} date, {last_day} date
-- windows none
-- traps   The open seconds between two instants are the difference of what has passed at each: join on schedule and
--         utc_day, from_at <= instant < to_at, then before_seconds, and the time since from_at where it is open. Clock
--         changes are in it, because hours are turned into instants day by day.

with days as (
    select schedules.schedule, schedules.zone, cast(t.d as date) as day
    from (select distinct schedule, zone from opening_hours) as schedules
    cross join unnest(sequence({first_day}, {last_day}, interval '1' day)) as t(d)
),

opened as (
    select
        days.schedule,
        cast(at_timezone(with_timezone(date_add('minute', h.from_minute, cast(days.day as timestamp)), days.zone), 'UTC') as timestamp) as from_at,
        cast(at_timezone(with_timezone(date_add('minute', h.to_minute, cast(days.day as timestamp)), days.zone), 'UTC') as timestamp) as to_at
    from days
    join opening_hours as h on h.schedule = days.schedule and h.weekday = day_of_week(days.day)
    left join closed_days as c on c.schedule = days.schedule and c.day = days.day
    where c.day is null
),

turns as (
    select schedule, cast(day as timestamp) as turned_at, 0 as turn
    from days
    union all
    select schedule, from_at as turned_at, 1 as turn
    from opened
    where from_at < to_at
    union all
    select schedule, to_at as turned_at, -1 as turn
    from opened
    where from_at < to_at
),

points as (
    select schedule, turned_at, sum(turn) as turn
    from turns
    group by schedule, turned_at
),

stretches as (
    select
        schedule,
        turned_at as from_at,
        coalesce(lead(turned_at) over (partition by schedule order by turned_at), date_add('day', 1, cast({last_day} as timestamp))) as to_at,
        sum(turn) over (partition by schedule order by turned_at rows between unbounded preceding and current row) > 0 as is_open
    from points
)

select
    schedule,
    date(from_at) as utc_day,
    from_at,
    to_at,
    is_open,
    cast(coalesce(sum(case when is_open then date_diff('second', from_at, to_at) else 0 end)
        over (partition by schedule order by from_at rows between unbounded preceding and 1 preceding), 0) as bigint) as before_seconds
from stretches
