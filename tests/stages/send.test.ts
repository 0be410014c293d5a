import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Config } from "../../functions/core/config.ts";
import type { State } from "../../functions/core/due.ts";
import { InputError, MailError } from "../../functions/core/errors.ts";
import type { ReportState } from "../../functions/core/owed.ts";
import { periodOf } from "../../functions/core/period.ts";
import { lookedBack } from "../../functions/core/restatements.ts";
import { local } from "../../functions/local.ts";
import type { Lake, Message, Ports } from "../../functions/ports.ts";
import { compute } from "../../functions/stages/compute.ts";
import { land } from "../../functions/stages/land.ts";
import type { Owner } from "../../functions/stages/lease.ts";
import { addressKey } from "../../functions/stages/places.ts";
import type { Plan } from "../../functions/stages/plan.ts";
import { send } from "../../functions/stages/send.ts";
import { loadState } from "../../functions/stages/tick.ts";
import { textAt } from "../contracts/lake.ts";
import { type Centre, now, openCentre } from "../journey/centre.ts";
import { dyingLake, memoryLake } from "../memory.ts";

const zone = "Europe/Budapest";
const w46 = periodOf("week", "2026-11-09", zone);
const [ilona, samuel] = ["ilona.varga@example.org", "samuel.adeyemi@example.org"];
const owner: Owner = { token: "ann", host: "h", pid: 1, startedAt: "s" };
const folder = "sent/weekly/2026-W46/";

