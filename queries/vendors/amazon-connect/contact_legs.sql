-- What does each contact record that met a queue or an agent say about a leg?
--
-- grain   one row per contact record with a queue or an agent, and one more per record of a call back
-- reads   raw
-- params  {reason_attribute} text
-- windows none
-- traps   Documented: durations are whole seconds; talk leaves hold out. A record without an agent whose customer was
--         in a queue is abandoned, unless another record follows it: then the customer flowed out of the queue.
--         Whoever asked to be called back is one of those by that record alone: the record of the call back, which may
--         come much later, has the initiation method CALLBACK and names it before. Assumed: that PreviousContactId does; an agent's
--         record that another follows was transferred within the organisation, unless TransferredToEndpoint is stated.
--         DisconnectReason is often NULL and is not read.

with records as (
    select row_id, source, version, op, body,
        json_extract_scalar(body, '$.ContactId') as id,
        nullif(trim(json_extract_scalar(body, '$.InitialContactId')), '') as initial_id,
        nullif(trim(json_extract_scalar(body, '$.PreviousContactId')), '') as previous_id,
        nullif(trim(json_extract_scalar(body, '$.NextContactId')), '') as next_id,
        upper(trim(json_extract_scalar(body, '$.InitiationMethod'))) as method,
        upper(trim(json_extract_scalar(body, '$.Channel'))) as channel,
        coalesce(json_extract_scalar(body, '$.Queue.Name'), json_extract_scalar(body, '$.Queue.ARN')) as queue,
        json_extract_scalar(body, '$.Queue.EnqueueTimestamp') as enqueued_at,
        json_extract_scalar(body, '$.Agent.ARN') as agent_arn,
        json_extract_scalar(body, '$.Agent.ConnectedToAgentTimestamp') as connected_at
    from raw
    where stream = 'contact_records'
),

told as (
    select records.*, id as leg_id, cast(null as varchar) as part_of,
        case when connected_at is not null then 'answered'
            when next_id is not null then 'flow_out'
            when json_extract_scalar(body, '$.DisconnectTimestamp') is not null then 'abandoned' end as outcome
    from records
    where coalesce(method, '') <> 'MONITOR'
      and (enqueued_at is not null or agent_arn is not null)
    union all
    select records.*, id || ':callback', previous_id, 'callback'
    from records
    where method = 'CALLBACK'
      and previous_id is not null
)

select
    row_id,
    leg_id,
    coalesce(initial_id, id) as contact_id,
    part_of,
    version,
    coalesce(case when part_of is null then enqueued_at end, json_extract_scalar(body, '$.InitiationTimestamp')) as queued_at,
    case when part_of is null then connected_at end as answered_at,
    case when part_of is null then json_extract_scalar(body, '$.DisconnectTimestamp') end as ended_at,
    case when part_of is null then json_extract_scalar(body, '$.Agent.AfterContactWorkEndTimestamp') end as wrapped_at,
    outcome,
    'answered|abandoned|callback|flow_out' as tells,
    case when method in ('OUTBOUND', 'EXTERNAL_OUTBOUND', 'CALLBACK') or (method = 'API' and channel = 'VOICE')
        then 'outbound' else 'inbound' end as direction,
    case when part_of is null then json_extract_scalar(body, '$.Queue.Duration') end as wait_seconds,
    case when part_of is null then json_extract_scalar(body, '$.Agent.AgentInteractionDuration') end as talk_seconds,
    case when part_of is null then json_extract_scalar(body, '$.Agent.CustomerHoldDuration') end as hold_seconds,
    case when part_of is null then json_extract_scalar(body, '$.Agent.AfterContactWorkDuration') end as after_work_seconds,
    case when connected_at is not null and next_id is not null
        and json_extract_scalar(body, '$.TransferredToEndpoint.Type') is null then 'true' else 'false' end as is_transferred,
    case channel when 'VOICE' then 'phone' when 'TELEPHONY' then 'phone' else lower(channel) end as channel,
    queue as department,
    queue,
    source || ':' || regexp_extract(agent_arn, '[^/]+$') as agent,
    case when {reason_attribute} <> '' then nullif(trim(
        json_extract_scalar(body, '$.Attributes["' || coalesce(nullif({reason_attribute}, ''), '-') || '"]') -- lint:allow J1 (the config allows no quotes in it)
    ), '') end as reason,
    case when op = 'delete' then 'true' else 'false' end as is_deleted
from told
