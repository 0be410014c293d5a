-- DuckDB connection prelude: makes DuckDB 1.5 read the portable Trino/Athena subset with Trino's semantics.
-- Run it once per connection, before any query. It knows exactly the functions the SQL lint allows; a macro marked
-- "name only" means the same as the DuckDB built-in it calls.
-- A macro in schema main shadows the built-in of the same name; system.main.f(...) still calls the built-in.

-- ---- settings ---------------------------------------------------------------
-- Trino on Athena works in UTC: every conversion between timestamp and timestamp with time zone depends on it.
SET TimeZone = 'UTC';
-- integer / integer truncates: 7/2 = 3, -7/2 = -3 (DuckDB: 3.5). x/0 becomes NULL where Trino raises: write nullif.
SET integer_division = true;
-- NULLs sort last, for ASC and for DESC.
SET default_null_order = 'NULLS_LAST';
-- Without ORDER BY no order is promised, as in Trino; also needs less memory.
SET preserve_insertion_order = false;

-- ---- dates and times --------------------------------------------------------
-- Full elapsed units: date_diff('hour', 00:59, 01:01) = 0. DuckDB's own counts boundaries (1); its date_sub counts units.
CREATE OR REPLACE MACRO date_diff(u, a DATE, b DATE) AS system.main.date_sub(u, a, b),
  (u, a TIMESTAMP, b TIMESTAMP) AS system.main.date_sub(u, a, b),
  (u, a TIMESTAMPTZ, b TIMESTAMPTZ) AS system.main.date_sub(u, a, b);
-- date_add(unit, n, x); DATE in, DATE out; month ends clip (01-31 + 1 month = 02-29). DuckDB's DATE + INTERVAL is TIMESTAMP.
CREATE OR REPLACE MACRO date_add(u, n, t DATE) AS CAST(t + n * CAST('1 ' || u AS INTERVAL) AS DATE),
  (u, n, t TIMESTAMP) AS t + n * CAST('1 ' || u AS INTERVAL),
  (u, n, t TIMESTAMPTZ) AS t + n * CAST('1 ' || u AS INTERVAL);
-- DATE in, DATE out (DuckDB: TIMESTAMP). Weeks start on Monday in both.
CREATE OR REPLACE MACRO date_trunc(u, t DATE) AS CAST(system.main.date_trunc(u, t) AS DATE),
  (u, t TIMESTAMP) AS system.main.date_trunc(u, t),
  (u, t TIMESTAMPTZ) AS system.main.date_trunc(u, t);
-- The same instant, shown in zone z. Trino keeps the zone; here it is the local wall time (naive), so date(), hour() and
-- CAST(.. AS timestamp) of it are right. Never output it without such a cast.
CREATE OR REPLACE MACRO at_timezone(t TIMESTAMPTZ, z) AS system.main.timezone(z, t);
-- The naive timestamp is wall time in zone z; the result is the instant. Of an hour that comes twice DuckDB takes the
-- second. Trino tries the offset that is in force when UTC's clock shows t: west of Greenwich that is the first hour,
-- elsewhere the second. A time the clock skipped is as much later on both.
CREATE OR REPLACE MACRO with_timezone(t TIMESTAMP, z) AS CASE
  WHEN z = 'UTC' THEN CAST(t AS TIMESTAMPTZ)
  WHEN system.main.timezone(z, CAST(t - (system.main.timezone(z, CAST(t AS TIMESTAMPTZ)) - t) AS TIMESTAMPTZ)) = t
    THEN CAST(t - (system.main.timezone(z, CAST(t AS TIMESTAMPTZ)) - t) AS TIMESTAMPTZ)
  ELSE system.main.timezone(z, t) END;
