-- How long do customers wait for a reply, and how many messages does a contact take?
--
-- grain   one row per cohort, reply or resolved contact, and measure
-- reads   contacts by cohort in {cohorts}, messages by cohort in {cohorts}, contact_legs by cohort in {cohorts}, schedules, open_hours
-- params  {cohorts} dates, {messages_count} text, {schedule_rule} text
-- windows none
-- traps   Only what customers and agents write to each other counts: no notes, no bots. A turn is what customers wrote
--         until an agent answered; in the same second the customer wrote first. What an agent wrote before any customer
--         opened the contact, when no later than the opening or when the contact is outbound: it answers nobody. Without
--         hours in the config there is no business time. A contact without messages has none to count, not 0.

with turns as (
    select cohort, contact_source, contact_id, turn,
        min(case when author = 'customer' then sent_at end) as asked_at,
        max(case when author = 'agent' then sent_at end) as replied_at,
        max(case when author = 'agent' then sent_on end) as replied_on,
        max(case when author = 'agent' then sent_hour end) as replied_hour,
        max(case when author = 'agent' then department end) as department,
        max(case when author = 'agent' then agent end) as agent,
        count_if(author = 'agent' or {messages_count} = 'all_public') as messages
    from (
        select cohort, contact_source, contact_id, author, sent_at, sent_on, sent_hour, department, agent,
            count(case when author = 'agent' then 1 end) over (
                partition by contact_source, contact_id order by sent_at, author desc, source, message_id
                rows between unbounded preceding and 1 preceding
            ) as turn
        from messages
        where cohort in ({cohorts})
          and not is_deleted
          and is_public
          and author in ('customer', 'agent')
    ) as written
    group by cohort, contact_source, contact_id, turn
),

placed as (
    select t.cohort, t.contact_source, t.contact_id, t.turn, t.asked_at, t.replied_at, t.replied_on, t.replied_hour,
        coalesce(t.department, c.department) as department, coalesce(t.agent, c.agent) as agent,
        c.opened_at, c.resolved_on, c.resolved_hour, c.department as of_department, c.agent as of_agent,
        c.channel, c.reason, c.location, c.product, c.queue,
        min(case
            when t.replied_at >= c.opened_at and t.asked_at is not null then t.turn
            when t.replied_at > c.opened_at and (t.turn > 0 or c.direction = 'inbound') then t.turn
        end) over (partition by t.contact_source, t.contact_id) as first_turn,
        cast(sum(t.messages) over (partition by t.contact_source, t.contact_id) as bigint) as messages
    from turns as t
    join contacts as c on c.cohort = t.cohort and c.source = t.contact_source and c.contact_id = t.contact_id
    where c.cohort in ({cohorts})
      and not c.is_deleted
),

spans as (
    select placed.*, 'first_response' as measure, opened_at as from_at
    from placed
    where turn = first_turn
    union all
    select placed.*, 'response' as measure, asked_at as from_at
    from placed
    where asked_at is not null
      and replied_at is not null
),

stays as (
    select contact_source, contact_id, department,
        case when lag(queued_at) over (partition by contact_source, contact_id order by queued_at, source, leg_id) is null
            then timestamp '1970-01-01 00:00:00' else queued_at end as from_at,
        coalesce(lead(queued_at) over (partition by contact_source, contact_id order by queued_at, source, leg_id),
            timestamp '9999-12-31 00:00:00') as to_at
    from contact_legs
    where cohort in ({cohorts})
      and {schedule_rule} = 'all_schedules'
      and not is_deleted
      and department is not null
),

pieces as (
    select spans.*, coalesce(schedules.schedule, 'default') as schedule,
        greatest(spans.from_at, coalesce(stays.from_at, spans.from_at)) as starts_at,
        least(spans.replied_at, coalesce(stays.to_at, spans.replied_at)) as ends_at
    from spans
    left join stays on stays.contact_source = spans.contact_source and stays.contact_id = spans.contact_id
        and stays.from_at < spans.replied_at and spans.from_at < stays.to_at
    left join schedules on schedules.department = coalesce(stays.department, spans.of_department)
),

events as (
    select cohort, replied_on as day, measure || '_seconds' as kpi, replied_hour as hour, channel, department, agent,
        reason, location, product, queue, date_diff('second', from_at, replied_at) as seconds, cast(null as bigint) as messages
    from spans
    union all
    select p.cohort, p.replied_on, p.measure || '_business_seconds', p.replied_hour, p.channel, p.department, p.agent, p.reason,
        p.location, p.product, p.queue, cast(sum((b.before_seconds - a.before_seconds) * 1000
            + case when b.is_open then date_diff('millisecond', b.from_at, p.ends_at) else 0 end
            - case when a.is_open then date_diff('millisecond', a.from_at, p.starts_at) else 0 end) as bigint) / 1000, null
    from pieces as p
    join open_hours as a on a.schedule = p.schedule and a.utc_day = date(p.starts_at)
        and a.from_at <= p.starts_at and p.starts_at < a.to_at
    join open_hours as b on b.schedule = p.schedule and b.utc_day = date(p.ends_at)
        and b.from_at <= p.ends_at and p.ends_at < b.to_at
    group by p.cohort, p.replied_on, p.measure, p.replied_hour, p.channel, p.department, p.agent, p.reason, p.location,
        p.product, p.queue, p.contact_source, p.contact_id, p.turn
    having sum(date_diff('millisecond', p.starts_at, p.ends_at)) = max(date_diff('millisecond', p.from_at, p.replied_at))
    union all
    select cohort, resolved_on, 'messages_per_contact', resolved_hour, channel, of_department, of_agent, reason,
        location, product, queue, null, messages
    from placed
    where turn = 0
      and resolved_on is not null
)

select cohort, day, kpi, hour, channel, department, agent, reason, location, product, queue,
    cast(floor(ln(cast(seconds + 1 as double)) / ln(1.019E0)) as bigint) as bucket,
    0 as numerator, 0 as denominator, 1 as n, coalesce(seconds, messages) as total,
    cast(coalesce(seconds, messages) as double) * cast(coalesce(seconds, messages) as double) as sum_of_squares,
    seconds as largest
from events
