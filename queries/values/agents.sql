-- What are agents called whom the facts name by an id?
--
-- grain   one row per agent that any KPI counts and a source's directory names
-- reads   members, kpi_monthly
-- params  none
-- windows none
-- traps   Names are put in when a report is made, so that nothing is made again when somebody's changes. Two of one name, and
--         one who is called as somebody is whom another source names by name, are told apart by their source; two of one
--         name in one source by the id.

with told as (
    select distinct member
    from kpi_monthly
    where grain = 'agent'
      and member is not null
),

named as (
    select told.member as agent, members.source, max(nullif(trim(members.name), '')) as name
    from members
    join told on told.member = members.source || ':' || members.native_id
    where members.kind = 'agent'
    group by told.member, members.source
),

alike as (
    select agent, source, name,
        count(*) over (partition by name) as of_this_name,
        count(*) over (partition by name, source) as of_this_name_there
    from named
    where name is not null
)

select
    alike.agent,
    case when alike.of_this_name_there > 1 then alike.name || ' (' || alike.agent || ')'
        when alike.of_this_name > 1 or other.member is not null or alike.name = '(not stated)'
        then alike.name || ' (' || alike.source || ')' else alike.name end as name
from alike
left join told as other on other.member = alike.name
