-- What score did the customer of each contact give, where an attribute of it holds one?
--
-- grain   one row per contact record whose attribute is not empty
-- reads   raw
-- params  {csat_attribute} text
-- windows none
-- traps   Connect asks nobody by itself: a flow asks and puts the answer into an attribute. Assumed: it is given as the
--         contact ends. Attributes go on to the records that follow, so a contact has one survey whichever record tells
--         it. When and whether somebody was asked who did not answer is not known: there is no response rate.

with records as (
    select row_id, source, version, op, body,
        coalesce(nullif(trim(json_extract_scalar(body, '$.InitialContactId')), ''), json_extract_scalar(body, '$.ContactId')) as root_id,
        trim(
            json_extract_scalar(body, '$.Attributes["' || coalesce(nullif({csat_attribute}, ''), '-') || '"]') -- lint:allow J1 (the config allows no quotes in it)
        ) as score
    from raw
    where stream = 'contact_records'
      and {csat_attribute} <> ''
      and coalesce(upper(trim(json_extract_scalar(body, '$.InitiationMethod'))), '') <> 'MONITOR'
)

select
    row_id,
    'csat:' || root_id as survey_id,
    root_id as contact_id,
    version,
    'satisfaction' as kind,
    json_extract_scalar(body, '$.DisconnectTimestamp') as answered_at,
    score,
    source || ':' || regexp_extract(json_extract_scalar(body, '$.Agent.ARN'), '[^/]+$') as agent,
    case when op = 'delete' then 'true' else 'false' end as is_deleted
from records
where score <> ''
