-- Which contacts are there twice?
--
-- grain   one row per contact that is repeated in the cohorts just written
-- reads   contacts by cohort in {cohorts}
-- params  {cohorts} dates
-- windows none
-- traps   none

select source, contact_id, count(*) as rows_count
from contacts
where cohort in ({cohorts})
group by source, contact_id
having count(*) > 1
