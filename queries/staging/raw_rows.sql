-- Which rows did the new batches bring, readable or not?
--
-- grain   one row per landed row
-- reads   landed by feed = {feed} and batch in {batches}
-- params  {feed} text, {batches} texts
-- windows none
-- traps   Read apart from raw on purpose: without body it is cheap, and every landed row must be accounted for.

select
    batch || '/' || case when stream = 'contacts' then '' else stream || '/' end || page as row_id,
    source,
    stream,
    key,
    version,
    page,
    op,
    fetched_at,
    case when op = 'reject' then json_extract_scalar(body, '$.reason') end as reject_reason
from landed
where feed = {feed}
  and batch in ({batches})
