/** Archived reports to walk through: five weeks of one report, of everybody and of Billing, and a month of another. */

import { Hono } from "hono";
import type { ReportModel } from "../../functions/core/model.ts";
import { periodOf } from "../../functions/core/period.ts";
import type { Lake } from "../../functions/ports.ts";
import { archivePath } from "../../functions/stages/places.ts";
import { archive } from "../../functions/web/archive.ts";
import { renderCsv, renderPage } from "../../templates/index.ts";
import { memoryLake } from "../memory.ts";
import { model } from "../templates/model.ts";

export const weeks = ["2026-W44", "2026-W45", "2026-W46", "2026-W47", "2026-W48"] as const;

/** The week of 9 November is 46: each other is so many weeks from there. */
export function periodAt(name: string): ReportModel["period"] {
  const month = /^\d{4}-\d\d$/.test(name);
  const day = new Date(Date.UTC(2026, 10, 9 + 7 * (Number(name.slice(6)) - 46))).toISOString().slice(0, 10);
  const { zone: _, ...period } = month
    ? periodOf("month", `${name}-01`, "Europe/Budapest")
    : periodOf("week", day, "Europe/Budapest");
  return period;
}

export type Change = Partial<ReportModel> & {
  readonly opened?: number;
  readonly share?: number;
  readonly subject?: string;
};

/** The report of a period, in which so many contacts were opened and such a share was resolved within a day. */
export function modelAt(name: string, { opened, share, subject: _, ...more }: Change = {}): ReportModel {
  return {
    ...model,
    period: periodAt(name),
    kpis: model.kpis.map((kpi) => {
      if (kpi.id === "contacts_opened" && opened !== undefined) return { ...kpi, value: opened };
      if (kpi.id !== "resolved_within_day_share" || share === undefined) return kpi;
      return { ...kpi, value: share, numerator: share * 10_000, denominator: 10_000 };
    }),
    ...more,
  };
}

export async function shelve(
  lake: Lake,
  report: string,
  period: string,
  change: Change = {},
  variant = "",
): Promise<ReportModel> {
  const made = modelAt(period, change);
  const put = (file: string, text: string) =>
    lake.put(`archive/${archivePath(report, period, variant)}${file}`, new TextEncoder().encode(text));
  const subject = change.subject ?? `Contacts opened ${made.kpis[0]!.value} – ${made.period.name}`;
  await put("index.html", renderPage(made));
  await put("kpis.csv", renderCsv(made));
  await put("model.json", JSON.stringify({ v: 1, subject, plannedAt: "2026-11-16T07:00:00Z", model: made }));
  return made;
}

/** What week 47 says of week 45: 40 contacts came late, 30 of them by email. */
export const correction: NonNullable<ReportModel["restatements"]>[number] = {
  ...{ kpi: "contacts_opened", name: "Contacts opened", unit: "count", period: periodAt("2026-W45") },
  ...{ reported: 11_000, value: 11_040, numerator: 11_040, denominator: null, fingerprint: "" },
  cause: { kind: "late", size: 40, place: { by: "channel", member: "email", size: 30 } },
};

/** Week 45 had 11,000 contacts, 80.0 % within a day; week 46 had 12,480 and 78.6 %. */
export async function shelf() {
  const lake = memoryLake();
  await shelve(lake, "weekly", "2026-W44");
  await shelve(lake, "weekly", "2026-W45", { opened: 11_000, share: 0.8, subject: "Calm Öresund week" });
  await shelve(lake, "weekly", "2026-W46", { opened: 12_480, share: 0.786 });
  await shelve(lake, "weekly", "2026-W47", { restatements: [correction] });
  await shelve(lake, "weekly", "2026-W48");
  const monthly = { ...model.report, id: "monthly", title: "Monthly board report" };
  await shelve(lake, "monthly", "2026-10", { report: monthly, subject: "October in one page" });
  return lake;
}

export const archiveOf = (lake: Lake) => new Hono().route("/archive", archive(lake));

/** What the archive of a whole home answers; without a lake, that of the shelf. */
export async function asked(path: string, lake: Lake | Promise<Lake> = shelf()) {
  const answer = await archiveOf(await lake).request(path);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}
