-- Which cohorts hold older versions of what the new rows name, or the contacts they belong to?
--
-- grain   one row per fact and cohort
-- reads   contacts, contact_legs, messages, surveys, sla_verdicts, agent_time, costs, status_changes, members,
--         staged_contacts by run in {runs}, staged_contact_legs by run in {runs}, staged_messages by run in {runs},
--         staged_surveys by run in {runs}, staged_sla_verdicts by run in {runs}, staged_agent_time by run in {runs},
--         staged_costs by run in {runs}, staged_status_changes by run in {runs}, staged_members by run in {runs}
-- params  {runs} texts
-- windows none
-- traps   The one query that looks through all history, at two columns of each table. Without it a contact whose opening
--         time was corrected would be counted in its old cohort and in its new one. Bad rows count too: facts/quarantine
--         must see whether a newer good row is known already.

select distinct fact, cohort
from (
    select 'contacts' as fact, f.cohort
    from contacts as f
    where exists (select 1 from staged_contacts as s
        where s.run in ({runs}) and s.source = f.source and coalesce(s.contact_id, s.key) = f.contact_id)
    union all
    select 'contact_legs' as fact, f.cohort
    from contact_legs as f
    where exists (select 1 from staged_contact_legs as s
        where s.run in ({runs}) and s.source = f.source and coalesce(s.leg_id, s.key) = f.leg_id)
    union all
    select 'messages' as fact, f.cohort
    from messages as f
    where exists (select 1 from staged_messages as s
        where s.run in ({runs}) and s.source = f.source and coalesce(s.message_id, s.key) = f.message_id)
    union all
    select 'surveys' as fact, f.cohort
    from surveys as f
    where exists (select 1 from staged_surveys as s
        where s.run in ({runs}) and s.source = f.source and coalesce(s.survey_id, s.key) = f.survey_id)
    union all
    select 'sla_verdicts' as fact, f.cohort
    from sla_verdicts as f
    where exists (select 1 from staged_sla_verdicts as s
        where s.run in ({runs}) and s.source = f.source and coalesce(s.verdict_id, s.key) = f.verdict_id)
    union all
    select 'agent_time' as fact, f.cohort
    from agent_time as f
    where exists (select 1 from staged_agent_time as s
        where s.run in ({runs}) and s.source = f.source and coalesce(s.interval_id, s.key) = f.interval_id)
    union all
    select 'costs' as fact, f.cohort
    from costs as f
    where exists (select 1 from staged_costs as s
        where s.run in ({runs}) and s.source = f.source and coalesce(s.cost_id, s.key) = f.cost_id)
    union all
    select 'status_changes' as fact, f.cohort
    from status_changes as f
    where exists (select 1 from staged_status_changes as s
        where s.run in ({runs}) and s.source = f.source and coalesce(s.change_id, s.key) = f.change_id)
    union all
    select 'members' as fact, f.cohort
    from members as f
    where exists (select 1 from staged_members as s
        where s.run in ({runs}) and s.source = f.source and coalesce(s.member_id, s.key) = f.member_id)
    union all
    select 'contact_legs' as fact, c.cohort
    from contacts as c
    where exists (select 1 from staged_contact_legs as s
        where s.run in ({runs}) and s.contact_source = c.source and s.contact_id = c.contact_id)
    union all
    select 'contact_legs' as fact, f.cohort
    from contact_legs as f
    where exists (select 1 from staged_contact_legs as s
        where s.run in ({runs}) and s.source = f.source and s.part_of = f.leg_id)
    union all
    select 'messages' as fact, c.cohort
    from contacts as c
    where exists (select 1 from staged_messages as s
        where s.run in ({runs}) and s.contact_source = c.source and s.contact_id = c.contact_id)
    union all
    select 'surveys' as fact, c.cohort
    from contacts as c
    where exists (select 1 from staged_surveys as s
        where s.run in ({runs}) and s.contact_source = c.source and s.contact_id = c.contact_id)
    union all
    select 'sla_verdicts' as fact, c.cohort
    from contacts as c
    where exists (select 1 from staged_sla_verdicts as s
        where s.run in ({runs}) and s.contact_source = c.source and s.contact_id = c.contact_id)
    union all
    select 'status_changes' as fact, c.cohort
    from contacts as c
    where exists (select 1 from staged_status_changes as s
        where s.run in ({runs}) and s.contact_source = c.source and s.contact_id = c.contact_id)
) as known
