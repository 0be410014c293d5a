-- What does each ticket, and each breach, say about the SLA targets that applied?
--
-- grain   one row per version of a ticket and target, and per breach
-- reads   raw
-- params  none
-- windows none
-- traps   A ticket is exported with all its metric events, so that a target is made from one row. It is due when it was
--         breached; not breached, it was due later than it was met: after its minutes since the clock began, or when it was
--         met, where pauses or business hours had stretched them. A target that is open, and paused or in business hours,
--         tells nothing until it is met or breached; a breach comes as an event of its own. The target is that of the
--         policy applied last. Deleted events never were. Of the same second the ticket says more than its breach. Documented: the events, their types, target in minutes.
--         Assumed: that the export of tickets takes include=metric_events, as other people's connectors ask for it.

with lists as (
    select raw.row_id, raw.version, json_extract_scalar(raw.body, '$.id') as ticket_id,
        json_extract(raw.body, '$.metric_events.' || m.metric) as events, m.metric
    from raw
    cross join (values ('reply_time'), ('resolution_time'), ('requester_wait_time'), ('agent_work_time')) as m(metric)
    where raw.stream = 'tickets'
),

events as (
    select lists.row_id, lists.version, lists.ticket_id, lists.metric,
        json_extract(lists.events, '$[' || cast(t.n - 1 as varchar) || ']') as event
    from lists
    cross join unnest(sequence(1, greatest(json_array_length(lists.events), 1))) as t(n)
),

read as (
    select row_id, version, ticket_id, metric,
        json_extract_scalar(event, '$.instance_id') as instance_id,
        json_extract_scalar(event, '$.type') as type,
        try_cast(replace(replace(json_extract_scalar(event, '$.time'), 'T', ' '), 'Z', '') as timestamp) as happened,
        coalesce(cast(round(try_cast(regexp_extract(json_extract_scalar(event, '$.sla.target_in_seconds'), '^\d{1,9}(\.\d+)?$') as double)) as bigint),
            60 * cast(round(try_cast(regexp_extract(json_extract_scalar(event, '$.sla.target'), '^\d{1,9}(\.\d+)?$') as double)) as bigint)) as seconds,
        json_extract_scalar(event, '$.sla.business_hours') as business_hours,
        json_extract_scalar(event, '$.sla.policy.title') as policy,
        coalesce(json_extract_scalar(event, '$.deleted'), 'false') as deleted
    from events
),

targets as (
    select row_id, version, ticket_id, metric, instance_id,
        max_by(seconds, case when type = 'apply_sla' and deleted = 'false' then happened end) as seconds,
        max_by(policy, case when type = 'apply_sla' and deleted = 'false' then happened end) as policy,
        max_by(business_hours, case when type = 'apply_sla' and deleted = 'false' then happened end) as business_hours,
        min(case when type = 'activate' and deleted = 'false' then happened end) as began,
        min(case when type = 'fulfill' and deleted = 'false' then happened end) as met,
        max(case when type = 'breach' and deleted = 'false' then happened end) as breached,
        count_if(type = 'pause' and deleted = 'false') as pauses,
        count_if(type = 'apply_sla' and deleted = 'false') as applied
    from read
    where type is not null
    group by row_id, version, ticket_id, metric, instance_id
    having count_if(type = 'apply_sla') > 0
),

due as (
    select targets.*,
        case
            when applied = 0 then null
            when breached is not null then breached
            when pauses = 0 and coalesce(business_hours, 'false') = 'false' then date_add('second', seconds, began)
            else greatest(met, date_add('second', seconds, began))
        end as due
    from targets
)

select
    row_id,
    ticket_id || ':' || metric || ':' || instance_id as verdict_id,
    ticket_id as contact_id,
    version || '.1' as version,
    case when metric <> 'reply_time' then 'resolution' when instance_id = '1' then 'first_reply'
        else 'next_reply' end as metric,
    cast(date(due) as varchar) || ' ' || lpad(cast(hour(due) as varchar), 2, '0') || ':'
        || lpad(cast(minute(due) as varchar), 2, '0') || ':' || lpad(cast(second(due) as varchar), 2, '0')
        || 'Z' as due_at,
    cast(date(met) as varchar) || ' ' || lpad(cast(hour(met) as varchar), 2, '0') || ':'
        || lpad(cast(minute(met) as varchar), 2, '0') || ':' || lpad(cast(second(met) as varchar), 2, '0')
        || 'Z' as achieved_at,
    policy,
    case when applied = 0 then 'true' else 'false' end as is_deleted
from due
where due is not null
   or applied = 0
union all
select
    row_id,
    json_extract_scalar(body, '$.ticket_id') || ':' || json_extract_scalar(body, '$.metric') || ':'
        || json_extract_scalar(body, '$.instance_id') as verdict_id,
    json_extract_scalar(body, '$.ticket_id') as contact_id,
    version || '.0' as version,
    case when json_extract_scalar(body, '$.metric') <> 'reply_time' then 'resolution'
        when json_extract_scalar(body, '$.instance_id') = '1' then 'first_reply' else 'next_reply' end as metric,
    json_extract_scalar(body, '$.time') as due_at,
    cast(null as varchar) as achieved_at,
    cast(null as varchar) as policy,
    case when op = 'delete' then 'true' else 'false' end as is_deleted
from raw
where stream = 'metric_events'
  and json_extract_scalar(body, '$.type') = 'breach'
  and json_extract_scalar(body, '$.metric') in ('reply_time', 'resolution_time', 'requester_wait_time', 'agent_work_time')
