/** What a person sends by hand: a test to one address, and one message once more. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { addressKey } from "../../functions/stages/places.ts";
import { mailServers } from "../adapters/mailserver.ts";
import { headersOf, parseEml } from "../contracts/eml.ts";
import { treeOf } from "../journey/states.ts";
import { put, said } from "./said.ts";
import { now, type Two, twoSources, config as written } from "./two.ts";

const mira = "mira.koski@example.org";
const ledger = (two: Two) => join(two.home, `sent/tickets/2026-W46/${addressKey(mira)}.json`);
const entryIn = (two: Two) => JSON.parse(readFileSync(ledger(two), "utf8"));
const emlsIn = (two: Two) =>
  (existsSync(join(two.home, "outbox")) ? readdirSync(join(two.home, "outbox")) : []).filter((name) =>
    name.endsWith(".eml"),
  );
const words = (two: Two, ...more: readonly string[]) => ["--config", two.config, "--home", two.home, ...more];

describe("resend", () => {
  let two: Two;
  beforeAll(async () => {
    two = await twoSources();
    expect((await two.run()).code).toBe(0);
  });
  const resend = (...more: readonly string[]) =>
    said("resend", "tickets", "--period", "2026-W46", "--to", mira, ...words(two, ...more));

  test("says what is known, and without a person to ask sends nothing", async () => {
    const before = emlsIn(two);
    const { code, out, err } = await resend();
    expect(code).toBe(1);
    expect(out).toContain("To:      Mira Koski <mira.koski@example.org>");
    expect(out).toContain(`So far:  it was sent at ${now}`);
    expect(err).toContain("add --yes");
    expect(emlsIn(two)).toEqual(before);
  });

  test("sends the same words to that reader once more, and the ledger keeps both", async () => {
    const before = emlsIn(two);
    const { code, out } = await resend("--yes");
    expect([code, out.trimEnd().split("\n").at(-1)]).toEqual([0, "Sent."]);
    const [fresh, ...more] = emlsIn(two).filter((name) => !before.includes(name));
    expect([fresh, more]).toEqual([`tickets-2026-W46-${addressKey(mira)}.2.eml`, []]);
    const [first, second] = [`tickets-2026-W46-${addressKey(mira)}.eml`, fresh as string].map((name) =>
      parseEml(readFileSync(join(two.home, "outbox", name))),
    );
    expect(second?.parts).toEqual(first?.parts);
    expect(entryIn(two)).toMatchObject({ state: "sent", earlier: [{ state: "sent" }] });
    expect((await two.run()).out).toContain("nothing to do");
  });

  test.each([
    ["another address", ["--to", "spy@example.org"], "was not on the list of tickets when 2026-W46 was sent"],
    ["another period", ["--period", "2026-W01"], 'has not been sent for "2026-W01"'],
    ["a path", ["--period", "../../state"], "has not been sent for"],
  ])("of %s is refused", async (_, changed, message) => {
    const { code, err } = await resend("--yes", ...changed);
    expect([code, err]).toEqual([1, expect.stringContaining(message)]);
  });

  test("to somebody who is off the list, or whose address is suppressed, is refused with what to do", async () => {
    await put(two.home, { [`state/suppressed/${addressKey(mira)}.json`]: '{"v":1}' });
    const suppressed = await resend("--yes");
    expect(suppressed.err).toContain(`npm run raport -- allow --home ${two.home} ${mira}`);
    expect((await said("allow", mira, "--home", two.home)).out).toContain("gets mail again");
    await two.put({ "raport.yaml": written.replaceAll(mira, "other@example.org") });
    const removed = await resend("--yes");
    await two.put({ "raport.yaml": written });
    expect(removed.err).toContain("is not on the list of tickets any more");
    expect((await resend("--yes")).code).toBe(0);
  });
});

describe("send-test", () => {
  test("reaches that one address, marked, and nobody else; nothing is written down", async () => {
    const two = await twoSources();
    expect((await two.run("2026-11-15T09:00:00Z")).code).toBe(0); // the week before goes out
    const kept = () => ["sent", "archive", "state"].map((part) => [...treeOf(join(two.home, part))]);
    const before = { emls: emlsIn(two), kept: kept() };
    const { code, out } = await said(
      "send-test",
      "tickets",
      "--to",
      "me@example.org",
      ...words(two, "--now", now),
    );
    expect([code, out]).toEqual([0, expect.stringContaining("me@example.org, and nobody else")]);
    expect(out).toContain("As:      Mira Koski, the first of the list: me@example.org is not on it");
    const bad = await said("send-test", "tickets", "--to", "me@", ...words(two, "--now", now));
    expect([bad.code, bad.err]).toEqual([
      1,
      '--to: "me@" is not one plain address. Write it as name@host.\n',
    ]);
    const [name, ...more] = emlsIn(two).filter((one) => !before.emls.includes(one));
    expect([name, more]).toEqual([expect.stringMatching(/^test-tickets-2026-W46-\d+\.eml$/), []]);
    const eml = parseEml(readFileSync(join(two.home, "outbox", name as string)));
    expect(headersOf(eml, "to")).toEqual(["me@example.org"]);
    expect(headersOf(eml, "subject")[0]).toMatch(/^\[Test\] .+/);
    for (const { content } of eml.parts)
      expect(content).toContain("This is a test. It was sent to this address only");
    expect(headersOf(eml, "list-unsubscribe")).toEqual([]);
    expect(kept()).toEqual(before.kept);
    const { out: later } = await two.run();
    expect(later).toContain("tickets 2026-W46 to 1 person");
  });

  test("that the server refuses says why, and ends with 1", async () => {
    const server = await mailServers()({ at: { rcpt: "550 5.1.1 nobody" } });
    const smtp = `mail:\n  smtp: { host: 127.0.0.1, port: ${server.settings.port}, insecure: true }\n`;
    const two = await twoSources({
      "raport.yaml": `${written.replace("zone: UTC", "zone: UTC\n  url: https://reports.example.org")}${smtp}`,
    });
    const { code, err } = await said(
      "send-test",
      "tickets",
      "--to",
      "me@example.org",
      ...words(two, "--now", now),
    );
    expect([code, err]).toEqual([1, expect.stringContaining("refused it with 550 5.1.1 nobody")]);
    const unknown = await said("send-test", "nothing", "--to", "me@example.org", ...words(two));
    expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('no report "nothing"')]);
  });
});

describe("feedback", () => {
  test("from a file settles the ledger, suppresses the address and is refused when it is none", async () => {
    const two = await twoSources();
    await two.run();
    const id = `tickets-2026-W46-${addressKey(mira)}`;
    const event = {
      eventType: "Bounce",
      bounce: { bounceType: "Permanent", timestamp: "2026-11-16T09:00:02Z" },
      mail: { timestamp: "2026-11-16T09:00:00Z", tags: { ledger: [id] } },
    };
    await two.put({ "bounce.json": JSON.stringify(event), "wrong.json": "{}" });
    const { code, out } = await said("feedback", join(two.folder, "bounce.json"), ...words(two));
    expect([code, out]).toEqual([
      0,
      `bounced    ${id}: the ledger says sent; nothing more is sent to this address\n`,
    ]);
    expect(entryIn(two)).toMatchObject({ state: "sent", then: "bounced" });
    await two.put({
      "tickets/t.csv": `${readFileSync(join(two.folder, "tickets/t.csv"))}C4,2026-11-23 00:00,,phone\n`,
    });
    await two.put({
      "calls/c.csv": `${readFileSync(join(two.folder, "calls/c.csv"))}C4,2026-11-23 00:00,,phone\n`,
    });
    expect((await two.run("2026-11-23T09:00:00Z")).out).toContain("suppressed");
    for (const wrong of ["wrong.json", "missing.json"])
      expect((await said("feedback", join(two.folder, wrong), ...words(two))).code).toBe(1);
  });
});
