/** A report has gone out, then late rows come: the next report names what it said, what is true, and where it came from. */

import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runHere } from "../functions/cli/run.ts";
import type { Config } from "../functions/core/config.ts";
import { local } from "../functions/local.ts";
import type { Ports } from "../functions/ports.ts";
import { reportOf } from "./core/sample.ts";
import { configOf } from "./home.ts";
import { sourceOf } from "./memory.ts";

let folder: string;
let ports: Ports;
let config: Config;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "raport-restated-"));
  ports = local(folder);
  const column = (name: string) => `json_extract_scalar(body, '$.${name}') as ${name}`;
  const text = `select row_id, key as contact_id, ${["opened_at", "resolved_at", "channel"].map(column).join(", ")} from raw`;
  const source = sourceOf({
    path: join(folder, "in-*.csv"),
    mapping: { file: "mapping.sql", text },
    expects: { kind: "file-time" },
  });
  config = {
    ...configOf("Europe/Budapest", [source]),
    reports: [reportOf({ kpis: ["resolved_within_day_share", "contacts_opened"] })],
  };
});
afterEach(async () => {
  await ports.warehouse.close();
  rmSync(folder, { recursive: true, force: true });
});

/** So many contacts of a day and channel, resolved after an hour or after three days. */
const rows = (day: string, channel: string, count: number, late: boolean) =>
  Array.from({ length: count }, (_, index) => {
    const resolved = late ? `${day.slice(0, 8)}${Number(day.slice(8)) + 3} 09:00` : `${day} 10:00`;
    return `${day}-${channel}-${late}-${index},${day} 09:00,${resolved},${channel}`;
  });

/** A file written at this instant, up to which it is complete. */
function put(name: string, writtenAt: string, ...lines: readonly string[]): void {
  const file = join(folder, `in-${name}.csv`);
  writeFileSync(file, `${["id,opened_at,resolved_at,channel", ...lines].join("\n")}\n`);
  utimesSync(file, new Date(writtenAt), new Date(writtenAt));
}

test("late answers move last week's figure: the next report says so, in the email and on the page", async () => {
  // Tuesday 10 November: 80 of 100 within a day, so 80.0 %. Tuesday 17 November: the same.
  put(
    "1",
    "2026-11-16T01:00:00Z",
    ...rows("2026-11-10", "phone", 80, false),
    ...rows("2026-11-10", "chat", 20, true),
  );
  const first = await runHere({ config, home: folder, now: "2026-11-16T08:00:00Z" }, ports);
  expect(first.sent.map(({ period }) => period)).toEqual(["2026-W46"]);

  put(
    "2",
    "2026-11-23T01:00:00Z",
    ...rows("2026-11-17", "phone", 80, false),
    ...rows("2026-11-17", "chat", 20, true),
  );
  // 25 of last week come now, all by email and slow: 80 of 125 are 64.0 %.
  put("3", "2026-11-23T01:00:00Z", ...rows("2026-11-11", "email", 25, true));
  const second = await runHere({ config, home: folder, now: "2026-11-23T08:00:00Z" }, ports);
  expect(second.sent.map(({ period }) => period)).toEqual(["2026-W47"]);

  const page = readFileSync(join(folder, "archive/weekly/2026-W47/index.html"), "utf8");
  const plan = JSON.parse(readFileSync(join(folder, "sent/weekly/2026-W47/plan.json"), "utf8"));
  const said =
    "Resolved within 24 hours of week 46 was reported as 80.0%; it is now 64.0%: 25 came in late, all at email.";
  expect(plan.variants[0].email.text).toContain(`CORRECTED SINCE IT WAS REPORTED\n${said}`);
  expect(plan.variants[0].email.html).toContain(said);
  expect(page).toContain(said);
  expect(plan.variants[0].email.text).toContain(
    "Contacts opened of week 46 was reported as 100; it is now 125: 25 came in late, all at email.",
  );
  // What was sent stays as it was sent.
  const before = readFileSync(join(folder, "archive/weekly/2026-W46/index.html"), "utf8");
  expect(before).toContain("80.0%");
  expect(before).not.toContain("64.0%");
});
