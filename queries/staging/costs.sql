-- What does each new raw row say about a cost, and can it be believed?
--
-- grain   one row per raw row and costs its mapping made of it
-- reads   typed
-- params  {run} text, {currency} text
-- windows none
-- traps   Amounts of another currency are left out, not converted: no rate would be the right one for a month.

select
    source, cost_id, version, row_id, is_deleted, month, amount,
    upper(currency) as currency,
    coalesce(lower(basis), 'loaded') as basis,
    channel, department,
    key, page, file, fetched_at, event_at,
    coalesce(problem, case
        when upper(currency) <> {currency} then 'currency is not that of the organisation'
        when amount < 0 then 'amount is negative'
        when lower(basis) not in ('direct', 'loaded') then 'basis is neither direct nor loaded'
    end) as problem,
    found,
    {run} as run
from typed
