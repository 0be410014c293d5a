-- Which rows are left out of every KPI, and why?
--
-- grain   one row per bad raw row that no newer good row has replaced
-- reads   quarantine by home in {sources}, staged_contacts by run in {runs}, contacts by cohort in {cohorts}
-- params  {runs} texts, {sources} texts, {cohorts} dates
-- windows none
-- traps   A newer good row of its contact heals a bad one; a file landed again replaces all that was said of its lines.
--         Both hold for good, so the result does not depend on the order or number of the runs. {cohorts} are those
--         facts/contacts has just written: they hold every contact the new rows name. A row that names no contact is
--         looked for by its key. Repetitions stay: values/exclusions counts a key once.

with landings as (
    select source, file, max(substr(row_id, 1, 9)) as batch
    from staged_contacts
    where run in ({runs})
    group by source, file
),

candidates as (
    select old.source, old.contact_id, old.version, old.row_id, old.is_deleted, old.opened_at, old.resolved_at,
        old.opened_on, old.resolved_on, old.channel, old.department, old.reason, old.agent, old.key, old.page, old.file,
        old.fetched_at, old.problem, old.found
    from quarantine as old
    left join landings as again on again.source = old.source and again.file = old.file
    where old.home in ({sources})
      and again.file is null
    union all
    select new.source, new.contact_id, new.version, new.row_id, new.is_deleted, new.opened_at, new.resolved_at,
        new.opened_on, new.resolved_on, new.channel, new.department, new.reason, new.agent, new.key, new.page, new.file,
        new.fetched_at, new.problem, new.found
    from staged_contacts as new
    join landings as last on last.source = new.source and last.file = new.file
    where new.run in ({runs})
      and new.problem is not null
      and substr(new.row_id, 1, 9) = last.batch
),

good as (
    select source, contact_id, version, row_id
    from contacts
    where cohort in ({cohorts})
)

select bad.source, bad.contact_id, bad.version, bad.row_id, bad.is_deleted, bad.opened_at, bad.resolved_at,
    bad.opened_on, bad.resolved_on, bad.channel, bad.department, bad.reason, bad.agent, bad.key, bad.page, bad.file,
    bad.fetched_at, bad.problem, bad.found,
    bad.source as home
from candidates as bad
left join good on good.source = bad.source and good.contact_id = coalesce(bad.contact_id, bad.key)
where good.contact_id is null
   or good.version < bad.version
   or (good.version = bad.version and good.row_id <= bad.row_id)
