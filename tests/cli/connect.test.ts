import { utimes } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { centreOf } from "../../world/vendors/centre.ts";
import { calm } from "../../world/vendors/chaos.ts";
import { virtualClock } from "../../world/vendors/clock.ts";
import { type Serving, serve } from "../../world/vendors/server.ts";
import { type Vendor, vendorOf } from "../../world/vendors/service.ts";
import { zendesk } from "../../world/vendors/zendesk/index.ts";
import { folderOf, said } from "./said.ts";

const clock = virtualClock(Date.now());
const centre = centreOf({ from: "2026-11-18", until: 1_795_100_000, seed: "northwind", share: 0.02 });
const chaos = { ...calm, forbidden: ["calls", "legs"] };
// Each test has a vendor of its own, whose budget nobody has used: its clock stands while the machine's goes on.
let vendor: Vendor;
let serving: Serving;
beforeEach(async () => {
  vi.unstubAllEnvs();
  vendor = vendorOf({ personality: zendesk, centre, clock, chaos });
  serving = await serve([vendor]);
});
afterEach(() => serving.stop());

const config = (address: string) => `organisation:
  name: Northwind Support
  zone: Europe/Budapest
  url: https://reports.example.org
  sender: { name: Northwind reports, address: reports@example.org }
sources:
  - id: support
    type: zendesk
    account: northwind
    token: SUPPORT_TOKEN
    since: 2026-11-18
    address: ${address}/zendesk
reports:
  - id: weekly
    title: Weekly digest
    template: digest
    period: week
    at: monday 08:00
    to: [{ name: Ilona Varga, address: ilona.varga@example.org }]
`;

async function connect(...words: readonly string[]) {
  const folder = await folderOf({ "raport.yaml": config(serving.address) });
  const place = ["--config", join(folder, "raport.yaml"), "--home", join(folder, "home")];
  return said("connect", ...words, ...place);
}

test("a token that is right opens every part, and says which the plan lacks", async () => {
  vi.stubEnv("SUPPORT_TOKEN", vendor.token);
  const { code, out } = await connect("support");
  expect(code).toBe(0);
  expect(out).toContain(`support (zendesk): northwind at ${serving.address}/zendesk\n`);
  expect(out).toMatch(/ {2}tickets +can be read\n/);
  expect(out).toMatch(/ {2}calls +lacking {5}\[support\]/);
  expect(out).toContain("What is lacking is left out, and nothing waits for it");
  expect(out).not.toContain(vendor.token);
});

test("it tells programs the same", async () => {
  vi.stubEnv("SUPPORT_TOKEN", vendor.token);
  const { code, out } = await connect("support", "--json");
  const parts: readonly { readonly stream: string; readonly is: string }[] = JSON.parse(out);
  expect(code).toBe(0);
  expect(parts.filter(({ is }) => is === "lacking").map(({ stream }) => stream)).toEqual(["calls", "legs"]);
});

test("a wrong token is said at the first part, never shown, and ends with 1", async () => {
  vi.stubEnv("SUPPORT_TOKEN", "not-the-secret-token");
  const { code, out } = await connect("support");
  expect(code).toBe(1);
  expect(out.match(/FAILED/g)).toHaveLength(1);
  expect(out).toContain("SUPPORT_TOKEN");
  expect(out).not.toContain("not-the-secret-token");
});

test("a token that is not set, and a source that is not there, are named with what to do", async () => {
  const unset = await connect("support");
  expect([unset.code, unset.err]).toEqual([1, expect.stringContaining("SUPPORT_TOKEN")]);
  const unknown = await connect("suport");
  expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('did you mean "support"?')]);
});

test("where nothing is lacking that is said, and nothing of what would be left out", async () => {
  await serving.stop();
  vendor = vendorOf({ personality: zendesk, centre, clock });
  serving = await serve([vendor]);
  vi.stubEnv("SUPPORT_TOKEN", vendor.token);
  const { code, out } = await connect("support");
  expect([code, out.trimEnd().split("\n").at(-1)]).toEqual([0, "Everything of it can be read."]);
  expect(out).not.toContain("lacking");
});

test("a token that is not set is told at its line, and the other sources go on", async () => {
  const files = `sources:
  - { id: files, type: files, path: files.csv, key: id, mapping: files.sql }`;
  const folder = await folderOf({
    "raport.yaml": config(serving.address).replace("sources:", files),
    "files.sql": "select row_id, key as contact_id, json_extract_scalar(body, '$.at') as opened_at from raw",
    "files.csv": "id,at\n1,2026-11-19 10:00:00\n",
  });
  // Left out for less than a minute is left for the next time.
  const before = new Date(Date.now() - 120_000);
  await utimes(join(folder, "files.csv"), before, before);
  const place = ["--config", join(folder, "raport.yaml"), "--home", join(folder, "home")];
  const told =
    // `    token: ` are eleven characters, on the eleventh line.
    "F/raport.yaml:11:12: sources[1].token: the token is to be in the variable SUPPORT_TOKEN, which is not set. Set it where Raport runs.";
  const connected = await said("connect", "support", ...place);
  expect([connected.code, connected.err.replaceAll(folder, "F")]).toEqual([1, `${told}\n`]);
  const ran = await said("run", ...place);
  expect(ran.code).toBe(1);
  expect(ran.out.replaceAll(folder, "F")).toContain(`problem   ${told}\n`);
  expect(ran.out).toContain("landed    files: 1 row");
  expect(ran.out).toContain("computed  1 row");
});
