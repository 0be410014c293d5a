-- What became of each new raw row, whatever it was mapped to?
--
-- grain   one row per raw row and fact a mapping made of it
-- reads   staged_contacts by run in {runs}, staged_contact_legs by run in {runs}, staged_messages by run in {runs},
--         staged_surveys by run in {runs}, staged_sla_verdicts by run in {runs}, staged_agent_time by run in
--         {runs}, staged_costs by run in {runs}, staged_status_changes by run in {runs}, staged_members by run in {runs}
-- params  {runs} texts
-- windows none
-- traps   none

select 'contacts' as fact, source, contact_id as record_id, version, row_id, key, page, file, fetched_at, event_at, problem, found
from staged_contacts
where run in ({runs})
union all
select 'contact_legs' as fact, source, leg_id as record_id, version, row_id, key, page, file, fetched_at, event_at, problem, found
from staged_contact_legs
where run in ({runs})
union all
select 'messages' as fact, source, message_id as record_id, version, row_id, key, page, file, fetched_at, event_at, problem, found
from staged_messages
where run in ({runs})
union all
select 'surveys' as fact, source, survey_id as record_id, version, row_id, key, page, file, fetched_at, event_at, problem, found
from staged_surveys
where run in ({runs})
union all
select 'sla_verdicts' as fact, source, verdict_id as record_id, version, row_id, key, page, file, fetched_at, event_at, problem, found
from staged_sla_verdicts
where run in ({runs})
union all
select 'agent_time' as fact, source, interval_id as record_id, version, row_id, key, page, file, fetched_at, event_at, problem, found
from staged_agent_time
where run in ({runs})
union all
select 'costs' as fact, source, cost_id as record_id, version, row_id, key, page, file, fetched_at, event_at, problem, found
from staged_costs
where run in ({runs})
union all
select 'status_changes' as fact, source, change_id as record_id, version, row_id, key, page, file, fetched_at, event_at, problem, found
from staged_status_changes
where run in ({runs})
union all
select 'members' as fact, source, member_id as record_id, version, row_id, key, page, file, fetched_at, event_at, problem, found
from staged_members
where run in ({runs})
