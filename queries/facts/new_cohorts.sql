-- Which cohorts do the new rows belong to?
--
-- grain   one row per fact and cohort
-- reads   staged_contacts by run in {runs}, staged_agent_time by run in {runs}, staged_costs by run in {runs},
--         staged_members by run in {runs}
-- params  {runs} texts
-- windows none
-- traps   A deletion that does not say when its contact opened belongs to 1900-01-01, for good: only its key is needed.
--         Members are all in that one. What belongs to a contact has its contact's cohort, which facts/old_cohorts looks up.

select distinct fact, cohort
from (
    select 'contacts' as fact, coalesce(opened_on, date '1900-01-01') as cohort
    from staged_contacts
    where run in ({runs})
      and problem is null
    union all
    select 'agent_time' as fact, coalesce(spent_on, date '1900-01-01') as cohort
    from staged_agent_time
    where run in ({runs})
      and problem is null
    union all
    select 'costs' as fact, coalesce(month, date '1900-01-01') as cohort
    from staged_costs
    where run in ({runs})
      and problem is null
    union all
    select 'members' as fact, date '1900-01-01' as cohort
    from staged_members
    where run in ({runs})
      and problem is null
) as new_rows
