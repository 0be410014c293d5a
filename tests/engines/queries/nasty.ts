/** Rows as no careful system writes them: what engines are most likely to read differently. */

const days = [
  "2024-03-31",
  "2024-10-27",
  "2024-03-10",
  "2024-11-03",
  "2024-02-29",
  "2024-12-31",
  "1999-12-31",
];
const clocks = [
  "00:00",
  "00:30:00",
  "01:30:00",
  "02:00:00",
  "02:30:00",
  "02:59:59",
  "03:00",
  "23:59:59",
  "23:59:60",
];
const offsets = ["", "Z", " UTC", "+02:00", "-0330", " +1400", "+24:00"];

const odd = [
  "2024-02-30 10:00:00",
  "2023-02-29T10:00:00Z",
  "2024-13-01 10:00",
  "2024-1-1 1:2",
  "24:00",
  "2024-01-01 24:00:00",
  "2024-01-01",
  "01/02/2024 10:00",
  "1704103200",
  "2024-01-01T10:00:00.9999999999",
  "2024-01-01T10:00:00,123456789Z",
  "2024-01-01 10:00:59.999999",
  "2024-01-01 10:00:00 Europe/Budapest",
  "2024-01-01 10:00:00\n",
  "2024-01-01 10:00:00\u00a0",
  "\t2024-01-01 10:00:00",
  "\u20032024-01-01 10:00:00\u3000",
  "２０２４-01-01 10:00:00",
  "٢٠٢٤-01-01 10:00:00",
  "+2024-01-01 10:00:00",
  "-2024-01-01 10:00:00",
  "0000-01-01 00:00:00",
  "0001-01-01 00:00:00",
  "9999-12-31 23:59:59-14:00",
  "1900-01-01 00:00:00",
  "1582-10-10 12:00:00",
  "epoch",
  "infinity",
  "now",
  "null",
  "-06",
  "+0:00",
  "Z",
  "\u0000",
  " ",
  "",
];

const names = [
  "Phone",
  "phone ",
  " PHONE\t",
  "\u00a0Phone",
  "ÁRVÍZTŰRŐ",
  "İstanbul",
  "STRAẞE",
  "ΣΊΣΥΦΟΣ",
  "ǅ",
  "a\u0301",
  "á",
  "👩‍👩‍👧 family",
  "😀",
  "\uffee",
  "'; drop table contacts; --",
  '"quoted", and more',
  "back\\slash",
  "$1 {zone} %s",
  "line\nbreak",
  "(not stated)",
  "null",
  "\u200b",
  "\u3000",
  "",
];

const flags = [
  "true",
  "TRUE ",
  "T",
  "yes",
  "Y",
  "1",
  "false",
  "no",
  "0",
  "on",
  "maybe",
  "",
  " \t",
  "ÍGEN",
  "1.0",
];

/** Values that are no text: numbers, truth, nothing, and what cannot be one cell. */
const bare = ["12345678901234567890", "0", "-7", "1.25", "true", "false", "null", '{"a":1}', "[1,2]", '"x"'];

type Nasty = Readonly<Record<string, string>>;

/** Records of one line each. `id` sorts; every other cell may be anything. */
function records(): readonly Nasty[] {
  const times = [
    ...days.flatMap((day) => clocks.flatMap((clock) => [`${day} ${clock}`, `${day}T${clock}`])),
    ...offsets.flatMap((offset) => days.map((day) => `${day}T10:00:00${offset}`)),
    ...odd,
  ];
  return times.map((opened, index) => ({
    opened,
    resolved: times[(index * 7 + 3) % times.length] as string,
    channel: names[index % names.length] as string,
    department: names[(index * 5 + 1) % names.length] as string,
    reason: names[(index * 11 + 2) % names.length] as string,
    agent: names[(index * 13 + 3) % names.length] as string,
    deleted: index % 4 === 0 ? (flags[(index / 4) % flags.length] as string) : "",
    version: ["", "9", "10", "é", "Z", "a", "😀", "\uffee"][index % 8] as string,
  }));
}

/** The records in JSON, a line each; some ids come twice, as other text that trims to the same. */
export function nastyLines(): string {
  const lines = records().map((record, index) => {
    const id = index % 9 === 0 ? `t-${index - (index % 2)} ` : `t-${index}`;
    return JSON.stringify({ id, ...record });
  });
  const odder = bare.map(
    (value, index) =>
      `{"id":"bare-${index}","opened":"2024-05-0${(index % 9) + 1}T10:00:00Z","channel":${value},"reason":${value},"agent":"\\ud83d\\ude00\\u00e9","agent":"second"}`,
  );
  return `${[...lines, ...odder].join("\n")}\n`;
}

export const nastyMapping = `select
    row_id,
    json_extract_scalar(body, '$.id') as contact_id,
    json_extract_scalar(body, '$.version') as version,
    json_extract_scalar(body, '$.opened') as opened_at,
    json_extract_scalar(body, '$.resolved') as resolved_at,
    lower(nullif(trim(json_extract_scalar(body, '$.channel')), '')) as channel,
    json_extract_scalar(body, '$.department') as department,
    coalesce(regexp_extract(json_extract_scalar(body, '$.reason'), '^(\\w+)\\W', 1), substr(json_extract_scalar(body, '$.reason'), -3)) as reason,
    json_extract_scalar(body, '$.agent') as agent,
    json_extract_scalar(body, '$.deleted') as is_deleted
from raw`;
