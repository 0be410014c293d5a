-- What did the agents' time go to?
--
-- grain   one row per day, measure, agent, department and location
-- reads   agent_time by cohort in {around}
-- params  {cohorts} dates, {around} dates, {utilisation_numerator} text
-- windows one day back, for log-ins that began before midnight
-- traps   Every second of an agent and activity counts once, however many intervals or contacts it lies in, and stands where the
--         first interval that covers it stands. Available time on a contact is busy, not idle. What is not stated is not 0: a
--         day's ratio leaves out agents who do not state its denominator, and those whose numerator, or idle time, nobody would:
--         no source that tells of them that day tells it of anybody, nor of those who are paid or scheduled in the same department.
--         A log-in that begins where another ends, or within it, is the same one, so midnight makes none. Who is only told to be
--         online is logged in, and nobody knows of any break: in no share of breaks. What does not say where it was spent was where the
--         rest of the agent's day was, if that is one place: a roster's department would else be paid for nothing.

with own as (
    select cohort, agent, case when activity = 'online' then 'logged_in' else activity end as activity, started_at, ended_at, source, interval_id,
        coalesce(department, case when min(department) over (partition by cohort, agent) = max(department) over (partition by cohort, agent) then max(department) over (partition by cohort, agent) end) as department,
        coalesce(location, case when min(location) over (partition by cohort, agent) = max(location) over (partition by cohort, agent) then max(location) over (partition by cohort, agent) end) as location,
        max(case when activity in ('logged_in', 'break') then 1 else 0 end) over (partition by cohort, agent) as tells_breaks,
        max(case when activity = 'on_contact' then 1 else 0 end) over (partition by cohort, source) as tells_busy,
        max(case when activity = 'available' then 1 else 0 end) over (partition by cohort, source) as tells_ready,
        max(case when activity in ('logged_in', 'online') then 1 else 0 end) over (partition by cohort, source) as tells_log_ins
    from agent_time
    where cohort in ({around}) and not is_deleted and ended_at > started_at
),

spans as (
    select cohort, agent, activity, department, location, started_at, ended_at, tells_breaks, tells_busy, tells_ready, tells_log_ins,
        max(ended_at) over (partition by agent, activity order by started_at, source, interval_id
            rows between unbounded preceding and 1 preceding) as covered_until
    from own
),

pieces as (
    select cohort, agent, activity, department, location, tells_breaks, tells_busy, tells_ready, tells_log_ins,
        case when covered_until > started_at then covered_until else started_at end as from_at,
        ended_at as to_at, coalesce(covered_until < started_at, true) as is_beginning
    from spans
    where cohort in ({cohorts}) and coalesce(covered_until < ended_at, true)
),

shared as (
    select p.cohort, p.agent, p.activity, p.from_at,
        sum(date_diff('second', greatest(p.from_at, other.from_at), least(p.to_at, other.to_at))) as seconds
    from pieces as p
    join pieces as other
      on other.cohort = p.cohort
     and other.agent = p.agent and other.activity = case p.activity when 'scheduled' then 'logged_in' else 'on_contact' end
     and other.from_at < p.to_at and other.to_at > p.from_at
    where p.activity in ('available', 'other_productive', 'scheduled')
    group by p.cohort, p.agent, p.activity, p.from_at
),

timed as (
    select p.cohort, p.agent, p.activity, p.department, p.location, p.is_beginning, p.tells_breaks, p.tells_busy, p.tells_ready, p.tells_log_ins,
        date_diff('second', p.from_at, p.to_at) as seconds, coalesce(shared.seconds, 0) as shared_seconds
    from pieces as p
    left join shared
      on shared.cohort = p.cohort and shared.agent = p.agent and shared.activity = p.activity and shared.from_at = p.from_at
),

spent as (
    select cohort, agent, department, location,
        sum(case when activity = 'on_contact' then seconds else 0 end) as busy,
        sum(case when activity = 'available' then seconds else 0 end) as available, sum(case when activity = 'available' then seconds - shared_seconds else 0 end) as idle,
        sum(case when activity = 'other_productive' then seconds - shared_seconds else 0 end) as productive,
        sum(case when activity = 'paid' then seconds else 0 end) as paid,
        sum(case when activity = 'break' then seconds else 0 end) as at_break,
        sum(case when activity = 'logged_in' then seconds else 0 end) as logged_in,
        sum(case when activity = 'scheduled' then seconds else 0 end) as scheduled, sum(case when activity = 'scheduled' then shared_seconds else 0 end) as adhered,
        count(case when activity = 'logged_in' and is_beginning then 1 end) as log_ins,
        max(tells_breaks) as tells_breaks, max(tells_busy) as tells_busy, max(tells_ready) as tells_ready, max(tells_log_ins) as tells_log_ins
    from timed
    group by cohort, agent, department, location
),

known as (
    select spent.*,
        sum(paid) over (partition by cohort, agent) > 0 as states_paid,
        sum(logged_in) over (partition by cohort, agent) > 0 as states_logged_in,
        sum(at_break) over (partition by cohort) > 0 as day_states_break,
        max(tells_busy) over (partition by cohort, agent) as is_busy_told, max(tells_ready) over (partition by cohort, agent) as is_ready_told, max(tells_log_ins) over (partition by cohort, agent) as are_log_ins_told
    from spent
),

stated as (
    select known.*, max(is_busy_told) over (partition by cohort, department) as is_busy_told_there,
        max(are_log_ins_told) over (partition by cohort, department) as are_log_ins_told_there
    from known
),

measured as (
    select stated.*, 'occupancy_share' as kpi, busy as numerator, busy + idle as denominator
    from stated
    where is_ready_told = 1 and is_busy_told = 1
    union all
    select stated.*, 'utilisation_share' as kpi,
        busy + case when {utilisation_numerator} = 'productive' then productive else 0 end as numerator, paid as denominator
    from stated
    where states_paid and is_busy_told_there = 1
    union all
    select stated.*, 'logged_in_seconds' as kpi, logged_in as numerator, 0 as denominator from stated
    union all
    select stated.*, 'log_ins' as kpi, log_ins as numerator, 0 as denominator from stated where logged_in > 0
    union all
    select stated.*, 'break_seconds' as kpi, at_break as numerator, 0 as denominator from stated where at_break > 0 or logged_in > 0 and day_states_break and tells_breaks = 1
    union all
    select stated.*, 'break_share' as kpi, at_break as numerator, logged_in as denominator
    from stated
    where states_logged_in and day_states_break and tells_breaks = 1
    union all
    select stated.*, 'adherence_share' as kpi, adhered as numerator, scheduled as denominator from stated where are_log_ins_told_there = 1
)

select cohort, cohort as day, kpi, cast(null as bigint) as hour, cast(null as varchar) as channel, department, agent,
    cast(null as varchar) as reason, location, cast(null as varchar) as product, cast(null as varchar) as queue,
    cast(null as bigint) as bucket, cast(numerator as bigint) as numerator, cast(denominator as bigint) as denominator,
    0 as n, 0 as total, 0E0 as sum_of_squares, cast(null as bigint) as largest
from measured
where numerator > 0 or denominator > 0 or kpi in ('log_ins', 'break_seconds')
