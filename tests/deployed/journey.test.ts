/**
 * From what `npx cdk synth` leaves to emails in their readers' hands: every function as it is bundled, in a process of its own, with
 * the environment of the template and what its trigger really sends; every call asked of the role the template gives it.
 */

import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { headersOf, parseEml } from "../contracts/eml.ts";
import { openCentre } from "../journey/centre.ts";
import { type Account, deployedIn, exported } from "./account.ts";
import { type Assembly, assembled } from "./assembly.ts";
import { httpRequest, mailEvent } from "./payloads.ts";
import { matches } from "./policy.ts";
import { isRare, rarelyUsed, unusedGrants } from "./unused.ts";

const owner = "owner@example.org";
let assembly: Assembly;
let account: Account;

/** Monday 2026-11-16, two minutes after eight in Budapest: the weekly report is due. */
const begin = "2026-11-16T07:02:00.000Z";

beforeAll(async () => {
  const centre = await openCentre(undefined, undefined, (yaml) =>
    yaml.replace(/^ {2}url: .*\n/m, "").replace("    to:\n", `    owner: ${owner}\n    to:\n`),
  );
  assembly = assembled(centre.configFile);
  account = await deployedIn(assembly, begin);
  await exported(account, join(centre.folder, "exports"), "helpdesk");
  await ticked();
  await account.operator("push", "--config", centre.configFile, "--stack", "raport", "--now", begin);
});

/** What the schedule sends, and all that comes of it. */
function ticked() {
  const [schedule] = assembly.resources("AWS::Scheduler::Schedule");
  const { Arn, Input } = (schedule?.Target ?? {}) as { readonly Arn: string; readonly Input: string };
  return account.happens(Arn.split(":").at(-1) ?? "", JSON.parse(Input));
}

const messages = () =>
  account.cloud.world.accepted.map(({ parameters }) => ({
    to: parameters["Destinations.member.1"] ?? "",
    tag: parameters["Tags.member.1.Value"] ?? "",
    mail: parseEml(Buffer.from(parameters["RawMessage.Data"] ?? "", "base64")),
  }));
const saidBy = (from: number) =>
  account.ran.slice(from).map(({ name, lines, error }) => `${name}: ${error ?? outcomeIn(lines)}`);
/** Lines of queries stand before that of the outcome, metrics after it. */
const outcomeIn = (lines: readonly Readonly<Record<string, unknown>>[]) =>
  lines
    .filter(({ message }) => message !== undefined && message !== "query")
    .map(({ message }) => message)
    .join();

