/** `--stack`: every command that takes it, on a stack whose names, bucket and address nothing on this machine knows. */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { s3Lake } from "../../functions/adapters/aws/s3.ts";
import { configNow } from "../../functions/deployed/configured.ts";
import { withUrl } from "../../functions/deployed/home.ts";
import { parseEml } from "../contracts/eml.ts";
import { mailEvent } from "../deployed/payloads.ts";
import { s3Client } from "../engines/clients.ts";
import { type Centre, now } from "../journey/centre.ts";
import type { Cloud } from "../journey/cloud/cloud.ts";
import { workersOn } from "../journey/cloud/workers.ts";
import { folderOf, freePort, said, started } from "./said.ts";
import { bucket, closeStack, openStack, stack, told } from "./stacked.ts";

/** So that no file of this machine can be what a command goes by. */
const nowhere = ["--config", "no/such/raport.yaml"] as const;

let cloud: Cloud;
let centre: Centre;
beforeAll(async () => {
  ({ cloud, centre } = await openStack());
});
afterAll(() => closeStack(cloud));

/** One run of everything by what was deployed. */
async function worked() {
  const home = {
    bucket,
    database: told.RAPORT_DATABASE,
    workgroup: told.RAPORT_WORKGROUP,
    configurationSet: told.RAPORT_CONFIGURATION_SET,
  };
  const config = withUrl(await configNow(s3Lake({ client: s3Client(cloud.url), bucket })), told);
  await workersOn(cloud, { ...centre, config }, home).run();
}

const sent = () =>
  cloud.world.accepted.map(({ parameters }) => ({
    to: parameters["Destinations.member.1"],
    set: parameters.ConfigurationSetName,
    text: parseEml(Buffer.from(parameters["RawMessage.Data"] ?? "", "base64")).parts[0]?.content ?? "",
  }));
const workgroups = () => [
  ...new Set([...cloud.world.executions.values()].map(({ request }) => request.workGroup)),
];

test("until something was pushed a stack goes by nothing, and a file of this machine is not taken for it", async () => {
  const { code, err } = await said("next", "--config", centre.configFile, ...stack);
  expect(code).toBe(1);
  expect(err).toBe(
    "No config was pushed to the stack care-reports yet, so it does nothing. Push one: npm run raport -- push --config FILE --stack care-reports\n",
  );
  const checked = await said("check", "--config", centre.configFile, ...stack);
  expect(checked.code).toBe(0);
  expect(checked.out).toContain("note      nothing was pushed to the stack care-reports yet");
});

test("push puts the config into the bucket of the stack, and check compares with it from then on", async () => {
  const pushed = await said("push", "--config", centre.configFile, ...stack);
  expect(pushed.err).toBe("");
  expect(pushed.out).toMatch(/in force {2}version [0-9a-f]{16} in s3:\/\/care-lake-1x2y3z\n$/);
  expect([...cloud.world.objects.keys()].some((key) => key.startsWith(`${bucket}/config/versions/`))).toBe(
    true,
  );
  const text = await readFile(centre.configFile, "utf8");
  await writeFile(centre.configFile, text.replace("Weekly service digest", "Another title"));
  const checked = await said("check", "--config", centre.configFile, ...stack);
  expect(checked.out).toContain("changes   weekly.title: Weekly service digest -> Another title\n");
});

test("a change is told without what is only elsewhere on this machine", async () => {
  const text = await readFile(centre.configFile, "utf8");
  await writeFile(centre.configFile, text.replace("Another title", "A third title"));
  const { out } = await said("check", "--config", centre.configFile, ...stack);
  const [, told] = /^against .*\n([\s\S]*?)^next /m.exec(out) ?? [];
  expect(told).toBe("changes   weekly.title: Weekly service digest -> A third title\n");
  expect(
    (await said("check", "--config", centre.configFile, "--home", join(centre.folder, "home"))).code,
  ).toBe(0);
});

test("next and kpis go by what was pushed, and ask the workgroup of the stack", async () => {
  const next = await said("next", ...nowhere, ...stack, "--json");
  const waits = ["helpdesk: nothing of it has landed yet"];
  expect(JSON.parse(next.out)[0]).toMatchObject({
    ...{ report: "weekly", title: "Weekly service digest", period: "2026-W46", waitsFor: waits },
  });
  await worked();
  const { code, out } = await said(
    ...["kpis", "--period", "week", "--on", "2026-11-09", "--kpi", "contacts_opened", "--json"],
    ...[...nowhere, ...stack],
  );
  expect(code).toBe(0);
  // Two a day for seven days, of which A-11-10 is deleted: 14 - 1.
  expect(JSON.parse(out)).toMatchObject([{ kpi: "contacts_opened", value: 13 }]);
  expect(workgroups()).toEqual(["care-reports"]);
  expect([...cloud.world.databases].sort()).toEqual(["care_reports", "care_reports_scratch"]);
});

