-- What did each call of Talk cost?
--
-- grain   one row per version of a call that was charged for
-- reads   raw
-- params  {call_charge_currency} text
-- windows none
-- traps   Told only where the config says in which currency: a charge does not, and the telephone alone is not what a
--         contact costs, so who asks for it knows what the figure is made of. The month is that of UTC. Documented:
--         call_charge, a text. Assumed: nothing.

select
    row_id,
    'call:' || json_extract_scalar(body, '$.id') as cost_id,
    version,
    substr(json_extract_scalar(body, '$.created_at'), 1, 7) as month,
    json_extract_scalar(body, '$.call_charge') as amount,
    upper({call_charge_currency}) as currency,
    'loaded' as basis,
    'phone' as channel,
    case when op = 'delete' then 'true' else 'false' end as is_deleted
from raw
where stream = 'calls'
  and {call_charge_currency} <> ''
  and json_extract_scalar(body, '$.call_charge') is not null
