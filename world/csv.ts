/** Records as lines of CSV. */

export type Record = Readonly<{ [column: string]: string }>;

export function csvOf(columns: readonly string[], records: readonly Record[]): string {
  const lines = records.map((record) => lineOf(columns, record));
  return `${[columns.join(","), ...lines].join("\n")}\n`;
}

export function lineOf(columns: readonly string[], record: Record): string {
  return columns.map((column) => cell(record[column] ?? "")).join(",");
}

function cell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A number, or nothing where there is none. */
export function numberText(value: number | null): string {
  return value === null ? "" : String(value);
}