test("links of what is previewed, tried and sent again lead to the stack's own address", async () => {
  const out = join(await folderOf(), "preview.html");
  const previewed = await said("preview", "weekly", "--out", out, ...nowhere, ...stack);
  expect([previewed.code, previewed.err]).toEqual([0, expect.stringContaining("config    version ")]);
  expect(await readFile(out, "utf8")).toContain('href="https://links.example.org/open/preview');

  const before = sent().length;
  const tried = await said("send-test", "weekly", "--to", "me@example.org", ...nowhere, ...stack);
  expect(tried.out).toContain("were handed to Amazon SES");
  const again = await said(
    ...["resend", "weekly", "--period", "2026-W46", "--to", "ilona.varga@example.org", "--yes"],
    ...[...nowhere, "--stack", "care-reports"],
  );
  expect([again.code, again.out.split("\n").at(-2)]).toEqual([0, "Sent."]);
  const [first, second, ...more] = sent().slice(before);
  expect(more).toEqual([]);
  expect([first?.to, first?.set]).toEqual(["me@example.org", "care-reports"]);
  expect([second?.to, second?.set]).toEqual(["ilona.varga@example.org", "care-reports"]);
  expect(second?.text).toContain("https://links.example.org/open/");
});

test("backfill makes days again with what the stack computes with", async () => {
  const { code, out, err } = await said("backfill", "--from", "2026-11-02", ...nowhere, ...stack);
  expect([code, `${out}${err}`]).toEqual([
    0,
    expect.stringContaining("nothing was older than the definitions in force"),
  ]);
  expect(workgroups()).toEqual(["care-reports"]);
});

test("explain and rebuild do, too", async () => {
  const about = ["resolved_within_day_share", "--period", "week", "--on", "2026-11-09"];
  const explained = await said("explain", ...about, ...nowhere, ...stack);
  expect([explained.code, explained.out]).toEqual([0, expect.stringContaining("Resolved within 24 hours")]);
  const made = await said("rebuild", ...nowhere, "--stack", "care-reports");
  expect([made.code, `${made.out}${made.err}`]).toEqual([0, expect.stringContaining("days made again")]);
  expect(workgroups()).toEqual(["care-reports"]);
});

test("what SES told is taken in, and an address allowed again, in the bucket of the stack", async () => {
  const [, samuel] = cloud.world.accepted;
  const tag = samuel?.parameters["Tags.member.1.Value"] ?? "";
  const events = await folderOf({ "events.json": JSON.stringify(mailEvent("Bounce", tag, now)) });
  const suppressed = () =>
    [...cloud.world.objects.keys()].filter((key) => key.startsWith(`${bucket}/state/suppressed/`)).length;
  const words = [join(events, "events.json"), ...nowhere, "--stack", "care-reports"];
  const taken = await said("feedback", ...words);
  expect([taken.code, taken.out, suppressed()]).toEqual([0, expect.stringMatching(/^bounced /), 1]);
  const allowed = await said("allow", "samuel.adeyemi@example.org", "--stack", "care-reports");
  expect([allowed.code, allowed.out, suppressed()]).toEqual([
    0,
    expect.stringContaining("gets mail again"),
    0,
  ]);
});

test("the desk shows what the stack sent and has, and asks Athena nothing before somebody says so", async () => {
  const port = await freePort();
  const words = ["--stack", "care-reports", "--port", String(port)];
  const { child, ended, out } = started("raport", await folderOf(), "serve", ...words);
  await new Promise<void>((ready, failed) => {
    child.stdout.on("data", () => out().includes("The desk is on") && ready());
    void ended.then(({ err }) => failed(new Error(err)));
  });
  const page = async (path: string) => (await fetch(`http://localhost:${port}${path}`)).text();
  const asked = () => cloud.world.executions.size;
  const before = asked();
  expect(await page("/")).toContain("Northwind Support");
  expect(await page("/inbox")).toContain("ilona.varga@example.org");
  expect(await page("/coming")).toContain("Weekly service digest");
  expect(await page("/health")).toContain('<a href="/health?read=yes"');
  expect(await page("/kpis")).toContain("/kpis/contacts_opened");
  expect(await page("/kpis/contacts_opened")).toContain('<a href="/kpis/contacts_opened?by=week&read=yes"');
  expect(await page("/config")).toContain("No file is known here");
  expect(asked()).toBe(before);
  expect(await page("/health?read=yes")).toContain("Quarantine (1)");
  expect(asked()).toBeGreaterThan(before);
  const mail = /href="(\/inbox\/weekly[^"]+)"/.exec(await page("/inbox"))?.[1] ?? "";
  expect(await page(mail)).toContain("The message went to a mail server");
  child.kill("SIGINT");
  await ended;
});

test("whoever takes it shows how", async () => {
  const takers =
    "check push next kpis preview send-test resend backfill explain rebuild feedback allow serve";
  for (const command of takers.split(" "))
    expect((await said(command, "--help")).out).toMatch(/\n {2}npm run raport -- .*--stack raport/);
});
