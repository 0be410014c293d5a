-- Which rows are left out of every KPI, and why?
--
-- grain   one row per key whose newest row cannot be used
-- reads   quarantine by home in {sources}, staged_contacts by run in {runs}
-- params  {runs} texts, {sources} texts
-- windows none
-- traps   A good row heals its key; a file landed again replaces all that was said of its lines. So a bad row counts
--         once, however often its file is exported.

with candidates as (
    select source, contact_id, version, row_id, is_deleted, opened_at, resolved_at, opened_on, resolved_on,
        channel, department, reason, agent, key, page, file, fetched_at, problem, found
    from quarantine
    where home in ({sources})
      and not exists (
          select 1
          from staged_contacts as again
          where again.run in ({runs})
            and again.source = quarantine.source
            and again.file = quarantine.file
      )
    union all
    select source, contact_id, version, row_id, is_deleted, opened_at, resolved_at, opened_on, resolved_on,
        channel, department, reason, agent, key, page, file, fetched_at, problem, found
    from staged_contacts
    where run in ({runs})
),

ranked as (
    select candidates.*,
        row_number() over (partition by source, key order by version desc, row_id desc) as newest
    from candidates
)

select source, contact_id, version, row_id, is_deleted, opened_at, resolved_at, opened_on, resolved_on,
    channel, department, reason, agent, key, page, file, fetched_at, problem, found,
    source as home
from ranked
where newest = 1
  and problem is not null
