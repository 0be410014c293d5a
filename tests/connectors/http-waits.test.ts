import { describe, expect, test } from "vitest";
import type { BudgetState, VendorError } from "../../functions/connectors/http.ts";
import { retryAt } from "../../functions/connectors/retry.ts";
import { answer, came, page, start, tickets, vendor } from "./http.ts";

const busy = (after?: string, status = 429, body = "") =>
  answer(body, status, after === undefined ? {} : { "retry-after": after });

describe("an answer that asks to wait", () => {
  test.each([
    ["7", 7_000],
    [" 7 ", 7_000],
    ["0.5", 500],
    ["Tue, 01 Sep 2026 00:00:07 GMT", 8_000],
    ["Tuesday, 01-Sep-26 00:00:07 GMT", 8_000],
    ["01 Sep 2026 00:00:07 GMT", 8_000],
  ])("(%s) is obeyed: the next request comes not earlier, and soon", async (after, milliseconds) => {
    const { http, asked } = vendor([busy(after), page()]);
    await http.send(tickets);
    expect(asked.map(({ at }) => at)).toEqual([0, milliseconds]);
  });

  test.each([
    "0",
    "-5",
    "soon",
    "",
    "7 seconds",
    "1e3",
    "Tue, 01 Sep 2026 25:61:99 GMT",
    "Mon, 31 Aug 2026 00:00:00 GMT",
  ])("without saying until when (%j) is waited for longer each time", async (after) => {
    const { http, asked } = vendor([busy(after), busy(after), busy(after), page()]);
    await http.send(tickets);
    // Half of 2, 4 and 8 seconds.
    expect(asked.map(({ at }) => at)).toEqual([0, 1_000, 3_000, 7_000]);
  });

  test("may do so more than three times", async () => {
    const { http, asked } = vendor([...Array.from({ length: 12 }, () => busy("60")), page()]);
    await http.send(tickets);
    expect([asked.length, asked.at(-1)?.at]).toEqual([13, 12 * 60_000]);
  });

  test.each(['{"error":', "<html>Rate limited</html>", "Too many requests"])(
    "may have any body (%s)",
    async (body) => {
      const { http, asked } = vendor([busy("1", 429, body), page()]);
      await http.send(tickets);
      expect(asked.length).toBe(2);
    },
  );

  test("is also 503 that says until when, and 202 that is not ready", async () => {
    const { http, asked } = vendor([busy("5", 503), answer("{}", 202), answer("{}", 202), page()]);
    await http.send(tickets);
    // After 5 s; then half of 4 and of 8 seconds.
    expect(asked.map(({ at }) => at)).toEqual([0, 5_000, 7_000, 11_000]);
  });

  test("for longer than there is ends the run: nothing is asked, and the instant is told", async () => {
    const { http, asked } = vendor([busy("3601"), page()]);
    const error = (await came(http.send(tickets))) as VendorError;
    expect([error.kind, error.status, error.until, asked.length]).toEqual([
      "later",
      429,
      start + 3_601_000,
      1,
    ]);
    expect(error.message).toBe(
      "[desk] GET /tickets (all): the answer was 429; the next request may go out at 2026-09-01T01:00:01.000Z. Nothing is lost: it goes on by itself when the time has come.",
    );
    const again = (await came(http.send(tickets))) as VendorError;
    expect([again.kind, asked.length]).toEqual(["later", 1]);
  });

  test("is told of every half minute while it lasts, with when it ends and for what", async () => {
    const { http, notes, asked } = vendor([busy("75"), page()]);
    await http.send(tickets);
    expect(asked.map(({ at }) => at)).toEqual([0, 75_000]);
    const told = { group: "all", status: 429, until: "2026-09-01T00:01:15Z", because: "the answer was 429" };
    // 75 seconds are told of at their beginning, and with 45 and 15 left.
    expect(notes.map((note) => JSON.parse(note))).toEqual(
      [75_000, 45_000, 15_000].map((milliseconds) => ["waits", { ...told, milliseconds }]),
    );
  });

  test("for years is asked again after a day", async () => {
    const { http } = vendor([busy("999999999999")]);
    expect(((await came(http.send(tickets))) as VendorError).until).toBe(start + 86_400_000);
  });

  test("for ever ends the run, even one that has all the time", async () => {
    const { http, asked } = vendor([busy("0")], { msLeft: () => Number.POSITIVE_INFINITY });
    const error = (await came(http.send(tickets))) as VendorError;
    expect([error.kind, asked.length]).toEqual(["later", 31]);
  });

  test("keeps every request of its group waiting, and no other group", async () => {
    const { http, asked } = vendor([busy("10"), page()]);
    const one = http.send({ ...tickets, group: "exports" });
    await new Promise((done) => setImmediate(done));
    await http.send({ ...tickets, group: "other", path: "/other" });
    await http.send({ ...tickets, group: "exports", path: "/second" });
    await one;
    const at = Object.fromEntries(
      asked.slice(1).map((request) => [request.url.pathname.slice(8), request.at]),
    );
    expect(at.other).toBeLessThan(10_000);
    expect([at.tickets! >= 10_000, at.second! >= 10_000]).toEqual([true, true]);
  });

  test("is waited for as long as the signal says nothing", async () => {
    const stop = new AbortController();
    const stopping = () => {
      stop.abort();
      return busy("10");
    };
    const { http, asked } = vendor([stopping], { signal: stop.signal });
    const error = (await came(http.send(tickets))) as VendorError;
    expect([error.kind, asked.length]).toEqual(["later", 1]);
    expect(error.message).toContain("the run is being ended");
    await came(http.send(tickets));
    expect(asked.length).toBe(1);
  });
});

