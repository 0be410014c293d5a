-- Which contacts were opened on some days, and what became of each?
--
-- grain   one row per contact, the newest so many of each channel and department
-- reads   contacts by cohort in {cohorts}, contact_legs by cohort in {cohorts}
-- params  {cohorts} dates, {most} integer
-- windows none
-- traps   These are the rows that contacts_opened counts. No column but the identity, which only puts them in order, could
--         name a person. A contact waited as long as its first stay in a queue, and was talked to for as long as all its
--         legs say; a transfer whose reason nobody states is one all the same. What is not stated is a member of its own,
--         as in every breakdown.

with passed as (
    select contact_source, contact_id, wait_seconds, talk_seconds, hold_seconds, is_transferred, transfer_reason, outcome,
        row_number() over (partition by contact_source, contact_id order by queued_at, leg_id, source) as turn,
        row_number() over (partition by contact_source, contact_id, is_transferred
            order by queued_at, leg_id, source) as turn_alike
    from contact_legs
    where cohort in ({cohorts})
      and not is_deleted
),

legs as (
    select contact_source, contact_id,
        max(case when turn = 1 then wait_seconds end) as wait_seconds,
        cast(sum(talk_seconds) + coalesce(sum(hold_seconds), 0) as bigint) as talk_seconds,
        max(case when is_transferred then 1 when not is_transferred then 0 end) as transferred,
        max(case when is_transferred and turn_alike = 1 then transfer_reason end) as transfer_reason,
        max(case when outcome = 'answered' then 1 else 0 end) as answered
    from passed
    group by contact_source, contact_id
),

ranked as (
    select contacts.opened_at, contacts.resolved_at, contacts.outcome, contacts.source, contacts.contact_id,
        coalesce(contacts.channel, '(not stated)') as channel,
        coalesce(contacts.department, '(not stated)') as department,
        coalesce(contacts.reason, '(not stated)') as reason,
        legs.wait_seconds, legs.talk_seconds, legs.transferred, legs.transfer_reason, legs.answered,
        row_number() over (
            partition by contacts.channel, contacts.department
            order by contacts.opened_at desc, contacts.source, contacts.contact_id
        ) as newest
    from contacts
    left join legs on legs.contact_source = contacts.source and legs.contact_id = contacts.contact_id
    where contacts.cohort in ({cohorts})
      and not contacts.is_deleted
      and contacts.opened_on is not null
)

select source, contact_id, opened_at, resolved_at, channel, department, reason, wait_seconds, talk_seconds, transferred,
    transfer_reason, outcome, answered
from ranked
where newest <= {most}
