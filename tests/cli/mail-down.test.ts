/** What a run says when an email cannot be sent, or a report is not to be: never that there was nothing to do. */

import { describe, expect, test } from "vitest";
import { fileLake } from "../../functions/adapters/local/files.ts";
import { sentLines } from "../../functions/cli/deliveries.ts";
import { serveDesk } from "../../functions/cli/serve.ts";
import { local } from "../../functions/local.ts";
import type { Delivery } from "../../functions/stages/deliver.ts";
import { addressKey } from "../../functions/stages/places.ts";
import { unsubscribedKey } from "../../functions/stages/suppressions.ts";
import { freePort, said } from "./said.ts";
import { config, good, header, now, twoSources } from "./two.ts";

const overSmtp = (port: number) =>
  `${config.replace("zone: UTC", "zone: UTC\n  url: https://reports.example.org")}mail:\n  smtp: { host: 127.0.0.1, port: ${port}, insecure: true }\n`;

describe("while the mail server is down", () => {
  test("the first run says why and when it is tried again, the next one that it did not try; both end with 2", async () => {
    const two = await twoSources({ "raport.yaml": overSmtp(await freePort()) });
    const first = await two.run();
    expect(first.code).toBe(2);
    expect(first.out).not.toMatch(/nothing to do/i);
    expect(first.out).toMatch(/^not sent {2}tickets 2026-W46 to 1 person: /m);
    expect(first.out).toMatch(
      /^ {10}1 person: 127\.0\.0\.1 cannot be reached or broke off \(ECONNREFUSED\)\. .* Tried again by the first run after \d{4}-\d\d-\d\d \d\d:\d\d \(UTC\)\.$/m,
    );
    const second = await two.run();
    expect(second.code).toBe(2);
    expect(second.out).toMatch(/^nothing new: .*; not every email is sent yet, see below$/m);
    expect(second.out).toMatch(
      /^ {10}1 person: not tried by this run, but again at [-\d: ]+ \(UTC\)\. The last try: 127\.0\.0\.1 cannot/m,
    );
    expect(second.out).not.toMatch(/to 0 people|nothing to do/i);
    const next = await said("next", "--config", two.config, "--home", two.home, "--now", now);
    expect(next.out).toMatch(
      /^due {7}tickets 2026-W46: .*\n {10}to 1 person; 0 have theirs: Mira Koski \(en\)$/m,
    );
    expect(next.out).toMatch(
      /^ {10}1 email could not be sent, tried again after [-\d: ]+: 127\.0\.0\.1 cannot/m,
    );
    expect(next.out).not.toMatch(/due [^\n]*\n[^\n]*\n *waits for nothing/);
  }, 60_000);
});

test("a report that is skipped is something done, and the deadline is on the report's clock", async () => {
  const policy = "at: monday 08:00\n    zone: Asia/Tokyo\n    incomplete: { wait: 90m, then: skip }";
  const two = await twoSources({
    // Until the Wednesday only: the week is not complete.
    "tickets/t.csv": `${header}\n${good.split("\n").slice(0, 2).join("\n")}\n`,
    "raport.yaml": config.replaceAll("at: monday 08:00", policy),
  });
  // Monday 08:00 of Tokyo is 23:00 UTC of Sunday, before the week of UTC has ended at 00:00; ninety minutes later is 00:30.
  const waits = await two.run("2026-11-16T00:10:00Z");
  expect(waits.out).toMatch(
    /^ {10}it waits until 2026-11-16 \d\d:\d\d \(Asia\/Tokyo\); then it is not sent$/m,
  );
  const skipped = await two.run("2026-11-16T12:00:00Z");
  expect(skipped.out).toContain("not sent  tickets 2026-W46: its data were not complete in time");
  expect(skipped.out).not.toMatch(/nothing to do|every report/i);
  expect((await two.run("2026-11-16T12:00:00Z")).out).toMatch(
    /^nothing to do: .*, and nothing is left to send$/m,
  );
}, 60_000);

