-- Which cohorts do the new rows belong to?
--
-- grain   one row per cohort
-- reads   staged_contacts by run in {runs}
-- params  {runs} texts
-- windows none
-- traps   A deletion that does not say when its contact opened belongs to 1900-01-01, for good: only its key is needed.

select distinct coalesce(opened_on, date '1900-01-01') as cohort
from staged_contacts
where run in ({runs})
  and problem is null
