/** Sheets as bytes that Excel and others open. The library is loaded when the first workbook is asked for. */

import type { Cell, Sheet } from "./workbook.ts";

export const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** A cell holds no more; what is longer would make Excel mend the file. */
const longest = 32_000;

export async function xlsx(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const { default: write } = await import("write-excel-file/node");
  const written = write(
    sheets.map(({ name, widths, hasHead, rows }) => ({
      sheet: name,
      columns: widths.map((width) => ({ width })),
      ...(hasHead && { stickyRowsCount: 1 }),
      data: rows.map((row, at) => row.map((cell) => cellOf(cell, hasHead && at === 0))),
    })),
  );
  return new Uint8Array(await written.toBuffer());
}

/** The type is always said: a text stays one whatever it begins with. */
function cellOf(cell: Cell, isHead: boolean) {
  if (cell === null) return null;
  if (typeof cell !== "string") return { type: Number, value: cell.number, format: cell.format };
  const text = { type: String, value: cell.slice(0, longest).toWellFormed(), wrap: true } as const;
  return isHead ? { ...text, fontWeight: "bold" as const } : { ...text, alignVertical: "top" as const };
}
