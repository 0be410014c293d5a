-- What does a handled contact cost?
--
-- grain   one row per month, day, department and channel
-- reads   costs by cohort in {cohorts}, kpi_daily by family = {handling} and period_start in {handled_days}
-- params  {cohorts} dates, {handling} text, {handled_days} dates, {complete_on} date, {cost_basis} text, {cost_allocation} text
-- windows none
-- traps   A month's cost is spread over what was handled in it, within the department and channel it names, once the month is
--         over. Direct and loaded are two statements of one month: the rows of one are taken. A contact whose time nobody
--         states weighs as much as the mean of those stated. Parts are differences of rounded running sums, so that they
--         add up to the cost. Days and places without a contact get nothing; contacts no cost concerns are not counted.

with handled as (
    select
        date_trunc('month', period_start) as cohort,
        period_start as day,
        nullif(member, '(not stated)') as department,
        nullif(member_2, '(not stated)') as channel,
        cast(sum(numerator) as bigint) as contacts,
        cast(sum(n) as bigint) as timed,
        cast(sum(total) as bigint) as seconds
    from kpi_daily
    where family = {handling}
      and period_start in ({handled_days})
      and kpi = 'handle_seconds'
      and grain = 'department_x_channel'
    group by period_start, member, member_2
),

amounts as (
    select cohort, department, channel, cast(sum(amount) as double) as amount
    from costs
    where cohort in ({cohorts})
      and not is_deleted
      and basis = {cost_basis}
      and date_add('month', 1, cohort) <= date_add('day', 1, {complete_on})
    group by cohort, department, channel
),

scopes as (
    select amounts.*, row_number() over (order by cohort, department, channel) as scope
    from amounts
),

concerned as (
    select scopes.scope, scopes.amount, handled.cohort, handled.day, handled.department, handled.channel, handled.contacts,
        handled.timed, handled.seconds,
        cast(sum(handled.timed) over (partition by scopes.scope) as bigint) as scope_timed,
        cast(sum(handled.seconds) over (partition by scopes.scope) as bigint) as scope_seconds
    from scopes
    join handled
      on handled.cohort = scopes.cohort
     and (scopes.department is null or scopes.department = handled.department)
     and (scopes.channel is null or scopes.channel = handled.channel)
    where handled.contacts > 0
),

weighed as (
    select concerned.*,
        case when {cost_allocation} <> 'handle_time' or scope_seconds = 0 then contacts
            else seconds * scope_timed + greatest(contacts - timed, 0) * scope_seconds end as weight
    from concerned
),

days as (
    select scope, day, amount, case when {cost_allocation} = 'days' then 1 else cast(sum(weight) as bigint) end as weight
    from weighed
    group by scope, day, amount
),

running_days as (
    select days.*,
        cast(sum(weight) over (partition by scope order by day rows between unbounded preceding and current row) as double) as so_far,
        cast(sum(weight) over (partition by scope) as double) as whole
    from days
),

day_amounts as (
    select scope, day,
        round(amount * (so_far / nullif(whole, 0))) - round(amount * ((so_far - weight) / nullif(whole, 0))) as amount
    from running_days
),

running_places as (
    select weighed.scope, weighed.cohort, weighed.day, weighed.department, weighed.channel, weighed.contacts, weighed.weight,
        day_amounts.amount,
        cast(sum(weighed.weight) over (partition by weighed.scope, weighed.day order by weighed.department, weighed.channel
            rows between unbounded preceding and current row) as double) as so_far,
        cast(sum(weighed.weight) over (partition by weighed.scope, weighed.day) as double) as whole
    from weighed
    join day_amounts on day_amounts.scope = weighed.scope and day_amounts.day = weighed.day
),

spread as (
    select cohort, day, department, channel, max(contacts) as n,
        cast(sum(coalesce(round(amount * (so_far / nullif(whole, 0))) - round(amount * ((so_far - weight) / nullif(whole, 0))), 0)) as bigint) as total -- lint:allow C2 (rounded)
    from running_places
    group by cohort, day, department, channel
)

select cohort, day, 'cost_per_contact' as kpi, cast(null as bigint) as hour, channel, department, cast(null as varchar) as agent,
    cast(null as varchar) as reason, cast(null as varchar) as location, cast(null as varchar) as product, cast(null as varchar) as queue,
    cast(null as bigint) as bucket, 0 as numerator, 0 as denominator, n, total,
    cast(total as double) * cast(total as double) / nullif(cast(n as double), 0) as sum_of_squares, cast(null as bigint) as largest
from spread