let config: Config;
let ports: Ports;
let state: State;
let centre: Promise<Centre>;
describe("sending", () => {
  centre = openCentre("2026-11-02");
  beforeAll(async () => {
    ({ config } = await centre);
    ports = local((await centre).home, { threads: 1, memory: "200MB" });
    const [source] = config.sources;
    await land({ source: source!, zone, now, machineNow: now, run: "r" }, ports);
    await compute({ config, run: "r" }, ports);
    state = await loadState({ config, polled: new Set() }, ports);
  });
  afterAll(() => ports.warehouse.close());

  /** Sends from the tables of the centre; plan, ledger and archive are in the lake given. */
  function sending(
    lake: Lake,
    mail: ReturnType<typeof mailbox>,
    settings: Partial<Config> = {},
    at = now,
    tables: Partial<Ports["warehouse"]> = {},
  ) {
    const worker = { owner, machineNow: at, isAlive: () => false };
    const what = { report: "weekly", period: w46, archive: "https://reports.example.org/archive" };
    const warehouse = { ...ports.warehouse, ...tables };
    const input = { ...what, config: { ...config, ...settings }, state, now: at, worker };
    return send(input, { warehouse, lake, mail });
  }
  const titled = (title: string): Partial<Config> => ({
    reports: config.reports.map((report) => ({ ...report, title })),
  });
  const to = (...addresses: readonly string[]): Partial<Config> => ({
    reports: config.reports.map((report) => ({
      ...report,
      to: addresses.map((address) => ({ name: "X", address, locale: "en" as const, scope: null })),
    })),
  });

  test("gives each recipient one message, with the same words, and a page and a table in the archive", async () => {
    const [lake, mail] = [noted(), mailbox()];
    const sent = await sending(lake, mail);
    expect(sent).toMatchObject({ report: "weekly", period: "2026-W46" });
    expect(sent.deliveries.map(({ outcome, fresh }) => `${outcome} ${fresh}`)).toEqual([
      "sent true",
      "sent true",
    ]);
    expect(mail.sent.map((message) => message.to.address)).toEqual([ilona, samuel]);
    expect(new Set(mail.sent.map(({ html, text, subject }) => html + text + subject)).size).toBe(1);
    expect(mail.sent[0]).toMatchObject({
      subject: sent.subject,
      listId: "weekly",
      date: now,
      language: "en",
    });
    expect(mail.sent[0]?.html).toContain("https://reports.example.org/archive/weekly/2026-W46/index.html");
    expect([...lake.objects.keys()].sort()).toEqual(
      [
        ...["archive/weekly/2026-W46/index.html", "archive/weekly/2026-W46/kpis.csv"],
        ...[
          `${folder}plan.json`,
          `${folder}${addressKey(ilona)}.json`,
          `${folder}${addressKey(samuel)}.json`,
        ],
        "state/reports/weekly.json",
      ].sort(),
    );
    expect(await settled(lake)).toEqual(["2026-W46"]);
  });

  test("again does nothing: no message, nothing written", async () => {
    const [lake, mail] = [noted(), mailbox()];
    await sending(lake, mail);
    const writes = lake.writes.length;
    const read = () => Promise.reject(new Error("the tables are not read again"));
    const again = await sending(lake, mail, {}, now, { read });
    expect(again.deliveries.every(({ outcome, fresh }) => outcome === "sent" && !fresh)).toBe(true);
    expect(mail.sent).toHaveLength(2);
    expect(lake.writes).toHaveLength(writes);
  });

  test("of a period still open, or of an unknown report, is refused, and plans nothing", async () => {
    const [lake, mail] = [noted(), mailbox()];
    const early = sending(lake, mail, {}, "2026-11-15T22:59:59Z");
    await expect(early).rejects.toThrow(InputError);
    await expect(early).rejects.toThrow("week 2026-W46 is still open");
    expect(lake.writes).toEqual([]);
    const unknown = sending(lake, mail, { reports: [] });
    await expect(unknown).rejects.toThrow('There is no report "weekly"');
    expect((await sending(lake, mail, {}, "2026-11-15T23:00:00Z")).deliveries).toHaveLength(2);
  });

  test("from a plan follows the plan, whatever the config says by then", async () => {
    const [lake, mail] = [noted(), mailbox()];
    mail.refuse = true;
    await sending(lake, mail);
    const plan = await planIn(lake);
    const edited = {
      ...to(ilona, samuel, "new@example.org"),
      version: "edited",
      targets: { open_backlog: { atMost: 0 } },
    };
    mail.refuse = false;
    await sending(lake, mail, edited, "2026-11-16T09:00:00Z");
    expect(mail.sent.map((message) => message.to.address)).toEqual([ilona, samuel]); // nobody new
    expect(mail.sent[0]).toMatchObject({ ...plan.variants[0]!.email, date: now, to: { name: "Ilona Varga" } });
    expect(await planIn(lake)).toEqual(plan);
    expect(plan).toMatchObject({ v: 1, plannedAt: now, configVersion: config.version });
  });

  test("from a plan leaves out who is not in the config any more, and settles the report all the same", async () => {
    const [lake, mail] = [noted(), mailbox()];
    mail.refuse = true;
    await sending(lake, mail);
    expect(await settled(lake)).toEqual([]);
    mail.refuse = false;
    const { deliveries } = await sending(lake, mail, to(samuel));
    expect(mail.sent.map((message) => message.to.address)).toEqual([samuel]);
    expect(deliveries).toHaveLength(1);
    expect(await settled(lake)).toEqual(["2026-W46"]);
    await sending(lake, mail, to());
    expect(mail.sent).toHaveLength(1);
  });

  test("takes an address for the same in any case of its letters", async () => {
    const [lake, mail] = [noted(), mailbox()];
    await sending(lake, mail, to("Ilona.Varga@Example.org"));
    await sending(lake, mail, to(ilona));
    expect(mail.sent).toHaveLength(1);
    expect(addressKey("Ilona.Varga@Example.org")).toBe(addressKey(ilona));
    expect(addressKey(ilona)).not.toBe(addressKey(samuel));
  });

  test("names no address in a key or a ledger entry, only in the plan", async () => {
    const lake = noted();
    await sending(lake, mailbox());
    for (const [key, body] of lake.objects) {
      expect(key).not.toContain("@");
      if (!key.endsWith("plan.json")) expect(new TextDecoder().decode(body), key).not.toContain(ilona);
    }
  });

  test("to one who is refused is tried again; to the other it is not repeated", async () => {
    const [lake, mail] = [noted(), mailbox()];
    mail.refuse = ilona;
    const first = await sending(lake, mail);
    expect(first.deliveries.map(({ outcome }) => outcome)).toEqual(["failed", "sent"]);
    expect(await settled(lake)).toEqual([]);
    mail.refuse = false;
    await sending(lake, mail);
    expect(mail.sent.map((message) => message.to.address)).toEqual([samuel, ilona]);
    expect(await settled(lake)).toEqual(["2026-W46"]);
  });

  test("by a worker who was overtaken while it planned follows the plan of the first", async () => {
    const [lake, mail] = [noted(), mailbox()];
    const theirs = dyingLake(lake, 1 + lookedBack, "after"); // looks for the plans, claims its own, and dies
    const second: Lake = {
      ...lake,
      async claim(key, body) {
        if (key.endsWith("plan.json")) await sending(theirs, mail, titled("Theirs")).catch(() => undefined);
        return lake.claim(key, body);
      },
    };
    await sending(second, mail);
    expect(mail.sent.map((message) => message.to.address).sort()).toEqual([ilona, samuel]);
    const { email, model } = (await planIn(lake)).variants[0]!;
    expect(model.report.title).toBe("Theirs");
    for (const message of mail.sent) expect(message).toMatchObject(email);
  });

  test("killed before or after any call of the lake, then done again: the same ledger and archive, one message each", async () => {
    const whole = noted();
    await sending(whole, mailbox());
    const keys = [...whole.objects.keys()].sort();
    for (let call = 0, isOver = false; !isOver; call += 1)
      for (const when of ["before", "after"] as const) {
        const [lake, mail] = [noted(), mailbox()];
        const dying = dyingLake(lake, call, when);
        await sending(dying, mail).catch(() => undefined);
        isOver = !dying.dead();
        await sending(lake, mail);
        expect([...lake.objects.keys()].sort(), `${call} ${when}`).toEqual(keys);
        for (const key of keys) expect(lake.objects.get(key), key).toEqual(whole.objects.get(key));
        expect(mail.sent.map((message) => message.to.address).sort(), `${call} ${when}`).toEqual([
          ilona,
          samuel,
        ]);
      }
  }, 120_000);
});

/** A lake that knows the report. */
function noted(): ReturnType<typeof memoryLake> {
  const seen = new TextEncoder().encode(JSON.stringify({ firstSeen: "2026-11-16T07:00:00Z", settled: [] }));
  return memoryLake(new Map([["state/reports/weekly.json", seen]]));
}

/** Accepts each message once, as the outbox does; refuses everybody, or one address, when told to. */
function mailbox() {
  const sent: Message[] = [];
  const mail = {
    sent,
    refuse: false as boolean | string,
    async send(message: Message) {
      if (mail.refuse === true || mail.refuse === message.to.address) throw new MailError("refused", "no");
      sent.push(message);
      return { messageId: message.id };
    },
    lookup: async (id: string) => sent.some((message) => message.id === id),
  };
  return mail;
}

async function settled(lake: Lake): Promise<readonly string[]> {
  const text = (await textAt(lake, "state/reports/weekly.json")) ?? "";
  return (JSON.parse(text) as ReportState).settled;
}

async function planIn(lake: Lake): Promise<Plan> {
  return JSON.parse((await textAt(lake, `${folder}plan.json`)) ?? "") as Plan;
}
