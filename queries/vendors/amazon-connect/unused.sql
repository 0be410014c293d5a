-- Which records of Amazon Connect tell nothing that Raport keeps?
--
-- grain   one row per heartbeat, event within one status, record of somebody listening, and end of being offline
-- reads   raw
-- params  none
-- windows none
-- traps   What no fact takes and is not here either is shown to the admin: a record with none of the fields known.

select row_id
from raw
where stream = 'agent_events'
  and upper(json_extract_scalar(body, '$.EventType')) not in ('LOGIN', 'LOGOUT')
  and (upper(json_extract_scalar(body, '$.EventType')) = 'HEART_BEAT'
    or json_extract_scalar(body, '$.PreviousAgentSnapshot.AgentStatus.StartTimestamp') is null
    or json_extract_scalar(body, '$.PreviousAgentSnapshot.AgentStatus.StartTimestamp')
        = coalesce(json_extract_scalar(body, '$.CurrentAgentSnapshot.AgentStatus.StartTimestamp'), json_extract_scalar(body, '$.EventTimestamp'))
    or coalesce(upper(json_extract_scalar(body, '$.PreviousAgentSnapshot.AgentStatus.Type')), '') not in ('ROUTABLE', 'CUSTOM'))
union all
select row_id
from raw
where stream = 'contact_records'
  and upper(trim(json_extract_scalar(body, '$.InitiationMethod'))) = 'MONITOR'
  and json_extract_scalar(body, '$.Agent.ARN') is null
