-- Were the SLA targets met?
--
-- grain   one row per cohort, day of the verdict, measure and place
-- reads   contacts by cohort in {cohorts}, sla_verdicts by cohort in {cohorts}
-- params  {cohorts} dates
-- windows none
-- traps   A target is decided when it is met or when it is due, whichever comes first, so a verdict is final on its day.
--         What is neither met nor due yet lies on a day to come, and in no period that is over. Met at the very instant
--         it is due is met. Each target counts for itself: a contact may have met one and missed another.
--         Whose source tells of the missed alone tells no share: contacts that do not tell sla_verdicts are in none.

with decided as (
    select
        v.cohort,
        v.metric,
        v.decided_on as day,
        v.decided_hour as hour,
        c.channel,
        coalesce(v.department, c.department) as department,
        coalesce(v.agent, c.agent) as agent,
        c.reason,
        c.location,
        c.product,
        c.queue,
        count_if(v.achieved_at <= v.due_at) as met,
        count(*) as targets
    from sla_verdicts as v
    join contacts as c on c.cohort = v.cohort and c.source = v.contact_source and c.contact_id = v.contact_id
    where v.cohort in ({cohorts})
      and c.cohort in ({cohorts})
      and not v.is_deleted
      and not c.is_deleted
      and contains(split(c.tells, '|'), 'sla_verdicts')
    group by v.cohort, v.metric, v.decided_on, v.decided_hour, c.channel, coalesce(v.department, c.department),
        coalesce(v.agent, c.agent), c.reason, c.location, c.product, c.queue
),

measures as (
    select t.metric, t.kpi
    from (values
        ('first_reply', 'sla_met_share'),
        ('next_reply', 'sla_met_share'),
        ('resolution', 'sla_met_share'),
        ('first_reply', 'sla_first_reply_met_share'),
        ('next_reply', 'sla_next_reply_met_share'),
        ('resolution', 'sla_resolution_met_share')
    ) as t(metric, kpi)
)

select
    decided.cohort,
    decided.day,
    measures.kpi,
    decided.hour,
    decided.channel,
    decided.department,
    decided.agent,
    decided.reason,
    decided.location,
    decided.product,
    decided.queue,
    cast(null as bigint) as bucket,
    decided.met as numerator,
    decided.targets as denominator,
    0 as n,
    0 as total,
    0E0 as sum_of_squares,
    cast(null as bigint) as largest
from decided
join measures on measures.metric = decided.metric
