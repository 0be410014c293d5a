-- Whom and what does a source name by an id, as far as is known in this run?
--
-- grain   one row per member
-- reads   known_members, staged_members by run in {runs}
-- params  {source} text, {runs} texts
-- windows none
-- traps   This is what a mapping calls members. Its new rows are staged before any other mapping runs, so that a message and
--         its author may land in one run. known_members is the table as it was; who has gone from a source stays in it
--         with the last name, and is not active.

with versions as (
    select member_id, version, row_id, is_deleted, kind, native_id, name, team, is_active
    from known_members
    where source = {source}
    union all
    select member_id, version, row_id, is_deleted, kind, native_id, name, team, is_active
    from staged_members
    where run in ({runs})
      and problem is null
),

ranked as (
    select versions.*,
        row_number() over (partition by member_id order by version desc, row_id desc) as newest,
        row_number() over (
            partition by member_id, case when native_id is null or name is null then 1 else 0 end
            order by version desc, row_id desc
        ) as newest_named
    from versions
),

named as (
    select member_id, kind, native_id, name
    from ranked
    where newest_named = 1
      and native_id is not null
      and name is not null
)

select
    coalesce(m.kind, named.kind) as kind,
    m.member_id,
    coalesce(m.native_id, named.native_id) as native_id,
    coalesce(m.name, named.name) as name,
    m.team,
    case when m.is_deleted or not m.is_active then 'false' when m.is_active then 'true' end as is_active
from ranked as m
left join named on named.member_id = m.member_id
where m.newest = 1
