-- On which days did these cohorts' components change?
--
-- grain   one row per day
-- reads   components by family = {family} and cohort in {cohorts}, components_before by family = {family} and cohort in {cohorts}
-- params  {family} text, {cohorts} dates
-- windows none
-- traps   Both directions: a component that vanished changes its day too.

with new_rows as (
    select cohort, day, kpi, grain, member, member_2, bucket, numerator, denominator, n, total, sum_of_squares, largest
    from components
    where family = {family}
      and cohort in ({cohorts})
),

old_rows as (
    select cohort, day, kpi, grain, member, member_2, bucket, numerator, denominator, n, total, sum_of_squares, largest
    from components_before
    where family = {family}
      and cohort in ({cohorts})
),

changed as (
    (
        select cohort, day, kpi, grain, member, member_2, bucket, numerator, denominator, n, total, sum_of_squares, largest
        from new_rows
        except
        select cohort, day, kpi, grain, member, member_2, bucket, numerator, denominator, n, total, sum_of_squares, largest
        from old_rows
    )
    union all
    (
        select cohort, day, kpi, grain, member, member_2, bucket, numerator, denominator, n, total, sum_of_squares, largest
        from old_rows
        except
        select cohort, day, kpi, grain, member, member_2, bucket, numerator, denominator, n, total, sum_of_squares, largest
        from new_rows
    )
)

select distinct day
from changed
