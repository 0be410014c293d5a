-- In which cohorts do the components not count every contact once?
--
-- grain   one row per cohort that does not add up
-- reads   contacts by cohort in {cohorts}, components by family in {families} and cohort in {cohorts}
-- params  {cohorts} dates, {families} texts
-- windows none
-- traps   none

with facts as (
    select cohort, count(*) as contacts
    from contacts
    where cohort in ({cohorts})
      and not is_deleted
      and opened_on is not null
    group by cohort
),

counted as (
    select cohort, cast(sum(numerator) as bigint) as contacts
    from components
    where family in ({families})
      and cohort in ({cohorts})
      and kpi = 'contacts_opened'
      and grain = 'all'
    group by cohort
)

select
    coalesce(facts.cohort, counted.cohort) as cohort,
    coalesce(facts.contacts, 0) as facts_count,
    coalesce(counted.contacts, 0) as components_count
from facts
full outer join counted on counted.cohort = facts.cohort
where coalesce(facts.contacts, 0) <> coalesce(counted.contacts, 0)
