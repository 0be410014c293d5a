-- Which agents, departments and reasons does Sprout Social name?
--
-- grain   one row per user, queue, group and tag
-- reads   raw
-- params  none
-- windows none
-- traps   A queue and a group may have one number, so a department's id says which it is. Deleted tags and users, teams
--         and queues that are not active are no longer listed: they keep the name they had, and that they are gone is not
--         known. A tag is a reason only where the settings say so (reason_tag).

select row_id,
    case stream when 'users' then 'agent:' when 'tags' then 'reason:' when 'queues' then 'department:queue:'
        else 'department:group:' end || key as member_id,
    case stream when 'users' then 'agent' when 'tags' then 'reason' else 'department' end as kind,
    case stream when 'queues' then 'queue:' when 'groups' then 'group:' else '' end || key as native_id,
    nullif(trim(coalesce(json_extract_scalar(body, '$.name'), json_extract_scalar(body, '$.text'))), '') as name,
    cast(null as varchar) as team,
    json_extract_scalar(body, '$.active') as is_active
from raw
where op = 'upsert'
  and stream in ('users', 'tags', 'queues', 'groups')
