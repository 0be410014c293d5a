-- What does each rating say about how satisfied a customer was?
--
-- grain   one row per rating
-- reads   raw
-- params  {zone_v1} text, {reward_score} text, {punishment_score} text
-- windows none
-- traps   Rewards and punishments are no numbers: without reward_score and punishment_score a rating is an answer without a
--         score, which rates nothing, because a five and a one would make an average nobody gave. Who was asked and did not
--         answer is not told, so there is no share of answers. The agent is named by another id than everywhere else, so
--         a rating stands where its ticket does. Times are of the zone the settings name, Los Angeles without one.
--         Assumed: that rankingType is R, W or reward, and P or punishment; another one is put into quarantine.

with ratings as (
    select row_id, version, op, body,
        lower(json_extract_scalar(body, '$.rankingType')) as type,
        json_extract_scalar(body, '$.datecreated') as answered_at
    from raw
    where stream = 'ranking'
),

timed as (
    select ratings.*,
        cast(at_timezone(with_timezone(try_cast(regexp_extract(answered_at, '^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$') as timestamp),
            coalesce(nullif({zone_v1}, ''), 'America/Los_Angeles')), 'UTC') as timestamp) as answered_utc
    from ratings
)

select
    row_id,
    json_extract_scalar(body, '$.id') as survey_id,
    json_extract_scalar(body, '$.conversationid') as contact_id,
    version,
    case when type in ('r', 'w', 'reward', 'rewards', 'p', 'punishment', 'punishments') then 'satisfaction' else 'rating ' || type end as kind,
    coalesce(cast(date(answered_utc) as varchar) || ' ' || lpad(cast(hour(answered_utc) as varchar), 2, '0') || ':'
        || lpad(cast(minute(answered_utc) as varchar), 2, '0') || ':' || lpad(cast(second(answered_utc) as varchar), 2, '0') || 'Z', answered_at) as answered_at,
    case when type in ('r', 'w', 'reward', 'rewards') then nullif({reward_score}, '')
        when type in ('p', 'punishment', 'punishments') then nullif({punishment_score}, '') end as score,
    case when op = 'delete' then 'true' else 'false' end as is_deleted
from timed
