-- Which agents does Amazon Connect name, and what are they called?
--
-- grain   one row per agent event of a login or logout, and per contact record with an agent
-- reads   raw
-- params  none
-- windows none
-- traps   Both name the agent by the same ARN, of which the last part is the id. A contact record has the user name
--         only; the name that an agent event tells is newer than any of those, whenever it came.

select
    row_id,
    'agent:' || regexp_extract(json_extract_scalar(body, '$.AgentARN'), '[^/]+$') as member_id,
    'agent' as kind,
    regexp_extract(json_extract_scalar(body, '$.AgentARN'), '[^/]+$') as native_id,
    coalesce(
        nullif(trim(coalesce(json_extract_scalar(body, '$.CurrentAgentSnapshot.Configuration.FirstName'), json_extract_scalar(body, '$.PreviousAgentSnapshot.Configuration.FirstName'), '')
            || ' ' || coalesce(json_extract_scalar(body, '$.CurrentAgentSnapshot.Configuration.LastName'), json_extract_scalar(body, '$.PreviousAgentSnapshot.Configuration.LastName'), '')), ''),
        json_extract_scalar(body, '$.CurrentAgentSnapshot.Configuration.Username'),
        json_extract_scalar(body, '$.PreviousAgentSnapshot.Configuration.Username')) as name,
    'event ' || version as version
from raw
where stream = 'agent_events'
  and upper(json_extract_scalar(body, '$.EventType')) in ('LOGIN', 'LOGOUT')
union all
select
    row_id,
    'agent:' || regexp_extract(json_extract_scalar(body, '$.Agent.ARN'), '[^/]+$') as member_id,
    'agent' as kind,
    regexp_extract(json_extract_scalar(body, '$.Agent.ARN'), '[^/]+$') as native_id,
    json_extract_scalar(body, '$.Agent.Username') as name,
    'contact ' || version as version
from raw
where stream = 'contact_records'
  and json_extract_scalar(body, '$.Agent.ARN') is not null
