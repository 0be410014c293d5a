-- Which records of Asterisk may tell nothing that Raport keeps?
--
-- grain   one row per call within the house, and per shift
-- reads   raw
-- params  none
-- windows none
-- traps   A shift of which one line is known has no end of anything yet: it comes again when it goes on.

select row_id
from raw
where stream = 'agents'
   or json_extract_scalar(body, '$.direction') = 'internal'