describe("a deployed installation", () => {
  test("waits for a config, and says so", () => {
    expect(saidBy(0)).toEqual(["raport-tick: no config was pushed yet"]);
  });

  test("lands, computes and sends within one tick: each function starts what is due next", async () => {
    await ticked();
    expect(account.gate.denied).toEqual([]);
    expect(saidBy(1)).toEqual([
      "raport-tick: started what is due",
      "raport-land: landed",
      "raport-tick: started what is due",
      "raport-compute: published",
      "raport-tick: started what is due",
      "raport-send: sent",
    ]);
    const counted = account.ran.at(-1)?.lines.find((line) => "EmailsSent" in line);
    expect(counted).toMatchObject({ service: "raport", EmailsSent: 2, UnknownDeliveries: 0 });
    expect(messages().map(({ to }) => to)).toEqual(["ilona.varga@example.org", "samuel.adeyemi@example.org"]);
  });

  test("finds nothing more to do, and sends nothing twice", async () => {
    const before = account.ran.length;
    account.passes(300);
    await ticked();
    expect(saidBy(before)).toEqual(["raport-tick: nothing is due"]);
    expect(messages()).toHaveLength(2);
  });

  test("opens the link of an email, and its CSV, for whoever has it", async () => {
    const link = linkIn(0, "open");
    const { statusCode, headers } = await asked("GET", link);
    const path = new URL(headers.location ?? "", `https://links.example.org${link}`).pathname;
    expect([statusCode, path]).toEqual([302, `${link}/`]);
    const page = await asked("GET", path);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain("Weekly service digest");
    expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
    const csv = await asked("GET", `${path}kpis.csv`);
    expect([csv.statusCode, csv.headers["content-type"]]).toEqual([200, "text/csv; charset=utf-8"]);
    expect((await asked("GET", `${path.slice(0, -4)}xxx/`)).statusCode).toBe(404);
  });

  test("mails a new link to the reader of one that was revoked, once, and logs neither", async () => {
    const link = `${linkIn(0, "open")}/`;
    const { to } = messages()[0]!;
    await account.operator("links", "--revoke", to, "--stack", "raport", "--now", account.now());
    account.passes(60);
    const ended = await asked("GET", link);
    expect([ended.statusCode, messages().length]).toEqual([410, 2]);
    for (let times = 0; times < 2; times += 1) expect((await asked("POST", link)).statusCode).toBe(200);
    expect(
      messages()
        .map((one) => one.to)
        .slice(2),
    ).toEqual([to]);
    expect((await asked("GET", linkIn(2, "open"))).statusCode).toBe(200);
    const lines = account.ran.flatMap((one) => one.lines);
    expect(lines.filter(({ message }) => message === "fresh link").map(({ outcome }) => outcome)).toEqual([
      "sent",
      "sent",
    ]);
    expect(lines.find(({ refused }) => refused === "ended")).toMatchObject({ route: "open", status: 410 });
  });

  test("unsubscribes with a bare POST, and tells the owner", async () => {
    const [header = ""] = headersOf(messages()[0]!.mail, "List-Unsubscribe");
    const path = new URL(/<(https:[^>]+)>/.exec(header)?.[1] ?? "").pathname;
    expect((await asked("GET", path)).statusCode).toBe(200);
    expect(messages()).toHaveLength(3);
    expect((await asked("POST", path, "List-Unsubscribe=One-Click")).statusCode).toBe(200);
    expect(messages().at(-1)?.to).toBe(owner);
  });

  test("takes in that an address does not exist, and tells the owner", async () => {
    const { tag } = messages().find(({ to }) => to.startsWith("samuel"))!;
    const before = account.ran.length;
    await account.happens("raport-feedback", mailEvent("Bounce", tag, account.now()));
    expect(saidBy(before)).toEqual(["raport-feedback: taken in"]);
    expect(account.ran.at(-1)?.lines.find(({ message }) => message === "taken in")).toMatchObject({
      kinds: ["bounced"],
      suppressed: 1,
    });
    expect(messages().at(-1)?.to).toBe(owner);
  });

  test("was refused nothing, and no log names a person", () => {
    expect(account.gate.denied).toEqual([]);
    expect(account.ran.flatMap(({ error }) => error ?? [])).toEqual([]);
    const printed = account.ran.map((one) => one.printed).join("\n");
    expect(printed.length).toBeGreaterThan(1000);
    expect(printed).not.toMatch(/@|%40|Ilona|Varga|Samuel|Adeyemi|\beyJ/);
  });
});

test("may do nothing that nobody did, but for what is written down with its reason", () => {
  const unused = unusedGrants(assembly, account.gate.done);
  expect(unused.filter((one) => !isRare(one))).toEqual([]);
  // What is used after all needs no excuse.
  const excuses = Object.keys(rarelyUsed).filter((pattern) => !unused.some((one) => matches(pattern, one)));
  expect(excuses).toEqual([]);
});

/** The path of the first link of this kind in a message. */
function linkIn(message: number, kind: "open" | "unsubscribe"): string {
  const { content } = messages()[message]!.mail.parts[0]!;
  return new RegExp(`https://links\\.example\\.org(/${kind}/\\S+)`).exec(content)?.[1] ?? "none";
}

interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

async function asked(method: "GET" | "POST", path: string, body?: string): Promise<Answer> {
  return (await account.happens("raport-open", httpRequest(method, path, body))).answer as Answer;
}
