-- What did the agents' time go to: on contacts by contact records, in statuses by agent events?
--
-- grain   one row per interval an agent event says is over, twice where it was spent logged in, and per agent's contact
-- reads   raw
-- params  {productive_statuses} text
-- windows none
-- traps   Documented: an event holds the agent's state before and after it; where their statuses began at different
--         times, the earlier status ended when the later one began. HEART_BEAT events go on up to an hour after the
--         agent left: they tell nothing. A routable status goes on while the agent is on contacts; Raport's queries take
--         that time out of what is idle. An agent is on a contact from the connection to the end of the after work.
--         Assumed: of LOGOUT there may be no state after it; then the status ended with the event. A custom status is
--         a break unless the config calls it productive. Status names are compared without regard to case.

with events as (
    select row_id, source, version,
        json_extract_scalar(body, '$.AgentARN') as agent_arn,
        json_extract_scalar(body, '$.PreviousAgentSnapshot.AgentStatus.StartTimestamp') as started_at,
        coalesce(json_extract_scalar(body, '$.CurrentAgentSnapshot.AgentStatus.StartTimestamp'),
            json_extract_scalar(body, '$.EventTimestamp')) as ended_at,
        upper(json_extract_scalar(body, '$.PreviousAgentSnapshot.AgentStatus.Type')) as status_type,
        lower(trim(json_extract_scalar(body, '$.PreviousAgentSnapshot.AgentStatus.Name'))) as status_name
    from raw
    where stream = 'agent_events'
      and upper(json_extract_scalar(body, '$.EventType')) <> 'HEART_BEAT'
),

statuses as (
    select events.*,
        case when status_type = 'ROUTABLE' then 'available'
            when strpos(',' || regexp_replace(lower(trim({productive_statuses})), ' *, *', ',') || ',',
                ',' || status_name || ',') > 0 then 'other_productive'
            else 'break' end as activity
    from events
    where started_at <> ended_at
      and status_type in ('ROUTABLE', 'CUSTOM')
),

spent as (
    select row_id, source, version, agent_arn, activity, started_at as part, started_at, ended_at from statuses
    union all
    select row_id, source, version, agent_arn, 'logged_in' as activity, started_at as part, started_at, ended_at from statuses
    union all
    select row_id, source, version,
        json_extract_scalar(body, '$.Agent.ARN') as agent_arn,
        'on_contact' as activity,
        json_extract_scalar(body, '$.ContactId') as part,
        json_extract_scalar(body, '$.Agent.ConnectedToAgentTimestamp') as started_at,
        coalesce(json_extract_scalar(body, '$.Agent.AfterContactWorkEndTimestamp'),
            json_extract_scalar(body, '$.DisconnectTimestamp')) as ended_at
    from raw
    where stream = 'contact_records'
      and coalesce(upper(trim(json_extract_scalar(body, '$.InitiationMethod'))), '') <> 'MONITOR'
      and json_extract_scalar(body, '$.Agent.ConnectedToAgentTimestamp') is not null
      and json_extract_scalar(body, '$.DisconnectTimestamp') is not null
)

select
    row_id,
    activity || ' ' || regexp_extract(agent_arn, '[^/]+$') || ' ' || part as interval_id,
    version,
    source || ':' || regexp_extract(agent_arn, '[^/]+$') as agent,
    activity,
    started_at,
    ended_at
from spent
