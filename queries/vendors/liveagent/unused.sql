-- Which of LiveAgent's records say nothing that is counted?
--
-- grain   one row per such record
-- reads   raw
-- params  none
-- windows none
-- traps   The rest of what the other mappings take: what one of them leaves out and this does not is put into quarantine.

select row_id
from raw
where (stream = 'tickets' and json_extract_scalar(body, '$.status') = 'I')
   or (stream = 'calls' and json_extract_scalar(body, '$.type') = 'T')
   or (stream = 'messages' and coalesce(json_extract_scalar(body, '$.type'), '') not in ('M', 'Y', 'N', 'I'))
   or (stream = 'ticket_history'
        and coalesce(json_extract_scalar(body, '$.agent_id'), '') = ''
        and coalesce(json_extract_scalar(body, '$.status'), '') not in ('R', 'L', 'N', 'C', 'T', 'P', 'A', 'W'))
