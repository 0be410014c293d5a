/** What the prelude promises, expression by expression: DuckDB with it and Trino give the same value. */

const budapest = "'Europe/Budapest'";

/**
 * Expression, the value both engines give for it as text (null: NULL), and its type where the type is the point.
 * A double is written as 3.0, a timestamp without the noughts of its fraction.
 */
export const expressions: readonly (readonly [string, string | null, string?])[] = [
  // Full elapsed units, not boundaries crossed.
  ["date_diff('hour', TIMESTAMP '2024-01-01 00:59:00', TIMESTAMP '2024-01-01 01:01:00')", "0", "BIGINT"],
  ["date_diff('day', TIMESTAMP '2024-01-01 23:00:00', TIMESTAMP '2024-01-02 01:00:00')", "0"],
  ["date_diff('second', TIMESTAMP '2024-01-01 10:00:00.9', TIMESTAMP '2024-01-01 10:00:01.1')", "0"],
  ["date_diff('second', TIMESTAMP '2024-01-01 10:00:05', TIMESTAMP '2024-01-01 10:00:00')", "-5"],
  ["date_diff('millisecond', TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2024-01-01 00:00:01.25')", "1250"],
  ["date_diff('day', DATE '2024-02-28', DATE '2024-03-01')", "2"],
  ["date_diff('day', DATE '2024-03-01', DATE '2024-02-28')", "-2"],
  ["date_diff('day', CAST(NULL AS date), DATE '2024-02-28')", null],
  // DATE in, DATE out; month ends clip.
  ["date_add('day', 1, DATE '2024-02-28')", "2024-02-29", "DATE"],
  ["date_add('day', -7, DATE '2024-01-03')", "2023-12-27", "DATE"],
  ["date_add('week', 2, DATE '2024-12-30')", "2025-01-13", "DATE"],
  ["date_add('month', 1, DATE '2024-01-31')", "2024-02-29", "DATE"],
  ["date_add('year', 1, DATE '2024-02-29')", "2025-02-28", "DATE"],
  // A literal without a fraction has none on Trino after it either: there this would be 2024-01-01 00:00:00.
  [
    "date_add('millisecond', -1, TIMESTAMP '2024-01-01 00:00:00.000')",
    "2023-12-31 23:59:59.999",
    "TIMESTAMP",
  ],
  ["date_add('hour', 25, TIMESTAMP '2024-03-30 12:00:00')", "2024-03-31 13:00:00", "TIMESTAMP"],
  ["date_trunc('week', DATE '2024-01-07')", "2024-01-01", "DATE"],
  ["date_trunc('month', DATE '2024-02-29')", "2024-02-01", "DATE"],
  ["date_trunc('hour', TIMESTAMP '2024-02-29 10:59:59')", "2024-02-29 10:00:00", "TIMESTAMP"],
  ["day_of_week(DATE '2024-01-07')", "7"],
  ["day_of_week(DATE '2024-01-01')", "1"],
  ["day_of_month(DATE '2024-02-29')", "29"],
  ["day_of_year(DATE '2024-12-31')", "366"],
  ["week(DATE '2024-12-30')", "1"],
  ["week_of_year(DATE '2021-01-03')", "53"],
  ["year_of_week(DATE '2024-12-30')", "2025"],
  ["year_of_week(DATE '2021-01-03')", "2020"],
  ["last_day_of_month(DATE '2024-02-01')", "2024-02-29", "DATE"],
  ["quarter(DATE '2024-04-01')", "2"],
  ["from_iso8601_date('2024-02-29')", "2024-02-29", "DATE"],
  ["to_unixtime(TIMESTAMP '1970-01-02 00:00:00')", "86400.0", "DOUBLE"],
  // Zones: 2024-03-31 and 2024-10-27 are the days Budapest changes its clocks.
  [
    `date(at_timezone(with_timezone(TIMESTAMP '2024-03-30 23:30:00', 'UTC'), ${budapest}))`,
    "2024-03-31",
    "DATE",
  ],
  [`date(at_timezone(with_timezone(TIMESTAMP '2024-03-31 21:59:59', 'UTC'), ${budapest}))`, "2024-03-31"],
  [`date(at_timezone(with_timezone(TIMESTAMP '2024-03-31 22:00:00', 'UTC'), ${budapest}))`, "2024-04-01"],
  [`date(at_timezone(with_timezone(TIMESTAMP '2024-10-27 22:59:59', 'UTC'), ${budapest}))`, "2024-10-27"],
  [`hour(at_timezone(with_timezone(TIMESTAMP '2024-07-01 10:00:00', 'UTC'), ${budapest}))`, "12"],
  [
    `CAST(at_timezone(with_timezone(TIMESTAMP '2024-01-01 10:00:00', 'UTC'), ${budapest}) AS timestamp)`,
    "2024-01-01 11:00:00",
    "TIMESTAMP",
  ],
  [
    `CAST(at_timezone(with_timezone(TIMESTAMP '2024-07-01 00:00:00', ${budapest}), 'UTC') AS timestamp)`,
    "2024-06-30 22:00:00",
    "TIMESTAMP",
  ],
  [
    "CAST(at_timezone(from_iso8601_timestamp('2024-01-01T00:30:00+01:00'), 'UTC') AS timestamp)",
    "2023-12-31 23:30:00",
  ],
  [
    "CAST(at_timezone(from_iso8601_timestamp('2024-01-01T00:30:00Z'), 'UTC') AS timestamp)",
    "2024-01-01 00:30:00",
  ],
  // Integer division truncates toward zero, the remainder has the sign of the dividend.
  ["7 / 2", "3", "INTEGER"],
  ["-7 / 2", "-3", "INTEGER"],
  ["-7 % 3", "-1"],
  ["CAST(7 AS double) / nullif(2, 0)", "3.5", "DOUBLE"],
  ["CAST(7 AS double) / nullif(0, 0)", null],
  ["greatest(1, NULL)", null],
  ["greatest(1, 3, 2)", "3"],
  ["least(1, NULL, 2)", null],
  ["least(4, 3, 2, 5)", "2"],
  ["round(2.5E0)", "3.0", "DOUBLE"],
  ["round(-2.5E0)", "-3.0", "DOUBLE"],
  ["CAST(round(2.5E0) AS integer)", "3", "INTEGER"],
  ["truncate(-2.7E0)", "-2.0"],
  ["CAST(floor(ln(CAST(101 AS double)) / ln(1.05E0)) AS integer)", "94"], // ln 101 / ln 1.05 = 4.61512 / 0.048790 = 94.59
  ["width_bucket(5E0, 0, 10, 5)", "3"], // buckets of 2: 4 to 6 is the third
  ["width_bucket(-1E0, 0, 10, 5)", "0"],
  ["width_bucket(10E0, 0, 10, 5)", "6"],
  ["width_bucket(15E0, ARRAY[10E0, 20E0])", "1"],
  // Text.
  ["concat('a', NULL)", null],
  ["concat('a', 'b', 'c')", "abc"],
  ["'a' || NULL", null],
  ["regexp_like('order 12', '\\d+')", "true"],
  ["regexp_extract('abc', 'x(.)', 1)", null],
  ["regexp_extract('order 12', '\\d+')", "12"],
  ["regexp_extract('https://example.org/a', '^https?://([^/:?#]+)', 1)", "example.org"],
  ["regexp_replace('aaa', 'a', 'b')", "bbb"],
  ["regexp_replace('a1b2', '[0-9]')", "ab"],
  ["regexp_replace('ab', '(a)(b)', '$2$1')", "ba"],
  ["split_part('a-b', '-', 2)", "b"],
  ["split_part('a-b', '-', 3)", null],
  ["strpos('abc', 'z')", "0"],
  ["substr('hello', -3)", "llo"],
  ["lpad('7', 3, '0')", "007"],
  ["lpad('abc', 2, 'x')", "ab"],
  ["lower(to_hex(md5(to_utf8('abc'))))", "900150983cd24fb0d6963f7d28e17f72"], // RFC 1321, A.5
  [
    "lower(to_hex(sha256(to_utf8('abc'))))", // FIPS 180-2, B.1
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  ],
  ["levenshtein_distance('kitten', 'sitting')", "3"],
  ["codepoint('A')", "65"],
  ["position('b' IN 'abc')", "2"],
  ["'Voice' LIKE 'v%'", "false"],
  // Arrays.
  ["element_at(ARRAY[1, 2], 5)", null],
  ["element_at(ARRAY[1, 2], -1)", "2"],
  ["cardinality(ARRAY[1, NULL])", "2"],
  ["array_join(ARRAY['a', NULL, 'b'], ',')", "a,b"],
  ["array_max(ARRAY[1, 3, 2])", "3"],
  ["array_max(ARRAY[1, NULL])", null],
  ["array_min(ARRAY[3, 1])", "1"],
  ["array_join(sequence(2, 5), ',')", "2,3,4,5"],
  ["cardinality(sequence(DATE '2024-02-28', DATE '2024-03-01', INTERVAL '1' DAY))", "3"],
  // JSON: scalars as text, everything else NULL.
  [`json_extract_scalar('{"a":"x"}', '$.a')`, "x", "VARCHAR"],
  [`json_extract_scalar('{"a":""}', '$.a')`, ""],
  [`json_extract_scalar('{"a":12345678901234567890123}', '$.a')`, "12345678901234567890123"],
  [`json_extract_scalar('{"a":true}', '$.a')`, "true"],
  [`json_extract_scalar('{"a":"null"}', '$.a')`, "null"],
  [`json_extract_scalar('{"a":"[1]"}', '$.a')`, "[1]"],
  [`json_extract_scalar('{"a":"\\u00e9 \\"q\\""}', '$.a')`, 'é "q"'],
  [`json_extract_scalar('{"a":null}', '$.a')`, null],
  [`json_extract_scalar('{"a":{"b":1}}', '$.a')`, null],
  [`json_extract_scalar('{"a":{"b":1}}', '$.a.b')`, "1"],
  [`json_extract_scalar('{"a":[1,2]}', '$.a')`, null],
  [`json_extract_scalar('{"a":[1,2]}', '$.a[1]')`, "2"],
  [`json_extract_scalar('{}', '$.a')`, null],
  [`json_extract_scalar('{"a b.c":"x"}', '$["a b.c"]')`, "x"],
  [`json_extract_scalar('{"a":{"b c":"x"}}', '$.a["b c"]')`, "x"],
  ["json_extract_scalar('not json', '$.a')", null],
  ["json_extract_scalar(CAST(NULL AS varchar), '$.a')", null],
];
