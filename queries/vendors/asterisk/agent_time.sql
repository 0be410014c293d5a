-- What did the agents' time go to: on calls by their lines, in queues and pauses by those of members?
--
-- grain   one row per version of a shift and stretch between two of its lines, and per version of a call and conversation
-- reads   raw
-- params  {productive_pauses} text, {after_work_pauses} text
-- windows none
-- traps   Who is in several queues is logged in while in one of them, available while not paused in one of them, and on a
--         break only while paused everywhere: by PAUSEALL, or where there is but one queue. A stretch is told when it is
--         over. Available time goes on during calls; Raport's queries take that out of what is idle.
--         Assumed: PAUSE and UNPAUSE as others have seen them, their reason the last field. A pause is a break unless
--         the config calls its reason work, or the work after a call. Members that queues.conf names are never added:
--         of them only pauses are known, and nobody knows when they were there. A shift that was put together anew is taken
--         back as it was told, stretch by stretch, and so is a break once there is a second queue it was not taken in.

with shifts as (
    select row_id, source, version,
        coalesce(json_extract(body, '$.lines'), json_extract(body, '$.queue')) as items
    from raw
),

lines as (
    select shifts.row_id, shifts.source, shifts.version, t.n,
        json_extract(shifts.items, '$[' || cast(t.n - 1 as varchar) || ']') as line
    from shifts
    cross join unnest(sequence(1, greatest(coalesce(json_array_length(shifts.items), 1), 1))) as t(n)
),

told as (
    select row_id, source, version, n,
        json_extract_scalar(line, '$.at') as told_at,
        json_extract_scalar(line, '$.agent') as agent,
        json_extract_scalar(line, '$.event') as event,
        lead(json_extract_scalar(line, '$.at')) over (partition by row_id order by n) as next_at,
        lower(trim(json_extract_scalar(line, '$.reason'))) as reason,
        case when json_extract_scalar(line, '$.event') in ('ADDMEMBER', 'REMOVEMEMBER', 'PAUSE', 'UNPAUSE')
            then json_extract_scalar(line, '$.queue') end as queue
    from lines
),

queues as (
    select row_id, coalesce(queue, '') as queue,
        count(*) over (partition by row_id) as queues
    from told
    where queue is not null or event in ('AGENTLOGIN', 'AGENTCALLBACKLOGIN')
    group by row_id, coalesce(queue, '')
),

states as (
    select told.row_id, told.source, told.version, told.agent, told.told_at, told.n, queues.queue, queues.queues,
        lead(told.told_at) over (partition by told.row_id, queues.queue order by told.n) as next_at,
        max(case when event in ('ADDMEMBER', 'AGENTLOGIN', 'AGENTCALLBACKLOGIN') then n else 0 end) over so_far as last_in,
        max(case when event in ('REMOVEMEMBER', 'AGENTLOGOFF', 'AGENTCALLBACKLOGOFF') then n else 0 end) over so_far as last_out,
        max(case when event in ('PAUSE', 'PAUSEALL') then n else 0 end) over so_far as last_pause,
        max(case when event = 'PAUSEALL' then n else 0 end) over so_far as last_everywhere,
        max(case when event in ('UNPAUSE', 'UNPAUSEALL') then n else 0 end) over so_far as last_unpause
    from told
    join queues on queues.row_id = told.row_id and (told.queue is null or told.queue = queues.queue)
    window so_far as (partition by told.row_id, queues.queue order by told.n rows between unbounded preceding and current row)
),

spent as (
    select row_id, source, version, agent, queue, told_at, next_at, 'logged_in' as activity, true as is_so
    from states
    where last_in > last_out
    union all
    select row_id, source, version, agent, queue, told_at, next_at, 'available' as activity, true as is_so
    from states
    where last_in > last_out and (last_pause <= last_unpause or last_pause < last_in)
    union all
    select s.row_id, s.source, s.version, s.agent, s.queue, s.told_at, s.next_at,
        case when strpos(',' || regexp_replace(lower({after_work_pauses}), ' *, *', ',') || ',', ',' || p.reason || ',') > 0 then 'on_contact'
            when strpos(',' || regexp_replace(lower({productive_pauses}), ' *, *', ',') || ',', ',' || p.reason || ',') > 0 then 'other_productive'
            else 'break' end as activity,
        s.queues = 1 or s.last_everywhere > s.last_unpause as is_so
    from states as s
    join told as p on p.row_id = s.row_id and p.n = s.last_pause
    where s.last_pause > s.last_unpause and s.last_pause > s.last_out and s.last_pause > s.last_in
    union all
    select row_id, source, version, agent, 'call' as queue, told_at, next_at, 'on_contact' as activity, true as is_so
    from told
    where event = 'CONNECT'
    union all
    select row_id, source, version, nullif(json_extract_scalar(body, '$.cdr[0].peer'), '') as agent, 'made' as queue,
        json_extract_scalar(body, '$.cdr[0].started_at') as told_at,
        json_extract_scalar(body, '$.cdr[0].ended_at') as next_at,
        'on_contact' as activity,
        true as is_so
    from raw
    where stream = 'calls'
      and json_extract_scalar(body, '$.direction') = 'outbound'
)

select
    spent.row_id,
    spent.activity || ' ' || spent.agent || ' ' || spent.queue || ' ' || spent.told_at as interval_id,
    spent.version,
    spent.source || ':' || spent.agent as agent,
    spent.activity,
    spent.told_at as started_at,
    spent.next_at as ended_at,
    case when raw.op = 'delete' or not spent.is_so then 'true' else 'false' end as is_deleted
from spent
join raw on raw.row_id = spent.row_id
where spent.next_at > spent.told_at
  and spent.agent is not null
