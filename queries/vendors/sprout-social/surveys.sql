-- Which reviews in Sprout Social's new records say how satisfied a customer is?
--
-- grain   one row per review of one to five stars, where the source's settings say that reviews are satisfaction scores
-- reads   raw
-- params  {reviews} text
-- windows none
-- traps   Nobody was asked, so a review has no invitation and no part in how many of those asked answered. It rates the
--         organisation, not one conversation: it counts only where the settings say reviews: satisfaction. A review on
--         another scale than five is left out (its message still is a contact). Assumed: review_ratings is a list of
--         objects with value and scale. Version 1 is a review in no case (yet), 2 one that says its case.

select row_id,
    json_extract_scalar(body, '$.guid') as survey_id,
    coalesce(nullif(json_extract_scalar(body, '$.case_id'), ''), 'message:' || json_extract_scalar(body, '$.guid')) as contact_id,
    case when nullif(json_extract_scalar(body, '$.case_id'), '') is null then '1' else '2' end as version,
    'satisfaction' as kind,
    cast(null as varchar) as invited_at,
    json_extract_scalar(body, '$.created_time') as answered_at,
    json_extract_scalar(body, '$.review_ratings[0].value') as score
from raw
where op = 'upsert'
  and stream = 'messages'
  and lower({reviews}) = 'satisfaction'
  and coalesce(json_extract_scalar(body, '$.from.guid') <> json_extract_scalar(body, '$.profile_guid'), true)
  and try_cast(json_extract_scalar(body, '$.review_ratings[0].scale') as double) = 5E0
  and json_extract_scalar(body, '$.review_ratings[0].value') is not null
