-- Which of Sprout Social's new records are taken by no fact, and are not meant to be?
--
-- grain   one row per row of raw
-- reads   raw
-- params  none
-- windows none
-- traps   What the organisation wrote that is in no case: a post of its own, or a reply that does not say what it answers;
--         of replies to a message the first stands in the message. Profiles and teams name nothing that facts hold.

select row_id
from raw
where stream in ('profiles', 'teams')
   or stream = 'messages'
      and nullif(json_extract_scalar(body, '$.case_id'), '') is null
      and json_extract_scalar(body, '$.from.guid') = json_extract_scalar(body, '$.profile_guid')
