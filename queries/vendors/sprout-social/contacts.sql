-- What does each new record of Sprout Social say about a contact?
--
-- grain   one row per case; one per message of a customer that is in no case; one mark per message that is in one
-- reads   raw, members
-- params  {reason_tag} text
-- windows none
-- traps   A message put into a case after it was read was a contact and is none any more: its own record and the case's
--         both say so. Version 1 is a message alone, 2 what is known of cases. A case names neither channel nor customer
--         (status_changes has them of its messages), nor when it was assigned: NULL, but for a channel its anchor's prefix tells.
--         A message alone names no department, and is resolved when it was first marked complete; who writes
--         again makes a new one. Nobody is asked for a review. Assumed: a message whose profile_guid is its from.guid is the
--         organisation's own; activity_metadata is an object or a list of objects with first_complete and first_reply, each
--         with action_time (or time) and actor (or actor.id); the number that ends assigned_to is the user's; what a
--         customer wrote is RECEIVED.

with told as (
    select source, stream, row_id, body,
        case stream when 'cases' then json_extract(body, '$.tags') else json_extract(body, '$.internal.tags') end as labels,
        nullif(json_extract_scalar(body, '$.case_id'), '') as case_id,
        'message:' || json_extract_scalar(body, '$.guid') as alone_id,
        upper(json_extract_scalar(body, '$.post_type')) as post_type,
        coalesce(json_array_length(json_extract(body, '$.review_ratings')), 0) as ratings
    from raw
    where op = 'upsert'
      and (stream = 'cases' or stream = 'messages'
          and coalesce(json_extract_scalar(body, '$.from.guid') <> json_extract_scalar(body, '$.profile_guid'), true))
),

tags as (
    select l.row_id, array_join(array_agg(replace(l.label, '|', '/') order by l.place), '|') as tags,
        min_by(trim(substr(l.label, length({reason_tag}) + 1)),
            case when {reason_tag} <> '' and starts_with(l.label, {reason_tag}) then l.place end) as reason
    from (
        select e.row_id, e.place, coalesce(m.name, e.label_id) as label
        from (
            select told.row_id, n.place, coalesce(
                    json_extract_scalar(json_extract(told.labels, '$[' || cast(n.place - 1 as varchar) || ']'), '$.tag_id'),
                    json_extract_scalar(json_extract(told.labels, '$[' || cast(n.place - 1 as varchar) || ']'), '$.id')
                ) as label_id
            from told
            cross join unnest(sequence(1, greatest(coalesce(json_array_length(told.labels), 1), 1))) as n (place)
        ) as e
        left join members as m on m.kind = 'reason' and m.native_id = e.label_id
        where e.label_id is not null
    ) as l
    group by l.row_id
),

done as (
    select d.row_id,
        min(coalesce(json_extract_scalar(d.act, '$.first_complete.action_time'), json_extract_scalar(d.act, '$.first_complete.time'))) as completed_at,
        max(regexp_extract(coalesce(json_extract_scalar(d.act, '$.first_reply.actor.id'), json_extract_scalar(d.act, '$.first_reply.actor')), '([0-9]+)$', 1)) as replier,
        max(regexp_extract(coalesce(json_extract_scalar(d.act, '$.first_complete.actor.id'), json_extract_scalar(d.act, '$.first_complete.actor')), '([0-9]+)$', 1)) as completer
    from (
        select told.row_id, coalesce(json_extract(told.body, '$.activity_metadata[' || cast(n.place - 1 as varchar) || ']'),
                json_extract(told.body, '$.activity_metadata')) as act
        from told
        cross join unnest(sequence(1, greatest(coalesce(json_array_length(json_extract(told.body, '$.activity_metadata')), 1), 1))) as n (place)
        where told.stream = 'messages'
    ) as d
    group by d.row_id
),

listed as (
    select e.row_id, e.source, json_extract_scalar(e.message, '$.guid') as guid,
        json_extract_scalar(e.message, '$.msg_created_date') as created_at,
        coalesce(upper(json_extract_scalar(e.message, '$.case_message_direction')), 'RECEIVED') as direction,
        coalesce(json_extract_scalar(e.message, '$.is_anchor'), 'false') as is_anchor
    from (
        select told.row_id, told.source, json_extract(told.body, '$.messages[' || cast(n.place - 1 as varchar) || ']') as message
        from told
        cross join unnest(sequence(1, greatest(coalesce(json_array_length(json_extract(told.body, '$.messages')), 1), 1))) as n (place)
        where told.stream = 'cases'
    ) as e
),

anchors as (
    select row_id, min(created_at) as created_at, min(direction) as direction, min(split_part(guid, ':', 1)) as prefix
    from listed
    where is_anchor = 'true'
    group by row_id
)

select told.row_id, case_id as contact_id, '2' as version, 'false' as is_deleted,
    coalesce(a.created_at, json_extract_scalar(body, '$.created_time')) as opened_at,
    case upper(json_extract_scalar(body, '$.status')) when 'CLOSED' then json_extract_scalar(body, '$.last_closed_time') end as resolved_at,
    cast(null as varchar) as customer_id,
    case a.direction when 'SENT' then 'outbound' else 'inbound' end as direction,
    case a.prefix when 'd' then 'social_dm' when 'igdm' then 'social_dm' when 't' then 'social_public' end as channel,
    coalesce(q.name, json_extract_scalar(body, '$.queue_id'), g.name, json_extract_scalar(body, '$.group_id')) as department,
    case {reason_tag} when '' then lower(json_extract_scalar(body, '$.type')) else tags.reason end as reason,
    source || ':' || regexp_extract(json_extract_scalar(body, '$.assigned_to[0]'), 'account_login:([0-9]+)$', 1) as agent,
    tags.tags, 'resolved|reopened|tags|-surveys' as tells,
    coalesce(q.name, json_extract_scalar(body, '$.queue_id')) as queue
from told
left join anchors as a on a.row_id = told.row_id
left join tags on tags.row_id = told.row_id
left join members as q on q.kind = 'department' and q.native_id = 'queue:' || json_extract_scalar(body, '$.queue_id')
left join members as g on g.kind = 'department' and g.native_id = 'group:' || json_extract_scalar(body, '$.group_id')
where stream = 'cases'
union all
select told.row_id, alone_id, case when case_id is null then '1' else '2' end, case when case_id is null then 'false' else 'true' end,
    json_extract_scalar(body, '$.created_time'), done.completed_at, json_extract_scalar(body, '$.from.guid'), 'inbound',
    case
        when ratings > 0 or strpos(post_type, 'REVIEW') > 0 then 'review'
        when strpos(post_type, 'DIRECT_MESSAGE') > 0 or upper(json_extract_scalar(body, '$.network')) = 'WHATSAPP' then 'social_dm'
        when post_type is not null then 'social_public'
    end,
    cast(null as varchar), tags.reason, source || ':' || coalesce(done.replier, done.completer),
    tags.tags, 'resolved|final|tags|-surveys', cast(null as varchar)
from told
left join done on done.row_id = told.row_id
left join tags on tags.row_id = told.row_id
where stream = 'messages'
union all
select row_id, 'message:' || guid, '2', 'true', created_at, cast(null as varchar), cast(null as varchar), cast(null as varchar),
    cast(null as varchar), cast(null as varchar), cast(null as varchar), cast(null as varchar), cast(null as varchar), cast(null as varchar), cast(null as varchar)
from listed
where guid is not null and direction = 'RECEIVED'