test("next does not promise a report to who unsubscribed, and tells a deadline that has passed as past", async () => {
  const policy = "at: monday 08:00\n    incomplete: { wait: 90m, then: skip }";
  const two = await twoSources({
    "tickets/t.csv": `${header}\n`,
    "raport.yaml": config.replaceAll("at: monday 08:00", policy),
  });
  await fileLake(two.home).put(
    unsubscribedKey("tickets", addressKey("mira.koski@example.org")),
    Buffer.from("{}"),
  );
  // Both are due at 08:00 and wait until 09:30.
  const next = await said(
    "next",
    "--config",
    two.config,
    "--home",
    two.home,
    "--now",
    "2026-11-16T11:00:00Z",
  );
  expect(next.out).toMatch(/^due {7}tickets 2026-W46: .*\n {10}to 0 people$/m);
  expect(next.out).toMatch(/^due {7}calls 2026-W46: .*\n {10}to 1 person: Mira/m);
  expect(next.out).toContain(
    "its data were awaited until 2026-11-16 09:30: the next run settles it unsent, and its owner is told",
  );
}, 60_000);

test("the notice of a config that is wrong names the file and a command that checks that very file", async () => {
  const owned = config.replaceAll("    at: monday", "    owner: owner@example.org\n    at: monday");
  const two = await twoSources({ "raport.yaml": owned });
  await two.run();
  await two.put({ "raport.yaml": "organisation: [\n" });
  await two.run();
  const notice = Object.entries(two.emails()).find(([name]) => name === "notice")?.[1] ?? "";
  expect(notice).toContain(`npm run raport -- check --config ${two.config} says when all is right`);
  expect(notice).toContain(`${two.config} was changed and is not right`);
}, 60_000);

test("the desk shows what waits and for what, and what was refused with its cure", async () => {
  const two = await twoSources({ "tickets/t.csv": "nothing,of,this\n1,2,3\n" });
  await two.run();
  const ports = local(two.home);
  const { address, close } = await serveDesk(ports, await freePort());
  const [front, coming, health] = await Promise.all(
    ["/", "/coming", "/health"].map(async (path) => (await fetch(address + path)).text()),
  );
  await close();
  await ports.warehouse.close();
  expect(front).toContain("1 file of tickets was refused.");
  expect(coming).toMatch(/<li>[^<]*tickets/);
  expect(health).toContain('id="refused">Refused files (1)');
  expect(health).toMatch(/<li>[^<]*t\.csv/);
}, 60_000);

const one = (delivery: Partial<Delivery>): Delivery => ({
  id: "x",
  outcome: "sent",
  fresh: false,
  ...delivery,
});
const lines = (...deliveries: readonly Delivery[]) =>
  sentLines({ report: "weekly", period: "2026-W46", subject: "Week 46", deliveries }, "are there", "UTC");

test("the same is said once for everybody it is true of, and nothing of who had theirs before", () => {
  const down = one({ outcome: "failed", error: "the message was not sent: down. Mend it.", isEarly: true });
  expect(
    lines(
      one({}),
      { ...down, nextAt: "2026-11-16T09:20:00.000Z" },
      { ...down, nextAt: "2026-11-16T09:05:00.000Z" },
    ),
  ).toEqual([
    "not sent  weekly 2026-W46 to 2 people: Week 46",
    "          2 people: not tried by this run, but again at 2026-11-16 09:05 (UTC). The last try: down. Mend it.",
  ]);
  expect(lines(one({}))).toEqual([]);
});

test("an answer that was lost is not called unsent, and the advice stands beside it", () => {
  const said = lines(one({}), one({ outcome: "unknown" }));
  expect(said[0]).toBe("unsure    weekly 2026-W46 to 1 person: Week 46");
  expect(said[1]).toContain("1 person: it may have arrived");
  expect(said[1]).toContain("resend it");
});
