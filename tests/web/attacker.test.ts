/** The tour of somebody who wants to read what is not theirs, with links of their own, of others, and of their making. */

import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { endOldKeys, rotate } from "../../functions/stages/keys.ts";
import { addressKey } from "../../functions/stages/places.ts";
import { revoke } from "../../functions/stages/revocations.ts";
import { ana, attacked, bo, chief, configWith, expectNothing, issuedAt, secret } from "./attacked.ts";

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
/** 400 days after the links were issued, 2026-11-16 + 400 days: 45 to the end of 2026, 355 of 2027 are 21 December. */
const lastDay = "2027-12-21T06:59:59Z";
const tooLate = "2027-12-21T07:00:00Z";

test("whoever is on the list reads what is theirs, and no more: the tour has something to find", async () => {
  const { ask, tokenOf } = await attacked();
  expect((await ask(`/open/${await tokenOf(ana)}/`)).text).toBe(secret("weekly", "2026-W46", "everything"));
  expect((await ask(`/open/${await tokenOf(bo)}/kpis.csv`)).text).toBe(
    secret("weekly", "2026-W46", "billing"),
  );
});

describe("a token that was tampered with", () => {
  test("says another report, period, reader, purpose or age, and opens nothing", async () => {
    const { ask, tokenOf, refusals } = await attacked();
    const [id, payload, signature] = (await tokenOf(bo)).split(".");
    const claims = JSON.parse(Buffer.from(payload!, "base64url").toString());
    const changes = [
      { report: "salaries" },
      { period: "2026-W45" },
      { period: "../../state" },
      { address: addressKey(ana.address) },
      { address: addressKey(chief.address), report: "salaries" },
      { issuedAt: "2030-01-01T00:00:00Z" },
      { scope: null },
      JSON.parse('{"__proto__": {"report": "salaries"}}'),
    ];
    const forged = encoded({ ...claims, report: "salaries", address: addressKey(chief.address) });
    const tokens = [
      ...changes.map((change) => `${id}.${encoded({ ...claims, ...change, x: 1 })}.${signature}`),
      `${id}.${payload}.`,
      `${id}.${payload}.AA`,
      `${id}.${payload}.${"A".repeat(43)}`,
      `zz.${payload}.${signature}`,
      `.${payload}.${signature}`,
      `${id}.${forged}.${createHmac("sha256", "").update(`${id}.${forged}`).digest("base64url")}`,
      `${id}.${forged}.${createHmac("sha256", id!).update(`${id}.${forged}`).digest("base64url")}`,
      "__proto__.e30.e30",
      "constructor.e30.e30",
    ];
    for (const token of tokens)
      for (const end of ["/", "/kpis.csv"]) {
        const answer = await ask(`/open/${token}${end}`);
        expect(answer.status, token).toBe(404);
        expectNothing(answer, token);
      }
    expect(new Set(refusals)).toEqual(new Set(["open: unknown"]));
  });

  test("of two links, with the signature of the other, opens neither", async () => {
    const { ask, tokenOf } = await attacked();
    const [mine, theirs] = [await tokenOf(bo), await tokenOf(chief, { report: "salaries" })].map((one) =>
      one.split("."),
    );
    for (const token of [`${mine![0]}.${theirs![1]}.${mine![2]}`, `${mine![0]}.${mine![1]}.${theirs![2]}`])
      expect((await ask(`/open/${token}/`)).status).toBe(404);
  });

  test("signed by a key that was taken out opens nothing, and offers nothing", async () => {
    const { ask, tokenOf, lake, now } = await attacked();
    const old = await tokenOf(ana);
    await rotate(issuedAt, lake);
    expect((await ask(`/open/${old}/`)).status).toBe(200);
    await endOldKeys(lake);
    for (const method of ["GET", "POST"]) {
      const answer = await ask(`/open/${old}/`, method);
      expect(answer.status).toBe(404);
      expectNothing(answer, method);
    }
    expect((await ask(`/unsubscribe/${old}`, "POST")).status).toBe(404);
    expect(now.mail.to).toEqual([]);
  });
});

