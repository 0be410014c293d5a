-- Which rows are left out?
--
-- grain   one row per raw row, the first thousand by place
-- reads   quarantine by home in {sources}
-- params  {sources} texts
-- windows none
-- traps   found is the source's own text: escape it wherever it is shown.

select source, page, problem, found
from quarantine
where home in ({sources})
order by source, page
limit 1000
