-- What is the newest version of each member of a source's directory?
--
-- grain   one row per member
-- reads   members by cohort in {cohorts}, staged_members by run in {runs}
-- params  {runs} texts, {cohorts} dates
-- windows none
-- traps   One cohort holds them all. A row that only says that a member is gone keeps what it was: old contacts still
--         name it.

with versions as (
    select source, member_id, version, row_id, is_deleted, kind, native_id, name, team, is_active
    from members
    where cohort in ({cohorts})
    union all
    select source, member_id, version, row_id, is_deleted, kind, native_id, name, team, is_active
    from staged_members
    where run in ({runs})
      and problem is null
),

ranked as (
    select versions.*,
        row_number() over (partition by source, member_id order by version desc, row_id desc) as newest,
        row_number() over (
            partition by source, member_id, case when native_id is null or name is null then 1 else 0 end
            order by version desc, row_id desc
        ) as newest_named
    from versions
),

named as (
    select source, member_id, kind, native_id, name
    from ranked
    where newest_named = 1
      and native_id is not null
      and name is not null
)

select
    m.source, m.member_id, m.version, m.row_id, m.is_deleted,
    coalesce(m.kind, named.kind) as kind,
    coalesce(m.native_id, named.native_id) as native_id,
    coalesce(m.name, named.name) as name,
    m.team, m.is_active,
    date '1900-01-01' as cohort
from ranked as m
left join named on named.source = m.source and named.member_id = m.member_id
where m.newest = 1
