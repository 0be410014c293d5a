-- Which records did the new batches bring?
--
-- grain   one row per landed record that could be read
-- reads   landed by feed = {feed} and batch in {batches}
-- params  {feed} text, {batches} texts
-- windows none
-- traps   This is what a mapping calls raw. row_id sorts in landing order within a feed: batch, then file and line.

select
    batch || '/' || page as row_id,
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