describe("a link that is too old", () => {
  test("opens to the last second of its 400 days, and after that says so and shows nothing", async () => {
    const { ask, tokenOf, now, refusals } = await attacked(configWith(), lastDay);
    const token = await tokenOf(ana);
    expect((await ask(`/open/${token}/`)).status).toBe(200);
    now.at = tooLate;
    for (const end of ["/", "/kpis.csv"]) {
      const answer = await ask(`/open/${token}${end}`);
      expect(answer.status).toBe(410);
      expectNothing(answer, end);
      expect(answer.text).toContain('<form method="post" action="./">');
    }
    expect(refusals).toEqual(["open: ended", "open: ended"]);
    expect((await ask(`/open/${await tokenOf(ana, { issuedAt: "nonsense" })}/`)).status).toBe(410);
  });

  test("is answered alike whether its reader is on the list or not; only who is gets mail, once", async () => {
    const { ask, tokenOf, now, lake } = await attacked(configWith(), tooLate);
    const tokens = [
      await tokenOf(ana),
      await tokenOf(chief),
      await tokenOf({ ...ana, address: "gone@example.org" }),
      await tokenOf(ana, { report: "neverwas" }),
    ];
    const seen = new Set<string>();
    const posted = new Set<string>();
    for (const token of [...tokens, ...tokens]) {
      const shown = await ask(`/open/${token}/`);
      const answer = await ask(`/open/${token}/`, "POST");
      expectNothing(answer, token);
      seen.add(JSON.stringify([shown.status, [...shown.headers], shown.text]));
      posted.add(JSON.stringify([answer.status, [...answer.headers], answer.text]));
    }
    expect([seen.size, posted.size]).toEqual([1, 1]);
    expect(now.mail.to).toEqual(["ana@example.org"]);
    const [, path = ""] =
      /https:\/\/reports\.example\.org(\/open\/\S+\/)/.exec(now.mail.messages[0]!.text) ?? [];
    expect((await ask(path)).text).toBe(secret("weekly", "2026-W46", "everything"));
    expect(lake.writes.filter((key) => key.includes("ana") || key.includes("@"))).toEqual([]);
  });

  test("of a mail that cannot leave is answered as any other", async () => {
    const { ask, tokenOf, now } = await attacked(configWith(), tooLate);
    const token = await tokenOf(ana);
    now.mail.next = "refused";
    const failed = await ask(`/open/${token}/`, "POST");
    now.mail.next = "fine";
    now.at = "2027-12-22T08:00:00Z";
    const sent = await ask(`/open/${token}/`, "POST");
    expect([failed.status, failed.text]).toEqual([sent.status, sent.text]);
  });

  test("still ends a subscription: whoever gets mail can leave by any of it", async () => {
    const { ask, tokenOf, lake } = await attacked(configWith(), tooLate);
    const token = await tokenOf(ana, { purpose: "unsubscribe" });
    expect((await ask(`/unsubscribe/${token}`, "POST")).status).toBe(200);
    expect(lake.objects.has(`state/unsubscribed/weekly/${addressKey(ana.address)}.json`)).toBe(true);
  });

  test("that has not ended mails nothing, whoever posts to it", async () => {
    const { ask, tokenOf, now, lake } = await attacked();
    const token = await tokenOf(ana);
    const writes = lake.writes.length;
    const answer = await ask(`/open/${token}/`, "POST");
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "./"]);
    expect((await ask("/open/x.y.z/", "POST")).status).toBe(404);
    expect([now.mail.to, lake.writes.length]).toEqual([[], writes]);
  });
});

