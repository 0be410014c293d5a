import { describe, expect, test } from "vitest";
import type { Config } from "../../functions/core/config.ts";
import { InputError } from "../../functions/core/errors.ts";
import { lookedBack } from "../../functions/core/restatements.ts";
import type { Lake } from "../../functions/ports.ts";
import { addressKey } from "../../functions/stages/places.ts";
import { keysKey } from "../../functions/stages/tokens.ts";
import { now } from "../journey/centre.ts";
import { dyingLake } from "../memory.ts";
import { folder, ilona, mailbox, noted, planIn, samuel, sendingFrom, settled } from "./sending.ts";

/** When what was refused is tried again. */
const later = "2026-11-16T08:05:00Z";

describe("sending", () => {
  const sending = sendingFrom();
  const titled = (title: string) => sending.reports({ title });
  const to = sending.to;

  test("gives each recipient one message, with the same words, and a page and a table in the archive", async () => {
    const [lake, mail] = [noted(), mailbox()];
    const sent = await sending.send(lake, mail);
    expect(sent).toMatchObject({ report: "weekly", period: "2026-W46" });
    expect(sent.deliveries.map(({ outcome, fresh }) => `${outcome} ${fresh}`)).toEqual([
      "sent true",
      "sent true",
    ]);
    expect(mail.sent.map((message) => message.to.address)).toEqual([ilona, samuel]);
    // Their own links apart: an address and a token of each.
    const shared = (text: string) => text.replaceAll(/\/(open|unsubscribe)\/[\w.-]+/g, "/$1/TOKEN");
    expect(new Set(mail.sent.map(({ html, text, subject }) => shared(html + text + subject))).size).toBe(1);
    expect(mail.sent[0]).toMatchObject({
      subject: sent.subject,
      listId: "weekly",
      date: now,
      language: "en",
    });
    expect([...lake.objects.keys()].sort()).toEqual(
      [
        ...["index.html", "kpis.csv", "model.json"].map((file) => `archive/weekly/2026-W46/${file}`),
        ...[
          `${folder}plan.json`,
          `${folder}${addressKey(ilona)}.json`,
          `${folder}${addressKey(samuel)}.json`,
        ],
        ...["state/keys.json", "state/reports/weekly.json"],
      ].sort(),
    );
    expect(await settled(lake)).toEqual(["2026-W46"]);
  });

  test("again does nothing: no message, nothing written", async () => {
    const [lake, mail] = [noted(), mailbox()];
    await sending.send(lake, mail);
    const writes = lake.writes.length;
    const read = () => Promise.reject(new Error("the tables are not read again"));
    const again = await sending.send(lake, mail, {}, now, { read });
    expect(again.deliveries.every(({ outcome, fresh }) => outcome === "sent" && !fresh)).toBe(true);
    expect(mail.sent).toHaveLength(2);
    expect(lake.writes).toHaveLength(writes);
  });

  test("of a period still open, or of an unknown report, is refused, and plans nothing", async () => {
    const [lake, mail] = [noted(), mailbox()];
    const early = sending.send(lake, mail, {}, "2026-11-15T22:59:59Z");
    await expect(early).rejects.toThrow(InputError);
    await expect(early).rejects.toThrow("week 2026-W46 is still open");
    expect(lake.writes).toEqual([]);
    const unknown = sending.send(lake, mail, { reports: [] });
    await expect(unknown).rejects.toThrow('There is no report "weekly"');
    expect((await sending.send(lake, mail, {}, "2026-11-15T23:00:00Z")).deliveries).toHaveLength(2);
  });

  test("of data that are not complete tells the figures, and concludes nothing from them", async () => {
    const [lake, mail] = [noted(), mailbox()];
    const targets: Partial<Config> = { targets: { contacts_opened: { atMost: 100 } } };
    await sending.send(lake, mail, targets, now, {}, [{ kind: "no_file", source: "helpdesk" }]);
    const { model } = (await planIn(lake)).variants[0]!;
    expect(model.missing).toEqual([{ kind: "no_file", source: "helpdesk" }]);
    const opened = model.kpis.find(({ id }) => id === "contacts_opened");
    expect(opened).toMatchObject({
      value: 13,
      status: "none",
      previous: { change: null, verdict: "unknown" },
    });
    expect(model.attention).toEqual([]);
    expect(mail.sent[0]?.subject).toMatch(/^\[incomplete\] /);
    expect(mail.sent[0]?.text).not.toMatch(/target is met|on target|got (worse|better)/);
    expect(mail.sent[0]?.text).toContain("1 not judged");
  });

  test("from a plan follows the plan, whatever the config says by then", async () => {
    const [lake, mail] = [noted(), mailbox()];
    mail.refuse = true;
    await sending.send(lake, mail);
    const plan = await planIn(lake);
    const edited = {
      ...to(ilona, samuel, "new@example.org"),
      version: "edited",
      targets: { open_backlog: { atMost: 0 } },
    };
    mail.refuse = false;
    await sending.send(lake, mail, edited, "2026-11-16T09:00:00Z");
    expect(mail.sent.map((message) => message.to.address)).toEqual([ilona, samuel]); // nobody new
    const { subject } = plan.variants[0]!.email;
    expect(mail.sent[0]).toMatchObject({ subject, date: now, to: { name: "Ilona Varga" } });
    expect(mail.sent[0]?.text).toContain("Weekly service digest");
    expect(await planIn(lake)).toEqual(plan);
    expect(plan).toMatchObject({ v: 1, plannedAt: now, configVersion: sending.config().version });
  });

  test("from a plan leaves out who is not in the config any more, and settles the report all the same", async () => {
    const [lake, mail] = [noted(), mailbox()];
    mail.refuse = true;
    await sending.send(lake, mail);
    expect(await settled(lake)).toEqual([]);
    mail.refuse = false;
    const { deliveries } = await sending.send(lake, mail, to(samuel), later);
    expect(mail.sent.map((message) => message.to.address)).toEqual([samuel]);
    expect(deliveries).toHaveLength(1);
    expect(await settled(lake)).toEqual(["2026-W46"]);
    await sending.send(lake, mail, to());
    expect(mail.sent).toHaveLength(1);
  });

  test("takes an address for the same in any case of its letters", async () => {
    const [lake, mail] = [noted(), mailbox()];
    await sending.send(lake, mail, to("Ilona.Varga@Example.org"));
    await sending.send(lake, mail, to(ilona));
    expect(mail.sent).toHaveLength(1);
    expect(addressKey("Ilona.Varga@Example.org")).toBe(addressKey(ilona));
    expect(addressKey(ilona)).not.toBe(addressKey(samuel));
  });

  test("names no address in a key or a ledger entry, only in the plan", async () => {
    const lake = noted();
    await sending.send(lake, mailbox());
    for (const [key, body] of lake.objects) {
      expect(key).not.toContain("@");
      if (!key.endsWith("plan.json")) expect(new TextDecoder().decode(body), key).not.toContain(ilona);
    }
  });

  test("to one who is refused is tried again; to the other it is not repeated", async () => {
    const [lake, mail] = [noted(), mailbox()];
    mail.refuse = ilona;
    const first = await sending.send(lake, mail);
    expect(first.deliveries.map(({ outcome }) => outcome)).toEqual(["failed", "sent"]);
    expect(await settled(lake)).toEqual([]);
    mail.refuse = false;
    await sending.send(lake, mail, {}, later);
    expect(mail.sent.map((message) => message.to.address)).toEqual([samuel, ilona]);
    expect(await settled(lake)).toEqual(["2026-W46"]);
  });

  test("by a worker who was overtaken while it planned follows the plan of the first", async () => {
    const [lake, mail] = [noted(), mailbox()];
    const theirs = dyingLake(lake, 2 + lookedBack, "after"); // looks for the plans, claims its own, and dies
    const second: Lake = {
      ...lake,
      async claim(key, body) {
        if (key.endsWith("plan.json"))
          await sending.send(theirs, mail, titled("Theirs")).catch(() => undefined);
        return lake.claim(key, body);
      },
    };
    await sending.send(second, mail);
    expect(mail.sent.map((message) => message.to.address).sort()).toEqual([ilona, samuel]);
    expect((await planIn(lake)).variants[0]?.model.report.title).toBe("Theirs");
    for (const { text } of mail.sent) expect(text).toContain("Theirs");
  });

  test("killed before or after any call of the lake, then done again: the same ledger and archive, one message each", async () => {
    const whole = noted();
    await sending.send(whole, mailbox());
    const keys = [...whole.objects.keys()].sort();
    for (let call = 0, isOver = false; !isOver; call += 1)
      for (const when of ["before", "after"] as const) {
        const [lake, mail] = [noted(), mailbox()];
        const dying = dyingLake(lake, call, when);
        await sending.send(dying, mail).catch(() => undefined);
        isOver = !dying.dead();
        await sending.send(lake, mail);
        expect([...lake.objects.keys()].sort(), `${call} ${when}`).toEqual(keys);
        // Keys are made by chance, and once.
        for (const key of keys.filter((one) => one !== keysKey))
          expect(lake.objects.get(key), key).toEqual(whole.objects.get(key));
        expect(mail.sent.map((message) => message.to.address).sort(), `${call} ${when}`).toEqual([
          ilona,
          samuel,
        ]);
      }
  }, 400_000);
});
