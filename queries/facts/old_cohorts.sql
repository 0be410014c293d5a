-- Which cohorts hold contacts that the new rows change?
--
-- grain   one row per cohort
-- reads   contacts, staged_contacts by run in {runs}
-- params  {runs} texts
-- windows none
-- traps   The one query that looks through all history, at two columns. Without it a contact whose opening time was
--         corrected would be counted in its old cohort and in its new one.

select distinct c.cohort
from contacts as c
where exists (
    select 1
    from staged_contacts as s
    where s.run in ({runs})
      and s.problem is null
      and s.source = c.source
      and s.contact_id = c.contact_id
)