test("the pause of a request is never long, however often it was tried", () => {
  expect(retryAt("1", start)).toBe(start + 1_000);
  expect(retryAt(null, start)).toBeUndefined();
});

describe("the budget of an account", () => {
  const of = (perMinute: number, more: Parameters<typeof vendor>[1] = {}) =>
    vendor([page()], { limits: { exports: { perMinute } }, ...more });
  const asks = async ({ http }: ReturnType<typeof vendor>, count: number, group = "exports") => {
    for (let n = 0; n < count; n += 1) await http.send({ ...tickets, group });
  };

  test("lets no more than so many requests out in any minute", async () => {
    const { asked, ...rest } = of(10);
    await asks({ asked, ...rest }, 25);
    const at = asked.map((request) => request.at);
    for (const [n, time] of at.entries()) if (n >= 10) expect(time - at[n - 10]!).toBeGreaterThan(60_000);
    // Ten at once, ten a minute later, five two minutes later.
    expect([at[9], at[10]! < 60_200, at[24]! < 120_400]).toEqual([0, true, true]);
  });

  test("counts a slow answer from when it came: the vendor may have counted it as late as that", async () => {
    const slow = async (): Promise<Response> => {
      await clock.sleep(20_000);
      return page();
    };
    const { http, asked, clock } = vendor([slow, page()], { limits: { exports: { perMinute: 1 } } });
    for (let n = 0; n < 2; n += 1) await http.send({ ...tickets, group: "exports" });
    // 20 seconds, and a minute.
    expect(asked[1]?.at).toBeGreaterThan(80_000);
  });

  test("counts a request nobody has answered yet, however long ago it went out", async () => {
    let finish = (_: Response) => {};
    const slow = () => new Promise<Response>((done) => (finish = done));
    const { http, asked, clock } = vendor([slow, page()], { limits: { exports: { perMinute: 1 } } });
    const first = http.send({ ...tickets, group: "exports" });
    await clock.sleep(70_000);
    const second = http.send({ ...tickets, group: "exports" });
    await clock.sleep(0);
    expect(asked.length).toBe(1);
    const answered = clock.now() - start;
    finish(page());
    await Promise.all([first, second]);
    expect(asked[1]?.at).toBeGreaterThan(answered + 60_000);
  });

  test("is shared by those who ask at once, and not by other groups", async () => {
    const { http, asked } = of(3);
    const groups = ["exports", "exports", "exports", "exports", "other"];
    await Promise.all(groups.map((group) => http.send({ ...tickets, group, path: `/${group}` })));
    const paths = asked.map(({ at, url }) => [at > 60_000, url.pathname.slice(8)]);
    expect(paths.filter(([isLate]) => isLate)).toEqual([[true, "exports"]]);
  });

  test("of a group within another uses up both", async () => {
    const { http, asked } = vendor([page()], {
      limits: { exports: { perMinute: 5, within: "all" }, all: { perMinute: 2 } },
    });
    for (const group of ["exports", "all", "exports"]) await http.send({ ...tickets, group });
    expect(asked.map(({ at }) => at > 60_000)).toEqual([false, false, true]);
  });

  test("is not new with each run: what the last one used still counts", async () => {
    const first = of(10);
    await asks(first, 10);
    const before = JSON.parse(JSON.stringify(first.http.state())) as BudgetState;
    expect(before).toEqual({
      exports: { used: 10, at: start, pausedUntil: 0, month: "2026-09", ofMonth: 10 },
    });
    const second = of(10, { before });
    await asks(second, 1);
    expect(second.asked[0]?.at).toBeGreaterThan(60_000);
    const later = (await came(
      of(10, { before, msLeft: () => 30_000 }).http.send({ ...tickets, group: "exports" }),
    )) as VendorError;
    expect(later.kind).toBe("later");
    expect(later.message).toContain("the 10 requests a minute of exports are made");
  });

  test("keeps the pause a vendor asked for over the end of a run", async () => {
    const first = vendor([busy("5000")]);
    await came(first.http.send(tickets));
    const second = vendor([page()], { before: first.http.state() });
    const error = (await came(second.http.send(tickets))) as VendorError;
    expect([error.kind, error.until, second.asked.length]).toEqual(["later", start + 5_000_000, 0]);
  });

  test("of a month is counted over runs, and begins again with the next month", async () => {
    const limits = { all: { perMonth: 3 } };
    const first = vendor([page()], { limits });
    await asks(first, 2, "all");
    const second = vendor([page()], { limits, before: first.http.state() });
    await asks(second, 1, "all");
    const error = (await came(second.http.send(tickets))) as VendorError;
    expect([error.kind, error.until]).toEqual(["later", Date.UTC(2026, 9, 1)]);
    expect(error.message).toContain("the 3 requests a month of all are made");
    await second.clock.sleep(Date.UTC(2026, 9, 1) - start);
    await asks(second, 1, "all");
    expect(second.http.state().all).toMatchObject({ month: "2026-10", ofMonth: 1 });
  });

  test("counts requests that were sent again as well", async () => {
    const { http } = vendor([answer("", 500), page()], { limits: { all: { perMonth: 9 } } });
    await http.send(tickets);
    expect(http.state().all).toMatchObject({ ofMonth: 2 });
  });
});

test("401 to a key that opens one group alone closes that group", async () => {
  const own = { ownKeys: { old: "Mend the key." }, limits: { plan: {}, incremental: {}, old: {} } };
  const { http, asked } = vendor([answer("", 401), page()], own);
  const report = { ...tickets, group: "old" };
  const first = (await came(http.send(report))) as VendorError;
  expect([first.kind, first.message.endsWith("the answer was 401. Mend the key.")]).toEqual([
    "forbidden",
    true,
  ]);
  expect(await came(http.send(report))).toBe(first);
  expect([await came(http.send(tickets)), asked.length]).toMatchObject([{ status: 200 }, 2]);
});