describe("a link that was revoked", () => {
  test("opens nothing; newer ones of the same person and older ones of others do", async () => {
    const { ask, tokenOf, lake } = await attacked();
    const [mine, newer, other] = [
      await tokenOf(ana),
      await tokenOf(ana, { issuedAt: "2026-11-16T12:00:01Z" }),
      await tokenOf(bo),
    ];
    await revoke(addressKey(ana.address), "2026-11-16T12:00:00Z", lake);
    const answer = await ask(`/open/${mine}/`);
    expect(answer.status).toBe(410);
    expectNothing(answer, "revoked");
    expect((await ask(`/open/${await tokenOf(ana, { issuedAt: "2026-11-16T12:00:00Z" })}/`)).status).toBe(
      410,
    );
    for (const token of [newer, other]) expect((await ask(`/open/${token}/`)).status).toBe(200);
    // An earlier one that comes late takes nothing back.
    await revoke(addressKey(ana.address), "2026-11-16T11:00:00Z", lake);
    const between = await tokenOf(ana, { issuedAt: "2026-11-16T11:30:00Z" });
    for (const token of [mine, between]) expect((await ask(`/open/${token}/`)).status).toBe(410);
    expect((await ask(`/open/${newer}/`)).status).toBe(200);
  });

  test("brings a new one to its own reader, and nothing to whoever has it", async () => {
    const { ask, tokenOf, lake, now } = await attacked();
    const mine = await tokenOf(ana);
    await revoke(addressKey(ana.address), issuedAt, lake);
    expectNothing(await ask(`/open/${mine}/`, "POST"), "revoked");
    expect(now.mail.to).toEqual(["ana@example.org"]);
  });

  test("stays ended while the list of revocations is damaged", async () => {
    const { ask, tokenOf, lake } = await attacked();
    const { error } = console;
    console.error = () => {};
    for (const damaged of ["{", '{"v":1}', '{"v":1,"at":"x"}']) {
      await lake.put(`state/revoked/${addressKey(ana.address)}.json`, new TextEncoder().encode(damaged));
      const answer = await ask(`/open/${await tokenOf(ana)}/`);
      expect(answer.text, damaged).not.toContain("SECRET");
    }
    console.error = error;
  });
});

describe("a link for something else", () => {
  test("does not unsubscribe when it opens, nor open when it unsubscribes, whatever is asked of it", async () => {
    const { ask, tokenOf, lake } = await attacked();
    const [opens, ends] = [await tokenOf(ana), await tokenOf(ana, { purpose: "unsubscribe" })];
    const writes = lake.writes.length;
    for (const method of ["GET", "POST"])
      for (const path of [`/unsubscribe/${opens}`, `/open/${ends}/`, `/open/${ends}/kpis.csv`]) {
        const answer = await ask(path, method);
        expect(answer.status, path).toBe(404);
        expectNothing(answer, path);
      }
    expect(lake.writes).toHaveLength(writes);
  });

  test("of another report or period opens that one alone, and only on its list", async () => {
    const { ask, tokenOf } = await attacked();
    const older = await ask(`/open/${await tokenOf(bo, { period: "2026-W45" })}/`);
    expect(older.text).toBe(secret("weekly", "2026-W45", "billing"));
    const foreign = await ask(`/open/${await tokenOf(ana, { report: "salaries" })}/`);
    expect(foreign.status).toBe(403);
    expectNothing(foreign, "salaries");
    for (const period of [
      "2026-W44",
      "..",
      "../salaries",
      "2026-W46/../../salaries/2026-W46",
      "",
      "\0",
      "%2e%2e",
    ]) {
      const answer = await ask(`/open/${await tokenOf(ana, { period })}/`);
      expect(answer.status, period).toBe(404);
      expectNothing(answer, period);
    }
  });

  test("of somebody whose scope was narrowed, or who was removed, shows what they may see now", async () => {
    const { ask, tokenOf, now } = await attacked();
    const token = await tokenOf(ana);
    now.config = configWith([{ ...ana, scope: bo.scope }]);
    expect((await ask(`/open/${token}/`)).text).toBe(secret("weekly", "2026-W46", "billing"));
    now.config = configWith([{ ...ana, scope: { by: "department", member: "Returns" } }]);
    for (const end of ["/", "/kpis.csv"]) expectNothing(await ask(`/open/${token}${end}`), end);
    now.config = configWith([bo]);
    const periods = await Promise.all(["2026-W45", "2026-W46"].map((period) => tokenOf(ana, { period })));
    for (const one of periods) {
      const answer = await ask(`/open/${one}/`);
      expect(answer.status).toBe(403);
      expectNothing(answer, "removed");
    }
  });
});
