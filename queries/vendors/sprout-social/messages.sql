-- What does each new record of Sprout Social say about a message?
--
-- grain   one row per message in a case or of a customer, one per first reply to a message that is in no case, and one
--         per message a case lists
-- reads   raw
-- params  none
-- windows none
-- traps   Of replies to a message that is in no case only the first is told, in the message itself; the reply's own
--         record does not say what it answers, so it is left out. Versions: 1 a message that is in no case (yet), 2 what
--         a case says of it, 3 a message that says its case; the last names who sent it. What was sent without a person
--         of the organisation's (by an automation, or on the network itself) has no agent. See contacts.sql for what is
--         assumed.

with told as (
    select source, stream, row_id, body,
        json_extract_scalar(body, '$.guid') as guid,
        nullif(json_extract_scalar(body, '$.case_id'), '') as case_id,
        coalesce(json_extract_scalar(body, '$.from.guid') = json_extract_scalar(body, '$.profile_guid'), false) as is_own
    from raw
    where op = 'upsert'
      and stream in ('cases', 'messages')
),

replied as (
    select a.row_id,
        min(coalesce(json_extract_scalar(a.act, '$.first_reply.action_time'), json_extract_scalar(a.act, '$.first_reply.time'))) as replied_at,
        max(regexp_extract(coalesce(json_extract_scalar(a.act, '$.first_reply.actor.id'),
            json_extract_scalar(a.act, '$.first_reply.actor')), '([0-9]+)$', 1)) as replier
    from (
        select told.row_id, coalesce(json_extract(told.body, '$.activity_metadata[' || cast(n.place - 1 as varchar) || ']'),
                json_extract(told.body, '$.activity_metadata')) as act
        from told
        cross join unnest(sequence(1, greatest(coalesce(json_array_length(json_extract(told.body, '$.activity_metadata')), 1), 1))) as n (place)
        where told.stream = 'messages'
          and told.case_id is null
          and not told.is_own
    ) as a
    group by a.row_id
),

listed as (
    select told.row_id, told.case_id,
        json_extract(told.body, '$.messages[' || cast(n.place - 1 as varchar) || ']') as message
    from told
    cross join unnest(sequence(1, greatest(coalesce(json_array_length(json_extract(told.body, '$.messages')), 1), 1))) as n (place)
    where told.stream = 'cases'
)

select row_id, guid as message_id,
    coalesce(case_id, 'message:' || guid) as contact_id,
    case when case_id is null then '1' else '3' end as version,
    json_extract_scalar(body, '$.created_time') as sent_at,
    case when is_own then 'agent' else 'customer' end as author,
    case when is_own then source || ':' || json_extract_scalar(body, '$.internal.sent_by.id') end as agent
from told
where stream = 'messages'
  and (case_id is not null or not is_own)
union all
select told.row_id, told.guid || ':reply', 'message:' || told.guid, '1', replied.replied_at, 'agent', told.source || ':' || replied.replier
from told
join replied on replied.row_id = told.row_id
where replied.replied_at is not null
union all
select row_id, json_extract_scalar(message, '$.guid'), case_id, '2', json_extract_scalar(message, '$.msg_created_date'),
    case upper(json_extract_scalar(message, '$.case_message_direction')) when 'RECEIVED' then 'customer' else 'agent' end,
    cast(null as varchar)
from listed
where json_extract_scalar(message, '$.guid') is not null