-- ISO 8601 text with Z or an offset -> instant.
CREATE OR REPLACE MACRO from_iso8601_timestamp(s) AS CAST(s AS TIMESTAMPTZ);
-- ISO 8601 text -> DATE.
CREATE OR REPLACE MACRO from_iso8601_date(s) AS CAST(s AS DATE);
-- Seconds since 1970 as double (name only: epoch).
CREATE OR REPLACE MACRO to_unixtime(t) AS system.main.epoch(t);
-- ISO weekday, Monday = 1 .. Sunday = 7 (DuckDB's dayofweek: Sunday = 0).
CREATE OR REPLACE MACRO day_of_week(d) AS system.main.isodow(d);
-- Name only: day.
CREATE OR REPLACE MACRO day_of_month(d) AS system.main.day(d);
-- Name only: dayofyear.
CREATE OR REPLACE MACRO day_of_year(d) AS system.main.dayofyear(d);
-- ISO week number: 2024-12-30 is week 1.
CREATE OR REPLACE MACRO week_of_year(d) AS system.main.week(d);
-- Year of the ISO week: 2024-12-30 belongs to 2025.
CREATE OR REPLACE MACRO year_of_week(d) AS system.main.isoyear(d);
-- Name only: last_day.
CREATE OR REPLACE MACRO last_day_of_month(d) AS system.main.last_day(d);

-- ---- aggregates -------------------------------------------------------------
-- BIGINT. DuckDB's own is HUGEINT, which Parquet stores as DOUBLE.
CREATE OR REPLACE MACRO count_if(x) AS count(CASE WHEN x THEN 1 END);
-- Any value that is not NULL (DuckDB: the first, also when it is NULL).
CREATE OR REPLACE MACRO arbitrary(x) AS any_value(x);
-- The x of the greatest, or least, y that is not NULL, also when that x is NULL (DuckDB passes over it).
CREATE OR REPLACE MACRO max_by(x, y) AS arg_max_null(x, y);
CREATE OR REPLACE MACRO min_by(x, y) AS arg_min_null(x, y);

-- ---- arrays -----------------------------------------------------------------
-- NULL when the index is out of range; a negative index counts from the end.
CREATE OR REPLACE MACRO element_at(m, k) AS m[k];
-- Length of an array (name only: len).
CREATE OR REPLACE MACRO cardinality(x) AS len(x);
-- Inclusive range. Untyped on purpose: typed overloads fail in a correlated UNNEST. Dates: 3 arguments, then CAST(x AS date).
-- Only for start <= stop: Trino counts down (or raises, with a positive step), DuckDB returns an empty list.
CREATE OR REPLACE MACRO sequence(a, b) AS generate_series(a, b), (a, b, s) AS generate_series(a, b, s);
-- Name only: array_to_string.
CREATE OR REPLACE MACRO array_join(a, d) AS array_to_string(a, d);
-- NULL if an element is NULL (DuckDB skips it).
CREATE OR REPLACE MACRO array_max(a) AS CASE WHEN list_count(a) = len(a) THEN list_max(a) END;
-- NULL if an element is NULL (DuckDB skips it).
CREATE OR REPLACE MACRO array_min(a) AS CASE WHEN list_count(a) = len(a) THEN list_min(a) END;

-- ---- strings ----------------------------------------------------------------
-- NULL if any argument is NULL (DuckDB skips NULLs: concat('a', NULL) = 'a').
-- Two to five arguments; more is a loud error.
CREATE OR REPLACE MACRO concat(a, b) AS a || b, (a, b, c) AS a || b || c, (a, b, c, d) AS a || b || c || d,
  (a, b, c, d, e) AS a || b || c || d || e;
-- What Java calls white space: tabs and line ends too, but no no-break space (DuckDB's trim: the reverse). Written as
-- one text, because a chr() for each would be planned anew for every column of every mapping.
CREATE OR REPLACE MACRO white_space() AS url_decode('%09%0A%0B%0C%0D%1C%1D%1E%1F%20%E1%9A%80%E2%80%80%E2%80%81%E2%80%82%E2%80%83'
  || '%E2%80%84%E2%80%85%E2%80%86%E2%80%88%E2%80%89%E2%80%8A%E2%80%A8%E2%80%A9%E2%81%9F%E3%80%80');
-- Cuts white space off. Text that begins and ends with a sign of ASCII has none, which is ten times as quick to see.
CREATE OR REPLACE MACRO trim(s) AS CASE
  WHEN system.main.substr(s, 1, 1) BETWEEN '!' AND '~' AND system.main.substr(s, -1) BETWEEN '!' AND '~' THEN s
  ELSE system.main.trim(s, white_space()) END;
CREATE OR REPLACE MACRO ltrim(s) AS CASE
  WHEN system.main.substr(s, 1, 1) BETWEEN '!' AND '~' THEN s ELSE system.main.ltrim(s, white_space()) END;
CREATE OR REPLACE MACRO rtrim(s) AS CASE
  WHEN system.main.substr(s, -1) BETWEEN '!' AND '~' THEN s ELSE system.main.rtrim(s, white_space()) END;
-- '' when it would begin before the text or have no length (DuckDB: begins at the first letter, or goes backwards).
CREATE OR REPLACE MACRO substr(s, a) AS CASE WHEN a < 0 AND -a > length(s) THEN '' ELSE system.main.substr(s, a) END,
  (s, a, n) AS CASE WHEN (a < 0 AND -a > length(s)) OR (n <= 0 AND s IS NOT NULL) THEN '' ELSE system.main.substr(s, a, n) END;
CREATE OR REPLACE MACRO substring(s, a) AS substr(s, a), (s, a, n) AS substr(s, a, n);
-- Name only: regexp_matches.
CREATE OR REPLACE MACRO regexp_like(s, p) AS regexp_matches(s, p);
-- NULL when nothing matches (DuckDB: '').
CREATE OR REPLACE MACRO regexp_extract(s, p) AS CASE WHEN regexp_matches(s, p) THEN system.main.regexp_extract(s, p) END,
  (s, p, g) AS CASE WHEN regexp_matches(s, p) THEN system.main.regexp_extract(s, p, g) END;
-- Replaces every match (DuckDB: the first only); two arguments delete; groups are $1 (DuckDB: \1).
CREATE OR REPLACE MACRO regexp_replace(s, p) AS system.main.regexp_replace(s, p, '', 'g'),
  (s, p, r) AS system.main.regexp_replace(s, p, replace(r, '$', '\'), 'g');
-- NULL when there are fewer parts (DuckDB: '').
CREATE OR REPLACE MACRO split_part(s, d, n) AS string_split(s, d)[n];
-- Text -> bytes (name only: encode).
CREATE OR REPLACE MACRO to_utf8(s) AS encode(s);
-- Bytes in, 16 bytes out (DuckDB: hex text). Text form on both engines: lower(to_hex(md5(to_utf8(s)))).
CREATE OR REPLACE MACRO md5(b) AS unhex(system.main.md5(b));
-- Bytes in, 32 bytes out (DuckDB: hex text).
CREATE OR REPLACE MACRO sha256(b) AS unhex(system.main.sha256(b));
-- Name only: unicode.
CREATE OR REPLACE MACRO codepoint(s) AS unicode(s);

-- ---- numbers ----------------------------------------------------------------
-- NULL if any argument is NULL (DuckDB ignores NULLs: greatest(1, NULL) = 1). Two to four arguments.
CREATE OR REPLACE MACRO greatest(a, b) AS CASE WHEN a IS NULL OR b IS NULL THEN NULL ELSE system.main.greatest(a, b) END,
  (a, b, c) AS CASE WHEN a IS NULL OR b IS NULL OR c IS NULL THEN NULL ELSE system.main.greatest(a, b, c) END,
  (a, b, c, d) AS CASE WHEN a IS NULL OR b IS NULL OR c IS NULL OR d IS NULL THEN NULL ELSE system.main.greatest(a, b, c, d) END;
-- NULL if any argument is NULL (DuckDB ignores NULLs). Two to four arguments.
CREATE OR REPLACE MACRO least(a, b) AS CASE WHEN a IS NULL OR b IS NULL THEN NULL ELSE system.main.least(a, b) END,
  (a, b, c) AS CASE WHEN a IS NULL OR b IS NULL OR c IS NULL THEN NULL ELSE system.main.least(a, b, c) END,
  (a, b, c, d) AS CASE WHEN a IS NULL OR b IS NULL OR c IS NULL OR d IS NULL THEN NULL ELSE system.main.least(a, b, c, d) END;
-- Histogram bucket 1..n, 0 below lo, n + 1 from hi on (lo < hi only); or how many edges of an array are <= x. Missing in DuckDB.
CREATE OR REPLACE MACRO width_bucket(x, lo, hi, n) AS CASE WHEN x < lo THEN 0 WHEN x >= hi THEN n + 1 ELSE CAST(floor((x - lo) * n / (hi - lo)) AS BIGINT) + 1 END,
  (x, bins) AS len(list_filter(bins, lambda e: e <= x));
-- The type of its argument (DuckDB: TINYINT).
CREATE OR REPLACE MACRO sign(x INTEGER) AS CAST(system.main.sign(x) AS INTEGER),
  (x BIGINT) AS CAST(system.main.sign(x) AS BIGINT),
  (x DOUBLE) AS CAST(system.main.sign(x) AS DOUBLE);
-- Cuts the decimals off, toward zero (name only: trunc).
CREATE OR REPLACE MACRO truncate(x) AS trunc(x);

-- ---- json -------------------------------------------------------------------
-- Text of a scalar; NULL for an object, an array, JSON null, a missing path, and text that is not JSON. json_value alone
-- keeps the quotes of a string, so the small scalar is read once more: at about 0.7 of the time json_type and a CASE take.
-- Trino writes a key with spaces or dots as $["a b"], DuckDB as $."a b".
CREATE OR REPLACE MACRO json_extract_scalar(j, p) AS
  TRY(json_extract_string(json_value(j, replace(replace(p, '["', '."'), '"]', '"')), '$'));
-- JSON, to be handed to the other two only; NULL for a missing path and for text that is not JSON (DuckDB: an error).
CREATE OR REPLACE MACRO json_extract(j, p) AS
  TRY(system.main.json_extract(j, replace(replace(p, '["', '."'), '"]', '"')));
-- BIGINT; NULL for what is no array (DuckDB: UBIGINT, 0, an error for text that is not JSON).
CREATE OR REPLACE MACRO json_array_length(j) AS
  TRY(CASE WHEN json_type(j) = 'ARRAY' THEN CAST(system.main.json_array_length(j) AS BIGINT) END);
