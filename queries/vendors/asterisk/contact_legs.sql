-- What does each version of a call say about its stays in queues, and about the agent who made it?
--
-- grain   one row per version of a call and stay in a queue, and per version of an answered call made by an agent
-- reads   raw
-- params  {callback_key} text
-- windows none
-- traps   A stay begins with ENTERQUEUE and holds all lines up to the next one. Documented: hold, call and wait are seconds;
--         agents who let it ring (RINGNOANSWER) end nothing. The call time has hold in it, and after work is not told: both
--         stay NULL. Waits come from queue_log alone: rows of the CDR overlap and count every phone that rang.
--         Assumed: leaving by the key the config names asks to be called back, by another key, timeout or for want of
--         agents flows out; a transfer goes to somebody of the organisation. Where the config names no such key nobody knows
--         who asked to be called back.

with lists as (
    select row_id, source, key, version, json_extract(body, '$.queue') as items,
        coalesce(json_array_length(json_extract(body, '$.queue')), 0) as size
    from raw
    where stream = 'calls'
      and op <> 'delete'
      and coalesce(json_extract_scalar(body, '$.direction'), '') <> 'internal'
),

lines as (
    select lists.row_id, lists.source, lists.key, lists.version, t.n,
        json_extract(lists.items, '$[' || cast(t.n - 1 as varchar) || ']') as line
    from lists
    cross join unnest(sequence(1, greatest(lists.size, 1))) as t(n)
    where lists.size > 0
),

told as (
    select row_id, source, key, version, n,
        json_extract_scalar(line, '$.event') as event,
        json_extract_scalar(line, '$.at') as told_at,
        json_extract_scalar(line, '$.callid') as call_id,
        json_extract_scalar(line, '$.queue') as queue,
        json_extract_scalar(line, '$.agent') as agent,
        json_extract_scalar(line, '$.hold') as hold,
        json_extract_scalar(line, '$.wait') as wait,
        json_extract_scalar(line, '$.call') as call_seconds,
        json_extract_scalar(line, '$.key') as pressed,
        sum(case when json_extract_scalar(line, '$.event') = 'ENTERQUEUE' then 1 else 0 end)
            over (partition by row_id order by n rows between unbounded preceding and current row) as stay
    from lines
),

stays as (
    select row_id, source, key, version, stay,
        min(case when event = 'ENTERQUEUE' then call_id end) as call_id,
        min(case when event = 'ENTERQUEUE' then told_at end) as queued_at,
        min(case when event = 'ENTERQUEUE' then queue end) as queue,
        min(case when event = 'CONNECT' then told_at end) as answered_at,
        max_by(agent, case when event = 'CONNECT' then n end) as agent,
        min(case when event in ('COMPLETEAGENT', 'COMPLETECALLER', 'BLINDTRANSFER', 'ATTENDEDTRANSFER', 'TRANSFER', 'AGENTDUMP',
            'ABANDON', 'EXITWITHTIMEOUT', 'EXITWITHKEY', 'EXITEMPTY') then told_at end) as ended_at,
        max(case when event in ('BLINDTRANSFER', 'ATTENDEDTRANSFER', 'TRANSFER') then 'true' else 'false' end) as is_transferred,
        max(case when event = 'ABANDON' then 'abandoned'
            when event = 'EXITWITHKEY' and pressed = {callback_key} then 'callback'
            when event in ('EXITWITHTIMEOUT', 'EXITWITHKEY', 'EXITEMPTY') then 'flow_out' end) as left_by,
        max(case when event = 'CONNECT' then hold end) as hold,
        max(case when event in ('ABANDON', 'EXITWITHTIMEOUT', 'EXITWITHKEY', 'EXITEMPTY') then wait end) as wait,
        max(case when event in ('COMPLETEAGENT', 'COMPLETECALLER', 'BLINDTRANSFER', 'TRANSFER') then call_seconds end) as call_seconds
    from told
    where stay > 0
    group by row_id, source, key, version, stay
)

select
    row_id,
    call_id || ':' || queued_at as leg_id,
    key as contact_id,
    version,
    queued_at, answered_at, ended_at,
    case when answered_at is not null then 'answered' else left_by end as outcome,
    case {callback_key} when '' then 'answered|abandoned|flow_out' else 'answered|abandoned|callback|flow_out' end as tells,
    'inbound' as direction,
    coalesce(hold, wait) as wait_seconds,
    call_seconds as talk_seconds,
    is_transferred,
    queue as department,
    queue,
    source || ':' || agent as agent,
    'phone' as channel
from stays
union all
select
    row_id,
    key || ':made' as leg_id,
    key as contact_id,
    version,
    nullif(json_extract_scalar(body, '$.cdr[0].started_at'), '') as queued_at,
    nullif(json_extract_scalar(body, '$.cdr[0].answered_at'), '') as answered_at,
    nullif(json_extract_scalar(body, '$.cdr[0].ended_at'), '') as ended_at,
    'answered' as outcome,
    case {callback_key} when '' then 'answered|abandoned|flow_out' else 'answered|abandoned|callback|flow_out' end as tells,
    'outbound' as direction,
    cast(null as varchar) as wait_seconds,
    json_extract_scalar(body, '$.cdr[0].billsec') as talk_seconds,
    'false' as is_transferred,
    cast(null as varchar) as department,
    cast(null as varchar) as queue,
    source || ':' || nullif(json_extract_scalar(body, '$.cdr[0].peer'), '') as agent,
    'phone' as channel
from raw
where stream = 'calls'
  and op <> 'delete'
  and json_extract_scalar(body, '$.direction') = 'outbound'
  and json_extract_scalar(body, '$.cdr[0].answered_at') <> ''
