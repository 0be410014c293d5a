-- What does each version of a call say about it as a contact?
--
-- grain   one row per version of a call that came from or went to somebody outside
-- reads   raw
-- params  {reason_column} text
-- windows none
-- traps   Documented: a call is all rows and lines of one linkedid; queue_log counts seconds of UTC, and the rows' own times
--         are local. Assumed: a linkedid begins with the second its call began in; where it does not, the rows' local
--         times are read in the zone of the source, in which an hour comes twice. A call is over when its own channel
--         has its row, or its last line in a queue is an end that nothing followed. Calls nobody took in a queue have
--         no department. What the phone menu solved by itself nobody can tell. Who calls again makes a new call.

with counted as (
    select row_id, key, version, op, body,
        json_extract(body, '$.queue') as items,
        json_extract(body, '$.cdr') as cdr
    from raw
    where stream = 'calls'
      and coalesce(json_extract_scalar(body, '$.direction'), '') <> 'internal'
),

lines as (
    select counted.row_id, t.n, json_extract(counted.items, '$[' || cast(t.n - 1 as varchar) || ']') as line
    from counted
    cross join unnest(sequence(1, greatest(coalesce(json_array_length(counted.items), 1), 1))) as t(n)
),

told as (
    select row_id, n,
        json_extract_scalar(line, '$.event') as event,
        json_extract_scalar(line, '$.at') as told_at,
        json_extract_scalar(line, '$.queue') as queue,
        json_extract_scalar(line, '$.agent') as agent
    from lines
),

queued as (
    select row_id,
        min(told_at) as began_at,
        min(case when event = 'CONNECT' then told_at end) as assigned_at,
        max_by(queue, case when event in ('CONNECT', 'ENTERQUEUE') then n end) as queue,
        max_by(agent, case when event = 'CONNECT' then n end) as agent,
        max_by(told_at, n) as last_at,
        max_by(event, n) as last_event
    from told
    group by row_id
),

rows_told as (
    select counted.row_id, json_extract(counted.cdr, '$[' || cast(t.n - 1 as varchar) || ']') as one, counted.key
    from counted
    cross join unnest(sequence(1, greatest(coalesce(json_array_length(counted.cdr), 1), 1))) as t(n)
),

ended as (
    select row_id,
        min(json_extract_scalar(one, '$.start')) as local_start,
        max(case when json_extract_scalar(one, '$.uniqueid') = key then json_extract_scalar(one, '$.end') end) as local_end,
        count_if(json_extract_scalar(one, '$.uniqueid') = key) as own_rows,
        max(nullif(json_extract_scalar(one, '$.ended_at'), '')) as ended_at,
        min(case when json_extract_scalar(one, '$.uniqueid') = key then nullif(json_extract_scalar(one, '$.answered_at'), '') end) as answered_at,
        min(case when json_extract_scalar(one, '$.uniqueid') = key then nullif(json_extract_scalar(one, '$.peer'), '') end) as peer,
        min(nullif(trim(json_extract_scalar(one, '$.userfield')), '')) as userfield,
        min(nullif(trim(json_extract_scalar(one, '$.accountcode')), '')) as accountcode
    from rows_told
    group by row_id
)

select
    c.row_id,
    c.key as contact_id,
    c.version,
    coalesce(nullif(json_extract_scalar(c.body, '$.started_at'), ''), e.local_start, q.began_at) as opened_at,
    case when e.own_rows > 0 then coalesce(greatest(e.ended_at, coalesce(q.last_at, e.ended_at)), e.local_end)
        when q.last_event in ('COMPLETEAGENT', 'COMPLETECALLER', 'ABANDON') then q.last_at end as resolved_at,
    case when json_extract_scalar(c.body, '$.direction') = 'outbound' then e.answered_at else q.assigned_at end as assigned_at,
    'resolved|final' as tells,
    json_extract_scalar(c.body, '$.customer') as customer_id,
    json_extract_scalar(c.body, '$.direction') as direction,
    'phone' as channel,
    q.queue as department,
    q.queue,
    raw.source || ':' || case when json_extract_scalar(c.body, '$.direction') = 'outbound' then e.peer else q.agent end as agent,
    case {reason_column} when 'userfield' then e.userfield when 'accountcode' then e.accountcode end as reason,
    case when c.op = 'delete' then 'true' else 'false' end as is_deleted
from counted as c
join queued as q on q.row_id = c.row_id
join ended as e on e.row_id = c.row_id
join raw on raw.row_id = c.row_id
