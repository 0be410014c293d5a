/** Functions a query may use, as DuckDB's tree spells them: each means the same in Trino and, with the prelude, in DuckDB. */

export const allowed: ReadonlySet<string> = new Set(
  `abs arbitrary array_agg array_extract array_join array_max array_min array_value at_timezone avg bool_and
  bool_or cardinality ceil ceiling chr coalesce codepoint concat contains count count_if count_star date date_add
  date_diff date_trunc day day_of_month day_of_week day_of_year dense_rank element_at exp first_value floor
  from_iso8601_date from_iso8601_timestamp greatest grouping hour if json_array_length json_extract
  json_extract_scalar lag last_day_of_month last_value lead least length list_value ln log10 lower lpad ltrim max
  max_by md5 min min_by minute mod month nth_value ntile nullif operator_cast percent_rank position power quarter
  rank regexp_extract regexp_like regexp_replace replace reverse round row row_number rpad rtrim second sequence
  sha256 sign split split_part sqrt starts_with stddev_pop stddev_samp strpos struct_extract substr substring sum
  to_hex to_unixtime to_utf8 translate trim truncate try unnest upper var_pop var_samp week week_of_year
  width_bucket with_timezone year year_of_week and or not + - * / % || ~~ !~~`.split(/\s+/),
);

/** What an INTERVAL literal is in the tree. */
export const intervals: ReadonlySet<string> = new Set(
  "to_years to_months to_weeks to_days to_hours to_minutes to_seconds to_milliseconds to_microseconds".split(
    " ",
  ),
);

/** Names DuckDB reads as columns first, so that its tree does not show them as functions. */
export const clocks: ReadonlySet<string> = new Set(
  "current_date current_time current_timestamp localtime localtimestamp current_user session_user user".split(
    " ",
  ),
);

/** The only things an instant in a zone may be handed to: its output would differ between the engines. */
export const zoneReaders: ReadonlySet<string> = new Set(
  "date hour minute second day day_of_month day_of_week day_of_year week week_of_year year_of_week month quarter year".split(
    " ",
  ),
);

export const outputTypes: ReadonlySet<string> = new Set(
  `BOOLEAN TINYINT SMALLINT INTEGER BIGINT DOUBLE VARCHAR DATE TIMESTAMP VARCHAR[] BIGINT[] INTEGER[] DATE[]`.split(
    " ",
  ),
);
