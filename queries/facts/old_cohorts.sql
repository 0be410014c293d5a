-- Which cohorts hold contacts that the new rows name?
--
-- grain   one row per cohort
-- reads   contacts, staged_contacts by run in {runs}
-- params  {runs} texts
-- windows none
-- traps   The one query that looks through all history, at two columns. Without it a contact whose opening time was
--         corrected would be counted in its old cohort and in its new one. Bad rows count too: facts/quarantine must
--         see whether a newer good row is known already.

select distinct c.cohort
from contacts as c
where exists (
    select 1
    from staged_contacts as s
    where s.run in ({runs})
      and s.source = c.source
      and coalesce(s.contact_id, s.key) = c.contact_id
)
