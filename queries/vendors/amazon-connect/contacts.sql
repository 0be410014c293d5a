-- What does each contact record that begins a contact say about it?
--
-- grain   one row per contact record that is no other's successor
-- reads   raw
-- params  {reason_attribute} text, {csat_attribute} text
-- windows none
-- traps   Documented: every transfer makes a new record, and InitialContactId names the first of them; records of the
--         initiation method MONITOR are supervisors listening. A record comes again whenever it changes.
--         The end of a contact is the end of its last record: it comes from status_changes, never from this row.
--         Assumed: of what the API initiates, calls go out and chats and tasks come in; the customer of a chat is the
--         CustomerId, where a profile is attached. Which calls a flow answered by itself nobody can tell.
--         Who comes back makes a new contact.

with records as (
    select row_id, source, version, op, body,
        json_extract_scalar(body, '$.ContactId') as id,
        nullif(trim(json_extract_scalar(body, '$.InitialContactId')), '') as initial_id,
        upper(trim(json_extract_scalar(body, '$.InitiationMethod'))) as method,
        upper(trim(json_extract_scalar(body, '$.Channel'))) as channel
    from raw
    where stream = 'contact_records'
)

select
    row_id,
    id as contact_id,
    version,
    json_extract_scalar(body, '$.InitiationTimestamp') as opened_at,
    case when {csat_attribute} = '' then 'resolved|final|-surveys' else 'resolved|final' end as tells,
    case channel when 'VOICE' then 'phone' when 'TELEPHONY' then 'phone' else lower(channel) end as channel,
    case when method in ('OUTBOUND', 'EXTERNAL_OUTBOUND', 'CALLBACK') or (method = 'API' and channel = 'VOICE')
        then 'outbound' else 'inbound' end as direction,
    coalesce(json_extract_scalar(body, '$.CustomerEndpoint.Address'), json_extract_scalar(body, '$.CustomerId')) as customer_id,
    case when {reason_attribute} <> '' then nullif(trim(
        json_extract_scalar(body, '$.Attributes["' || coalesce(nullif({reason_attribute}, ''), '-') || '"]') -- lint:allow J1 (the config allows no quotes in it)
    ), '') end as reason,
    coalesce(json_extract_scalar(body, '$.Queue.Name'), json_extract_scalar(body, '$.Queue.ARN')) as department,
    coalesce(json_extract_scalar(body, '$.Queue.Name'), json_extract_scalar(body, '$.Queue.ARN')) as queue,
    source || ':' || regexp_extract(json_extract_scalar(body, '$.Agent.ARN'), '[^/]+$') as agent,
    case when op = 'delete' then 'true' else 'false' end as is_deleted
from records
where coalesce(method, '') <> 'MONITOR'
  and coalesce(initial_id, id) = id
