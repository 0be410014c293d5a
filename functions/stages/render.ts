/** A report that was sent, rendered anew from the model its plan keeps, and held against the bytes that were stored. */

import {
  renderContacts,
  renderContactsCsv,
  renderCsv,
  renderEmail,
  renderPage,
} from "../../templates/index.ts";
import { type ArchivedModel, modelFile } from "../core/archived.ts";
import { spanOf } from "../core/calendar.ts";
import type { ReportModel } from "../core/model.ts";
import { parseStored } from "../core/stored.ts";
import type { Lake } from "../ports.ts";
import { archivePath } from "./places.ts";
import type { Plan, Variant } from "./plan.ts";

/** Everything readers see of a report. */
export const rendered = (model: ReportModel): Pick<Variant, "email" | "page" | "csv"> => ({
  email: renderEmail(model),
  page: renderPage(model),
  csv: renderCsv(model),
});

/** What is kept beside its page. */
export const archivedModel = (
  { plannedAt }: Pick<Plan, "plannedAt">,
  { model, email }: Pick<Variant, "model" | "email">,
): ArchivedModel => ({ v: 1, subject: email.subject, plannedAt, model });

export interface Past {
  readonly report: string;
  readonly period: string;
  readonly plan: Plan;
}

/**
 * What was planned of a report, or of all: of the period that holds the day, or of every one, the oldest first. A report
 * that has another name by now is found under both.
 */
export async function* pastReports(
  { report, on }: { readonly report?: string | undefined; readonly on?: string | undefined },
  lake: Pick<Lake, "get" | "list">,
): AsyncIterable<Past> {
  const names = on && new Set((["day", "week", "month"] as const).map((grain) => spanOf(grain, on).name));
  const keys: string[] = [];
  for await (const { key } of lake.list("sent/")) if (key.endsWith("/plan.json")) keys.push(key);
  for (const key of keys) {
    const [, ledger = "", period = ""] = key.split("/");
    if (names && !names.has(period)) continue;
    const stored = await lake.get(key);
    if (!stored) continue;
    const plan = parseStored<Plan>(key, stored.body);
    const called = plan.variants[0]?.model.report.id ?? ledger;
    if (report === undefined || report === ledger || report === called)
      yield { report: called, period, plan };
  }
}

export interface Part {
  /** `email.html`, or where it lies in the lake. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Undefined where nothing is stored any more. */
  readonly stored: Uint8Array | undefined;
}

/** Each part as it is rendered now beside what is stored of it: by the plan, and of page and CSV at their addresses too. */
export async function partsOf(
  { report, period, plan }: Past,
  variant: Variant,
  lake: Pick<Lake, "get">,
): Promise<readonly Part[]> {
  const { email, page, csv } = rendered(variant.model);
  const folder = `archive/${archivePath(report, period, variant.id)}`;
  const planned = (name: string, now: string, then: string): Part => ({
    name,
    bytes: encode(now),
    stored: encode(then),
  });
  const archived = async (name: string, now: string): Promise<Part> => ({
    name: folder + name,
    bytes: encode(now),
    stored: (await lake.get(folder + name))?.body,
  });
  const contacts = [
    ["contacts.html", renderContacts(variant.model)],
    ["contacts.csv", renderContactsCsv(variant.model)],
  ] as const;
  return [
    planned("subject.txt", email.subject, variant.email.subject),
    planned("email.html", email.html, variant.email.html),
    planned("email.txt", email.text, variant.email.text),
    planned("index.html", page, variant.page),
    planned("kpis.csv", csv, variant.csv),
    await archived("index.html", page),
    await archived("kpis.csv", csv),
    await archived(modelFile, JSON.stringify(archivedModel(plan, variant))),
    ...(await Promise.all(
      contacts.flatMap(([name, now]) => (now === undefined ? [] : [archived(name, now)])),
    )),
  ];
}

export interface Difference {
  /** Counted from 1. */
  readonly byte: number;
  readonly line: number;
  /** What begins there. */
  readonly stored: string;
  readonly rendered: string;
}

/** Where the two first differ; undefined where they are the same to the last byte. */
export function differenceOf(stored: Uint8Array, now: Uint8Array): Difference | undefined {
  const length = Math.min(stored.length, now.length);
  let at = 0;
  while (at < length && stored[at] === now[at]) at += 1;
  if (at === stored.length && at === now.length) return undefined;
  const line = now.subarray(0, at).reduce((lines, byte) => lines + (byte === newline ? 1 : 0), 1);
  // From the first byte of the character: half of one says nothing.
  let from = at;
  while (from > 0 && ((now[from] ?? 0) & 0xc0) === 0x80) from -= 1;
  const shown = (bytes: Uint8Array) => new TextDecoder().decode(bytes.subarray(from, from + 40));
  return { byte: at + 1, line, stored: shown(stored), rendered: shown(now) };
}

const newline = 10;
const encode = (text: string) => new TextEncoder().encode(text);
