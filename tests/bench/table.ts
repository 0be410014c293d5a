/** Figures beside their baselines as a plain table. */

export interface Figure {
  readonly what: string;
  readonly measured: string;
  readonly baseline?: string;
  readonly ratio?: number;
  /** The floor: the most the ratio, or the figure itself, may be. */
  readonly floor?: string;
  readonly met?: boolean;
}

const heads = ["", "Raport", "baseline", "ratio", "floor", ""] as const;

export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, measured, baseline = "", ratio, floor = "", met }) => [
    what,
    measured,
    baseline,
    ratio === undefined ? "" : `${ratio.toFixed(2)}x`,
    floor,
    met === undefined ? "" : met ? "met" : "missed",
  ]);
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)));
  return [heads, ...rows]
    .map((row) =>
      row.map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0))),
    )
    .map((cells) => cells.join("  ").trimEnd())
    .join("\n");
}

export const inSeconds = (seconds: number): string => `${seconds.toFixed(2)} s`;
export const inMegabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 0)} MB`;
