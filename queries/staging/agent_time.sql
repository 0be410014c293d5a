-- What does each new raw row say about the time of an agent, and can it be believed?
--
-- grain   one row per raw row, interval its mapping made of it, and local day
-- reads   typed
-- params  {run} text, {zone} zone
-- windows none
-- traps   Intervals are cut at local midnight, so that each day has its own part; days are 23 to 25 hours long. The end is not
--         included: an interval that ends at midnight has no part of the next day.

with days as (
    select typed.*,
        problem is null and not is_deleted and ended_at >= started_at as is_whole,
        date(at_timezone(with_timezone(started_at, 'UTC'), {zone})) as first_on,
        date(at_timezone(with_timezone(
            case when ended_at > started_at then date_add('millisecond', -1, ended_at) else started_at end, 'UTC'), {zone})) as last_on
    from typed
),

parts as (
    select days.*, cast(t.d as date) as part_on
    from days
    cross join unnest(sequence(first_on, last_on, interval '1' day)) as t(d)
    where is_whole
      and date_diff('day', first_on, last_on) between 0 and 7
    union all
    select days.*, first_on as part_on
    from days
    where not coalesce(is_whole, false)
       or not coalesce(date_diff('day', first_on, last_on) between 0 and 7, false)
),

cut as (
    select parts.*,
        cast(at_timezone(with_timezone(cast(part_on as timestamp), {zone}), 'UTC') as timestamp) as day_starts_at,
        cast(at_timezone(with_timezone(cast(date_add('day', 1, part_on) as timestamp), {zone}), 'UTC') as timestamp) as day_ends_at
    from parts
)

select
    source, interval_id, version, row_id, is_deleted, agent,
    lower(activity) as activity,
    case when is_whole then greatest(started_at, day_starts_at) else started_at end as started_at,
    case when is_whole then least(ended_at, day_ends_at) else ended_at end as ended_at,
    department, location,
    part_on as spent_on,
    key, page, file, fetched_at, event_at,
    coalesce(problem, case
        when ended_at < started_at then 'ended before it began'
        when date_diff('day', first_on, last_on) > 7 then 'it is longer than a week'
        when lower(activity) not in ('logged_in', 'online', 'available', 'on_contact', 'break', 'other_productive', 'paid', 'scheduled') then 'activity is not one Raport knows'
    end) as problem,
    found,
    {run} as run
from cut
