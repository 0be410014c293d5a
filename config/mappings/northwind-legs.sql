-- What does each row of Northwind's nightly export of calls and chats say about one leg of a contact?
--
-- grain   one row per row of raw
-- reads   raw
-- params  none
-- windows none
-- traps   A leg is exported when the agent's last work for it is done, so there are no unfinished ones.
--         Channel and reason are those of the contact; department and queue are the leg's own, because calls are passed on.

select
    row_id,
    nullif(trim(json_extract_scalar(body, '$.leg_id')), '') as leg_id,
    nullif(trim(json_extract_scalar(body, '$.contact_id')), '') as contact_id,
    version,
    nullif(trim(json_extract_scalar(body, '$.queued_at')), '') as queued_at,
    nullif(trim(json_extract_scalar(body, '$.answered_at')), '') as answered_at,
    nullif(trim(json_extract_scalar(body, '$.ended_at')), '') as ended_at,
    nullif(trim(json_extract_scalar(body, '$.wrapped_at')), '') as wrapped_at,
    lower(nullif(trim(json_extract_scalar(body, '$.outcome')), '')) as outcome,
    lower(nullif(trim(json_extract_scalar(body, '$.direction')), '')) as direction,
    nullif(trim(json_extract_scalar(body, '$.wait_seconds')), '') as wait_seconds,
    nullif(trim(json_extract_scalar(body, '$.talk_seconds')), '') as talk_seconds,
    nullif(trim(json_extract_scalar(body, '$.hold_seconds')), '') as hold_seconds,
    nullif(trim(json_extract_scalar(body, '$.after_work_seconds')), '') as after_work_seconds,
    nullif(trim(json_extract_scalar(body, '$.transferred')), '') as is_transferred,
    nullif(trim(json_extract_scalar(body, '$.transfer_reason')), '') as transfer_reason,
    nullif(trim(json_extract_scalar(body, '$.department')), '') as department,
    nullif(trim(json_extract_scalar(body, '$.agent')), '') as agent,
    nullif(trim(json_extract_scalar(body, '$.queue')), '') as queue,
    case when op = 'delete' then 'true' else 'false' end as is_deleted
from raw
