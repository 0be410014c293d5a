-- Who and what does LiveAgent name by an id: agents, departments and tags?
--
-- grain   one row per version of an agent, a department or a tag
-- reads   raw
-- params  none
-- windows none
-- traps   What the system writes is signed system00, which no list holds (seen by others): messages tells it as a bot. A
--         department or tag that is gone is in its list no more, and stays as it was. Documented: every field read here.

select
    row_id,
    'agent:' || json_extract_scalar(body, '$.id') as member_id,
    'agent' as kind,
    json_extract_scalar(body, '$.id') as native_id,
    json_extract_scalar(body, '$.name') as name,
    case json_extract_scalar(body, '$.status') when 'A' then 'true' when 'X' then 'false' end as is_active,
    version,
    case when op = 'delete' then 'true' else 'false' end as is_deleted
from raw
where stream = 'agents'
union all
select
    row_id,
    'department:' || json_extract_scalar(body, '$.department_id') as member_id,
    'department' as kind,
    json_extract_scalar(body, '$.department_id') as native_id,
    json_extract_scalar(body, '$.name') as name,
    cast(null as varchar) as is_active,
    version,
    case when op = 'delete' then 'true' else 'false' end as is_deleted
from raw
where stream = 'departments'
union all
select
    row_id,
    'reason:' || json_extract_scalar(body, '$.id') as member_id,
    'reason' as kind,
    json_extract_scalar(body, '$.id') as native_id,
    json_extract_scalar(body, '$.name') as name,
    case json_extract_scalar(body, '$.is_archived') when 'Y' then 'false' when 'N' then 'true' end as is_active,
    version,
    case when op = 'delete' then 'true' else 'false' end as is_deleted
from raw
where stream = 'tags'
