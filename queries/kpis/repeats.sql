-- Who asks again, whose first contact was enough, and which resolutions did not hold?
--
-- grain   one row per cohort, day, measure and place
-- reads   contacts by cohort in {around}, messages by cohort in {cohorts}, surveys by cohort in {cohorts}
-- params  {cohorts} dates, {around} dates, {repeat_window_days} integer, {first_contact_window_days} integer,
--         {first_contact_method} text, {first_contact_key} text, {first_contact_same_channel} text,
--         {first_contact_transfer_grace_seconds} integer, {reopen_window_days} integer
-- windows repeat_window_days back; first_contact_window_days back and ahead
-- traps   Where the reason is not stated about is NULL and matches any reason, so the nearest contact is sought among those
--         about the same and those about nothing stated. One within the grace of its nearest earlier one was passed on: the
--         same contact, neither a repeat nor a first one. Windows are time on the clock; their last second is inside.
--         One touch counts contacts with a message only: where none is known, nobody knows how often an agent wrote. Of
--         contacts whose source does not tell reopenings nobody knows which held: they are in no reopened_share, and among those
--         that were enough only where they are final, so that who comes back makes a new one. Nor are those reopened nobody knows when.

with asked as (
    select source, contact_id, customer_id, cohort, opened_at,
        case when {first_contact_key} = 'customer_and_reason' then reason end as about,
        case when {first_contact_same_channel} = 'true' then channel end as via
    from contacts
    where cohort in ({around}) and not is_deleted and direction = 'inbound' and opened_at is not null
      and customer_id in (select customer_id from contacts where cohort in ({cohorts}) and not is_deleted)
),

earlier as (
    select asked.*,
        lag(opened_at) over (partition by customer_id, via order by opened_at, source, contact_id) as last_any_at,
        lag(opened_at) over (partition by customer_id, via, about order by opened_at, source, contact_id) as last_same_at,
        max(case when about is null then opened_at end) over (partition by customer_id, via order by opened_at, source, contact_id
            rows between unbounded preceding and 1 preceding) as last_unstated_at
    from asked
),

arrived as (
    select earlier.*,
        case when about is null then last_any_at
            else coalesce(greatest(last_same_at, last_unstated_at), last_same_at, last_unstated_at) end as last_at
    from earlier
),

passed as (
    select arrived.*,
        coalesce(last_at >= date_add('second', -{first_contact_transfer_grace_seconds}, opened_at), false) as is_passed_on
    from arrived
),

later as (
    select passed.*,
        min(case when not is_passed_on then opened_at end) over (partition by customer_id, via order by opened_at, source, contact_id
            rows between 1 following and unbounded following) as next_any_at,
        min(case when not is_passed_on then opened_at end) over (partition by customer_id, via, about order by opened_at, source, contact_id
            rows between 1 following and unbounded following) as next_same_at,
        min(case when about is null and not is_passed_on then opened_at end) over (partition by customer_id, via order by opened_at, source, contact_id
            rows between 1 following and unbounded following) as next_unstated_at
    from passed
),

sought as (
    select c.cohort, c.opened_on, c.opened_hour, c.opened_at, c.reopened_at, c.channel, c.department, c.agent, c.reason, c.location,
        c.product, c.queue, later.is_passed_on, later.last_at,
        contains(split(c.tells, '|'), 'final') or (c.reopened_at is not null or not coalesce(c.is_reopened, false))
            and (contains(split(c.tells, '|'), 'reopened') or c.is_derived and contains(split(c.tells, '|'), 'changes')) as is_return_told,
        case when later.about is null then later.next_any_at
            else coalesce(least(later.next_same_at, later.next_unstated_at), later.next_same_at, later.next_unstated_at) end as next_at
    from contacts as c
    join later on later.source = c.source and later.contact_id = c.contact_id and later.cohort = c.cohort
    where c.cohort in ({cohorts})
),

solved as (
    select source as contact_source, contact_id, case when is_solved_at_once then 1 else 0 end as is_solved
    from contacts
    where {first_contact_method} = 'agent_flag' and cohort in ({cohorts}) and is_solved_at_once is not null
    union all
    select contact_source, contact_id, score as is_solved
    from surveys
    where {first_contact_method} = 'survey' and cohort in ({cohorts}) and not is_deleted and kind = 'solved' and score is not null
    union all
    select contact_source, contact_id, case when count(case when author = 'agent' and is_public then 1 end) < 2 then 1 else 0 end as is_solved
    from messages
    where {first_contact_method} = 'one_touch' and cohort in ({cohorts}) and not is_deleted
    group by contact_source, contact_id
),

answers as (
    select 'repeat_contact_share' as kpi, cohort, opened_on as day, opened_hour as hour, channel, department, agent, reason, location, product, queue,
        case when not is_passed_on and last_at >= date_add('day', -{repeat_window_days}, opened_at) then 1 else 0 end as is_so
    from sought
    union all
    select 'first_contact_resolution_share' as kpi, cohort, opened_on as day, opened_hour as hour, channel, department, agent, reason, location, product, queue,
        case when next_at <= date_add('day', {first_contact_window_days}, opened_at)
              or reopened_at <= date_add('day', {first_contact_window_days}, opened_at) then 0 else 1 end as is_so
    from sought
    where {first_contact_method} = 'repeat' and is_return_told
      and coalesce(last_at < date_add('day', -{first_contact_window_days}, opened_at), true)
    union all
    select 'first_contact_resolution_share' as kpi, c.cohort, c.opened_on as day, c.opened_hour as hour, c.channel, c.department, c.agent,
        c.reason, c.location, c.product, c.queue,
        case when {first_contact_method} = 'one_touch' and (c.reopened_at is not null or coalesce(c.is_reopened, false)) then 0 else solved.is_solved end as is_so
    from contacts as c
    join solved on solved.contact_source = c.source and solved.contact_id = c.contact_id
    where c.cohort in ({cohorts}) and not c.is_deleted and c.direction = 'inbound'
      and ({first_contact_method} <> 'one_touch' or c.resolved_at is not null and (contains(split(c.tells, '|'), 'final')
          or contains(split(c.tells, '|'), 'reopened') or c.is_derived and contains(split(c.tells, '|'), 'changes')))
    union all
    select 'reopened_share' as kpi, cohort, first_resolved_on as day, first_resolved_hour as hour, channel, department, agent, reason, location, product, queue,
        case when reopened_at <= date_add('day', {reopen_window_days}, first_resolved_at) then 1 else 0 end as is_so
    from contacts
    where cohort in ({cohorts}) and not is_deleted and first_resolved_on is not null and (contains(split(tells, '|'), 'reopened') or is_derived and contains(split(tells, '|'), 'changes'))
)

select cohort, day, kpi, hour, channel, department, agent, reason, location, product, queue,
    cast(null as bigint) as bucket,
    cast(sum(is_so) as bigint) as numerator, count(*) as denominator,
    0 as n, 0 as total, 0E0 as sum_of_squares,
    cast(null as bigint) as largest
from answers
group by cohort, day, kpi, hour, channel, department, agent, reason, location, product, queue
