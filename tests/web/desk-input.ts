/** A desk over data made up for tests: what each room is given, and the pages it makes of it. */

import type { Lake } from "../../functions/ports.ts";
import type { ComingReport } from "../../functions/web/desk/coming.ts";
import type { Health, SourceHealth } from "../../functions/web/desk/health.ts";
import type { SentEmail } from "../../functions/web/desk/inbox.ts";
import type { KpiSheet } from "../../functions/web/desk/kpis.ts";
import { type DeskInput, desk } from "../../functions/web/desk.ts";

const kept: Readonly<Record<string, string>> = {
  "archive/monthly/2026-10/index.html": "<h1>October</h1>",
  "archive/weekly/2026-W45/index.html": "<h1>Week 45</h1>",
  "archive/weekly/2026-W46/index.html": "<h1>Week 46</h1>",
  "archive/weekly/2026-W46/kpis.csv": "kpi,value\ncontacts_opened,12\n",
  "archive/weekly/2026-W46/plan.json": "{}",
  "state/warehouse.json": "{}",
};

/** A lake that holds `kept` and remembers which keys were asked for. */
export function reading(objects: Readonly<Record<string, string>> = kept) {
  const asked: string[] = [];
  const lake: Pick<Lake, "get" | "list"> = {
    async get(key) {
      asked.push(key);
      const text = objects[key];
      return text === undefined ? undefined : { body: new TextEncoder().encode(text), etag: "1" };
    },
    async *list(prefix) {
      for (const key of Object.keys(objects).sort())
        if (key.startsWith(prefix)) yield { key, size: 1, etag: "1" };
    },
  };
  return { lake: lake as Lake, asked };
}

export const sent = (id: string, changes: Partial<SentEmail> = {}): SentEmail => ({
  id,
  subject: "Week 45: calm",
  name: "Ilona Varga",
  address: "ilona@example.org",
  sentAt: "2026-11-09T07:00:00Z",
  report: "weekly",
  period: "2026-W45",
  page: "/archive/weekly/2026-W45/index.html",
  ...changes,
});

/** Two emails to two readers, the second a week later. */
export const emails: readonly SentEmail[] = [
  sent("one"),
  sent("two/2026?<b>", {
    subject: "Week 46: late parcels",
    name: "Sam Adeyemi",
    address: "sam@example.org",
    sentAt: "2026-11-16T07:00:00Z",
    period: "2026-W46",
    page: "/archive/weekly/2026-W46/fi/index.html",
  }),
];

export const coming = (changes: Partial<ComingReport> = {}): ComingReport => ({
  report: "weekly",
  title: "Weekly digest",
  period: "2026-W47",
  when: "2026-11-23 08:00 (Europe/Budapest)",
  isDue: false,
  state: "waiting",
  tone: "wait",
  readers: [{ name: "Ilona Varga", locale: "hu", sees: "department Technical" }],
  waitsFor: ["the end of the week (2026-11-23 00:00)"],
  notes: ["waits for data until 2026-12-14 08:00"],
  ...changes,
});

export const source = (changes: Partial<SourceHealth> = {}): SourceHealth => ({
  id: "northwind",
  watermark: "2026-11-15T23:00:00Z",
  landedAt: "2026-11-16T06:30:00Z",
  files: 463,
  newest: "contacts-2026-11-15.csv.gz",
  streams: [],
  landed: 1000,
  mapped: 986,
  unused: 2,
  quarantined: 12,
  unread: 0,
  missing: null,
  failure: null,
  refused: [],
  ...changes,
});

export const health = (changes: Partial<Health> = {}): Health => ({
  sources: [source()],
  checks: [{ name: "contacts_are_unique", question: "Which contacts are there twice?", found: null }],
  generation: 7,
  madeAt: "2026-11-16T06:40:00Z",
  held: [],
  quarantine: {
    rows: [
      { source: "northwind", place: "contacts-2026-11-12.csv.gz:17", reason: "opened_at is not a time" },
    ],
    reasons: [{ reason: "opened_at is not a time", rows: 1 }],
  },
  ...changes,
});

export const sheet = (changes: Partial<KpiSheet> = {}): KpiSheet => ({
  id: "resolved_share",
  name: "Resolved within a day",
  definition: "Of the contacts resolved, the share resolved within a day.",
  facts: [["Value", "numerator ÷ denominator"]],
  parameters: [],
  traps: null,
  file: "queries/kpis/resolution.sql",
  sql: "-- Which?\nselect a from b where c = {when}\n",
  span: "week",
  values: [
    { name: "2026-W45", value: 0.5, text: "50.0%", from: "5 / 10", state: "final", awaits: "" },
    {
      name: "2026-W46",
      value: 0.75,
      text: "75.0%",
      from: "6 / 8",
      state: "provisional",
      awaits: "open contacts",
    },
  ],
  show: (value) => `${value * 100}%`,
  isTime: false,
  targets: [],
  ...changes,
});

export function input(changes: Partial<DeskInput> = {}): DeskInput {
  return {
    lake: reading().lake,
    zone: async () => "Europe/Budapest",
    emails: async () => emails,
    email: async (id) => ({
      html: `<html><head></head><p>email ${id.length}</p></html>`,
      text: "email as text",
    }),
    linked: async () => undefined,
    overview: async () => ({
      organisation: "Northwind",
      health: { sources: 1, complete: 1, landed: 1000, leftOut: 12, generation: 7 },
      troubles: [],
    }),
    coming: async () => [coming()],
    health: async () => health(),
    kpis: async () => ({
      period: "2026-W46",
      families: [
        {
          name: "resolution",
          question: "How soon?",
          kpis: [
            {
              id: "resolved_share",
              name: "Resolved within a day",
              definition: "Of the contacts ...",
              value: { text: "75.0%", state: "final" },
            },
          ],
        },
      ],
    }),
    kpi: async (id, span) => (id === "resolved_share" ? sheet({ span }) : undefined),
    config: async () => ({
      inForce: {
        version: "4e48f9a0",
        since: "2026-11-16T06:00:00Z",
        text: "organisation:\n  name: Northwind\n",
        files: ["northwind.sql"],
      },
      file: null,
    }),
    check: async () => ({ problems: [], lines: ["note      nobody is told"] }),
    ...changes,
  };
}

export const asked = (path: string, changes: Partial<DeskInput> = {}, init: RequestInit = {}) =>
  desk(input(changes)).request(path, init);

export const text = async (path: string, changes: Partial<DeskInput> = {}): Promise<string> =>
  (await asked(path, changes)).text();

/** What somebody else wrote, and how it stands in a page. */
export const bad = `<script>alert("x")</script>'&`;
export const shown = "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&#39;&amp;";
