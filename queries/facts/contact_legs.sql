-- What is the newest version of each leg in these cohorts, and which cohort is its contact's?
--
-- grain   one row per leg
-- reads   contact_legs by cohort in {cohorts}, staged_contact_legs by run in {runs}, contacts by cohort in {cohorts}
-- params  {runs} texts, {cohorts} dates
-- windows none
-- traps   {cohorts} must hold every cohort its contact or an older version of it is in, and 1900-01-01: what waits for
--         its contact waits there, and is looked at again with every run. Deletions stay as rows. A part says what one agent
--         did of a leg that tells of all of them: the first one's work takes the place of the leg's own, and its row is
--         marked as deleted, or both would be counted; the parts after it are legs of the same contact. A part that is not
--         over takes no place; one that is a call back says what came of the wait, and is never counted. The leg and its parts lie in one cohort, so that running again changes nothing.

with versions as (
    select source, leg_id, version, row_id, is_deleted and not coalesce(is_first_part, false) as is_deleted, contact_source,
        contact_id, part_of, queued_at, answered_at, ended_at, wrapped_at, outcome, tells, direction, wait_seconds, talk_seconds,
        hold_seconds, after_work_seconds, is_transferred, transfer_reason, channel, department, reason, agent, location,
        product, queue, queued_on, queued_hour, handled_on, handled_hour
    from contact_legs
    where cohort in ({cohorts})
    union all
    select source, leg_id, version, row_id, is_deleted, contact_source, contact_id, part_of, queued_at, answered_at, ended_at,
        wrapped_at, outcome, tells, direction, wait_seconds, talk_seconds, hold_seconds, after_work_seconds, is_transferred,
        transfer_reason, channel, department, reason, agent, location, product, queue, queued_on, queued_hour,
        handled_on, handled_hour
    from staged_contact_legs
    where run in ({runs})
      and problem is null
),

ranked as (
    select versions.*,
        row_number() over (partition by source, leg_id order by version desc, row_id desc) as newest
    from versions
),

legs as (select ranked.* from ranked where newest = 1),

parts as (
    select part.source, part.leg_id as part_id, leg.leg_id, leg.contact_source, leg.contact_id, leg.direction, leg.channel,
        leg.department, leg.reason, leg.location, leg.product, leg.queue, part.ended_at, part.wrapped_at, part.talk_seconds,
        part.hold_seconds, part.after_work_seconds, part.is_transferred, part.transfer_reason, part.agent, part.handled_on,
        part.handled_hour, coalesce(part.outcome, '') = 'callback' as is_callback, part.is_deleted as is_gone, leg.outcome = 'answered' and leg.part_of is null and not leg.is_deleted and not part.is_deleted
            and part.handled_on is not null and coalesce(part.outcome, '') <> 'callback' and row_number() over (
                partition by leg.source, leg.leg_id, part.is_deleted or part.handled_on is null or coalesce(part.outcome, '') = 'callback'
                order by part.queued_at, part.leg_id) = 1 as is_first
    from legs as part
    join legs as leg on leg.source = part.source and leg.leg_id = part.part_of
    where part.part_of is not null
),

placed as (
    select v.source, v.leg_id, v.version, v.row_id,
        v.is_deleted or coalesce(own.is_first or own.is_callback, false) as is_deleted,
        coalesce(own.contact_source, v.contact_source) as contact_source,
        coalesce(own.contact_id, v.contact_id) as contact_id,
        v.part_of, v.queued_at, v.answered_at,
        case when f.leg_id is null then v.ended_at else f.ended_at end as ended_at,
        case when f.leg_id is null then v.wrapped_at else f.wrapped_at end as wrapped_at,
        case when called.leg_id is null then v.outcome else 'callback' end as outcome, v.tells,
        coalesce(own.direction, v.direction) as direction, v.wait_seconds,
        case when f.leg_id is null then v.talk_seconds else f.talk_seconds end as talk_seconds,
        case when f.leg_id is null then v.hold_seconds else f.hold_seconds end as hold_seconds,
        case when f.leg_id is null then v.after_work_seconds else f.after_work_seconds end as after_work_seconds,
        case when f.leg_id is null then v.is_transferred else f.is_transferred end as is_transferred,
        case when f.leg_id is null then v.transfer_reason else f.transfer_reason end as transfer_reason,
        coalesce(v.channel, own.channel) as channel, coalesce(v.department, own.department) as department,
        coalesce(v.reason, own.reason) as reason, coalesce(f.agent, v.agent) as agent,
        coalesce(v.location, own.location) as location, coalesce(v.product, own.product) as product,
        coalesce(v.queue, own.queue) as queue, v.queued_on, v.queued_hour,
        case when f.leg_id is null then v.handled_on else f.handled_on end as handled_on,
        case when f.leg_id is null then v.handled_hour else f.handled_hour end as handled_hour,
        coalesce(own.is_first or own.is_callback, false) as is_first_part
    from legs as v
    left join parts as own on own.source = v.source and own.part_id = v.leg_id
    left join parts as f on f.source = v.source and f.leg_id = v.leg_id and f.is_first
    left join (select distinct source, leg_id from parts where is_callback and not is_gone) as called
        on called.source = v.source and called.leg_id = v.leg_id and coalesce(v.outcome, '') <> 'answered'
),

homes as (
    select source, contact_id, cohort
    from contacts
    where cohort in ({cohorts})
)

select
    v.source, v.leg_id, v.version, v.row_id, v.is_deleted, v.contact_source, v.contact_id, v.part_of, v.queued_at,
    v.answered_at, v.ended_at, v.wrapped_at, v.outcome, v.tells, v.direction, v.wait_seconds, v.talk_seconds, v.hold_seconds,
    v.after_work_seconds, v.is_transferred, v.transfer_reason, v.channel, v.department, v.reason, v.agent, v.location,
    v.product, v.queue, v.queued_on, v.queued_hour, v.handled_on, v.handled_hour, v.is_first_part,
    coalesce(homes.cohort, date '1900-01-01') as cohort
from placed as v
left join homes on homes.source = v.contact_source and homes.contact_id = v.contact_id
