-- What does each contact record that met a queue or an agent say about a leg?
--
-- grain   one row per contact record with a queue or an agent
-- reads   raw
-- params  {reason_attribute} text
-- windows none
-- traps   Documented: durations are whole seconds; talk leaves hold out. A record without an agent whose customer was
--         in a queue is abandoned, unless another record follows it: then the customer flowed out of the queue.
--         Assumed: a customer who asks to be called back is one of those, as the record does not say more; an agent's
--         record that another follows was transferred within the organisation, unless TransferredToEndpoint is stated.
--         DisconnectReason is often NULL and is not read.

with records as (
    select row_id, source, version, op, body,
        json_extract_scalar(body, '$.ContactId') as id,
        nullif(trim(json_extract_scalar(body, '$.InitialContactId')), '') as initial_id,
        nullif(trim(json_extract_scalar(body, '$.NextContactId')), '') as next_id,
        upper(trim(json_extract_scalar(body, '$.InitiationMethod'))) as method,
        upper(trim(json_extract_scalar(body, '$.Channel'))) as channel,
        coalesce(json_extract_scalar(body, '$.Queue.Name'), json_extract_scalar(body, '$.Queue.ARN')) as queue,
        json_extract_scalar(body, '$.Queue.EnqueueTimestamp') as enqueued_at,
        json_extract_scalar(body, '$.Agent.ARN') as agent_arn,
        json_extract_scalar(body, '$.Agent.ConnectedToAgentTimestamp') as connected_at
    from raw
    where stream = 'contact_records'
)

select
    row_id,
    id as leg_id,
    coalesce(initial_id, id) as contact_id,
    version,
    coalesce(enqueued_at, json_extract_scalar(body, '$.InitiationTimestamp')) as queued_at,
    connected_at as answered_at,
    json_extract_scalar(body, '$.DisconnectTimestamp') as ended_at,
    json_extract_scalar(body, '$.Agent.AfterContactWorkEndTimestamp') as wrapped_at,
    case when connected_at is not null then 'answered'
        when next_id is not null then 'flow_out'
        when json_extract_scalar(body, '$.DisconnectTimestamp') is not null then 'abandoned' end as outcome,
    'answered|abandoned|flow_out' as tells,
    case when method in ('OUTBOUND', 'EXTERNAL_OUTBOUND', 'CALLBACK') or (method = 'API' and channel = 'VOICE')
        then 'outbound' else 'inbound' end as direction,
    json_extract_scalar(body, '$.Queue.Duration') as wait_seconds,
    json_extract_scalar(body, '$.Agent.AgentInteractionDuration') as talk_seconds,
    json_extract_scalar(body, '$.Agent.CustomerHoldDuration') as hold_seconds,
    json_extract_scalar(body, '$.Agent.AfterContactWorkDuration') as after_work_seconds,
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
from records
where coalesce(method, '') <> 'MONITOR'
  and (enqueued_at is not null or agent_arn is not null)
