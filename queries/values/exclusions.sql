-- How many rows are left out, and why?
--
-- grain   one row per reason
-- reads   quarantine by home in {sources}
-- params  {sources} texts
-- windows none
-- traps   none

select problem, count(*) as rows_count
from quarantine
where home in ({sources})
group by problem
