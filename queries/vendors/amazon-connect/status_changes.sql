-- When did each contact record begin to be somebody's, and when was it over?
--
-- grain   one row per contact record and change it tells of
-- reads   raw
-- params  none
-- windows none
-- traps   Documented: DisconnectTimestamp is when the customer left this record, which a transfer does too, so a contact
--         is over with the last of them. A contact is told of only when it is over.

with records as (
    select row_id, source, version, op,
        json_extract_scalar(body, '$.ContactId') as id,
        nullif(trim(json_extract_scalar(body, '$.InitialContactId')), '') as initial_id,
        coalesce(json_extract_scalar(body, '$.Queue.Name'), json_extract_scalar(body, '$.Queue.ARN')) as department,
        json_extract_scalar(body, '$.Agent.ARN') as agent_arn,
        json_extract_scalar(body, '$.Agent.ConnectedToAgentTimestamp') as connected_at,
        json_extract_scalar(body, '$.DisconnectTimestamp') as disconnected_at
    from raw
    where stream = 'contact_records'
      and coalesce(upper(trim(json_extract_scalar(body, '$.InitiationMethod'))), '') <> 'MONITOR'
),

told as (
    select records.*, 'assigned' as change, connected_at as changed_at
    from records
    where connected_at is not null
    union all
    select records.*, 'ended' as change, disconnected_at as changed_at
    from records
    where disconnected_at is not null
)

select
    row_id,
    id || ':' || change as change_id,
    coalesce(initial_id, id) as contact_id,
    version,
    changed_at,
    change,
    department,
    source || ':' || regexp_extract(agent_arn, '[^/]+$') as agent,
    case when op = 'delete' then 'true' else 'false' end as is_deleted
from told
