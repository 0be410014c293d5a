-- Which rows wait for a contact that has not landed?
--
-- grain   one row per leg, message, survey, SLA verdict and status change whose contact is not known
-- reads   contact_legs by cohort = {nowhere}, messages by cohort = {nowhere}, surveys by cohort = {nowhere}, sla_verdicts
--         by cohort = {nowhere}, status_changes by cohort = {nowhere}, contacts by cohort = {nowhere}
-- params  {nowhere} date, {sources} texts
-- windows none
-- traps   A row leaves here when its contact lands: it counts then, and is never in both. What belongs to a deletion that
--         does not say when its contact opened lies here too, and waits for nothing.

with homeless as (
    select source, row_id, contact_source, contact_id, 'leg waits for its contact' as problem
    from contact_legs
    where cohort = {nowhere}
      and not is_deleted
    union all
    select source, row_id, contact_source, contact_id, 'message waits for its contact' as problem
    from messages
    where cohort = {nowhere}
      and not is_deleted
    union all
    select source, row_id, contact_source, contact_id, 'survey waits for its contact' as problem
    from surveys
    where cohort = {nowhere}
      and not is_deleted
    union all
    select source, row_id, contact_source, contact_id, 'SLA verdict waits for its contact' as problem
    from sla_verdicts
    where cohort = {nowhere}
      and not is_deleted
    union all
    select source, row_id, contact_source, contact_id, 'status change waits for its contact' as problem
    from status_changes
    where cohort = {nowhere}
      and not is_deleted
)

select homeless.source, substr(homeless.row_id, strpos(homeless.row_id, '/') + 1) as page, homeless.problem,
    homeless.contact_id as found
from homeless
left join contacts
    on contacts.cohort = {nowhere} and contacts.source = homeless.contact_source and contacts.contact_id = homeless.contact_id
where homeless.source in ({sources})
  and contacts.contact_id is null
