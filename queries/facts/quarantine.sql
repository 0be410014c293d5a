-- Which rows are left out of every KPI, and why?
--
-- grain   one row per bad raw row that no newer good row has replaced
-- reads   quarantine by home in {sources}, judged, lacking, contacts by cohort in {cohorts}, contact_legs by cohort in
--         {cohorts}, messages by cohort in {cohorts}, surveys by cohort in {cohorts}, sla_verdicts by cohort in
--         {cohorts}, agent_time by cohort in {cohorts}, costs by cohort in {cohorts}, status_changes by cohort in
--         {cohorts}, members by cohort in {cohorts}
-- params  {sources} texts, {cohorts} dates
-- windows none
-- traps   A newer good row of its key heals a bad one; a file landed again replaces all that was said of its lines.
--         Both hold for good, so the result does not depend on the order or number of the runs. {cohorts} are those the
--         facts were just written to: they hold everything the new rows name. A row that names nothing is looked for by
--         its key, among facts and among the new rows. Repetitions stay: values/exclusions counts a key once. lacking says
--         of which file a column is not empty but not there.

with landings as (
    select source, file, max(substr(row_id, 1, 9)) as batch
    from judged
    group by source, file
),

candidates as (
    select old.source, old.fact, old.record_id, old.version, old.row_id, old.key, old.page, old.file, old.fetched_at,
        old.event_at, old.problem, old.found
    from quarantine as old
    left join landings as again on again.source = old.source and again.file = old.file
    where old.home in ({sources})
      and again.file is null
    union all
    select new.source, new.fact, new.record_id, new.version, new.row_id, new.key, new.page, new.file, new.fetched_at,
        new.event_at, coalesce(lacking.says, new.problem) as problem, new.found
    from judged as new
    join landings as last on last.source = new.source and last.file = new.file
    left join lacking
        on lacking.source = new.source and lacking.fact = new.fact and lacking.file = new.file
       and lacking.batch = substr(new.row_id, 1, 9) and lacking.problem = new.problem
    where new.problem is not null
      and substr(new.row_id, 1, 9) = last.batch
),

good as (
    select 'contacts' as fact, source, contact_id as record_id, version, row_id
    from contacts
    where cohort in ({cohorts})
    union all
    select 'contact_legs' as fact, source, leg_id as record_id, version, row_id
    from contact_legs
    where cohort in ({cohorts})
    union all
    select 'messages' as fact, source, message_id as record_id, version, row_id
    from messages
    where cohort in ({cohorts})
    union all
    select 'surveys' as fact, source, survey_id as record_id, version, row_id
    from surveys
    where cohort in ({cohorts})
    union all
    select 'sla_verdicts' as fact, source, verdict_id as record_id, version, row_id
    from sla_verdicts
    where cohort in ({cohorts})
    union all
    select 'agent_time' as fact, source, interval_id as record_id, version, row_id
    from agent_time
    where cohort in ({cohorts})
    union all
    select 'costs' as fact, source, cost_id as record_id, version, row_id
    from costs
    where cohort in ({cohorts})
    union all
    select 'status_changes' as fact, source, change_id as record_id, version, row_id
    from status_changes
    where cohort in ({cohorts})
    union all
    select 'members' as fact, source, member_id as record_id, version, row_id
    from members
    where cohort in ({cohorts})
),

later as (
    select source, key, max(version) as version, max(row_id) as row_id
    from judged
    where problem is null
    group by source, key
)

select bad.source, bad.fact, bad.record_id, bad.version, bad.row_id, bad.key, bad.page, bad.file, bad.fetched_at,
    bad.event_at, bad.problem, bad.found,
    bad.source as home
from candidates as bad
left join good on good.fact = bad.fact and good.source = bad.source and good.record_id = coalesce(bad.record_id, bad.key)
left join later
    on later.source = bad.source and later.key = bad.key and bad.record_id is null
   and later.row_id > bad.row_id and later.version >= bad.version
where later.key is null
  and (good.record_id is null
    or good.version < bad.version
    or (good.version = bad.version and good.row_id <= bad.row_id))
