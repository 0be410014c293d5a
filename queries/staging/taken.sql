-- Which of the new rows of one run have been mapped to something?
--
-- grain   one row per raw row and fact a mapping made of it
-- reads   staged_contacts by run = {run}, staged_contact_legs by run = {run}, staged_messages by run = {run},
--         staged_surveys by run = {run}, staged_sla_verdicts by run = {run}, staged_agent_time by run = {run},
--         staged_costs by run = {run}, staged_status_changes by run = {run}, staged_members by run = {run}
-- params  {run} text
-- windows none
-- traps   Asked when all mappings of a source but one are staged: what they took is read here instead of being mapped again. The
--         table of that one is still empty.

select row_id
from staged_contacts
where run = {run}
union all
select row_id
from staged_contact_legs
where run = {run}
union all
select row_id
from staged_messages
where run = {run}
union all
select row_id
from staged_surveys
where run = {run}
union all
select row_id
from staged_sla_verdicts
where run = {run}
union all
select row_id
from staged_agent_time
where run = {run}
union all
select row_id
from staged_costs
where run = {run}
union all
select row_id
from staged_status_changes
where run = {run}
union all
select row_id
from staged_members
where run = {run}
