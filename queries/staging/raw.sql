-- Which records did the new batches bring?
--
-- grain   one row per landed record that could be read
-- reads   landed by feed = {feed} and batch in {batches}
-- params  {feed} text, {batches} texts
-- windows none
-- traps   This is what a mapping calls raw. row_id sorts in landing order within a feed: batch, then file and line, or
--         request and ordinal. stream says which of its source's streams a record is of: one feed holds them all, and two
--         streams may read one file.

select
    batch || '/' || case when stream = 'contacts' then '' else stream || '/' end || page as row_id,
    source,
    stream,
    key,
    version,
    op,
    batch,
    page,
    body
from landed
where feed = {feed}
  and batch in ({batches})
  and op <> 'reject'
