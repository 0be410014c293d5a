-- Which contacts were resolved before they were opened?
--
-- grain   one row per contact
-- reads   contacts by cohort in {cohorts}
-- params  {cohorts} dates
-- windows none
-- traps   Such rows are quarantined when they are staged; one here means that staging let it through.

select source, contact_id
from contacts
where cohort in ({cohorts})
  and resolved_at < opened_at
