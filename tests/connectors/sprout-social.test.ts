import { describe, expect, test } from "vitest";
import type { Page } from "../../functions/connectors/index.ts";
import type { VendorRequest } from "../../functions/connectors/vendor.ts";
import { accountWith, type Body, type Given, message, ranges, records } from "./sprout-social-told.ts";

describe("what is asked", () => {
  test("the zone is always named, and neither text nor names are asked for", async () => {
    const { read, queries } = accountWith(() => ({ data: [] }));
    await read("messages");
    await read("cases");
    expect(new Set(queries().map(({ timezone }) => timezone))).toEqual(new Set(["UTC"]));
    const fields = queries().flatMap((query) => query.fields ?? []);
    expect(fields.filter((field) => /text|title|name|picture|link|email/.test(field))).toEqual([]);
    expect(fields).toContain("guid");
  });

  test("a range of cases is a week at most, and ranges share their ends", async () => {
    const { read, queries } = accountWith(() => ({ data: [] }), "2026-11-20T00:02:00Z");
    await read("cases");
    // 2 November 23:00 is the first moment of 3 November in Budapest; 17 days and an hour make three weeks.
    expect(queries().flatMap(({ filters }) => filters)).toEqual([
      "latest_activity_time.in(2026-11-02T23:00:00..2026-11-09T23:00:00)",
      "latest_activity_time.in(2026-11-09T23:00:00..2026-11-16T23:00:00)",
      "latest_activity_time.in(2026-11-16T23:00:00..2026-11-20T00:00:00)",
    ]);
  });

  test("later readings sweep twice, actions never before the messages they are looked for in", async () => {
    const first = accountWith(() => ({ data: [] }));
    const [page] = await first.read("messages");
    expect(page).toMatchObject({ done: true, watermark: "2026-11-04T12:00:00.000Z" });
    const later = accountWith(() => ({ data: [] }), "2026-11-04T13:02:00Z");
    await later.read("messages", page?.next);
    const profile = "customer_profile_id.eq(90071992547409931)";
    // An hour behind what is read; of messages of 90 days: from 6 August on.
    expect(later.queries().map(({ filters }) => filters)).toEqual([
      [profile, "created_time.in(2026-11-04T11:00:00..2026-11-04T13:00:00)"],
      [
        profile,
        "created_time.in(2026-08-06T13:00:00..2026-11-04T13:00:00)",
        "action_last_update_time.in(2026-11-04T11:00:00..2026-11-04T13:00:00)",
      ],
    ]);
  });

  test("the first reading of a day looks back a whole day", async () => {
    const [page] = await accountWith(() => ({ data: [] })).read("cases");
    const next = accountWith(() => ({ data: [] }), "2026-11-05T00:32:00Z");
    await next.read("cases", page?.next);
    expect(ranges(next.queries())).toEqual(["3T12:00:00..5T00:30:00".replace(/(\d)T/g, "$1T")]);
  });

  test("only the profiles of the group are named, and the group with them", async () => {
    const filters = async (group: string) => {
      const { read, queries } = accountWith(() => ({ data: [] }), undefined, { group });
      await read("messages");
      return queries()[0]?.filters.slice(0, 2);
    };
    expect(await filters("7")).toEqual(["group_id.eq(7)", "customer_profile_id.eq(90071992547409931)"]);
    expect(await filters("8")).toBeUndefined();
  });
});

describe("pages", () => {
  test("tokens are followed to the page without one, and every position goes on where it was", async () => {
    const answer = ({ body }: VendorRequest): Given => {
      const { page_cursor: at = "0" } = body as Body;
      return at === "2" ? { data: [message("c")] } : { data: [message(at)], next: String(Number(at) + 1) };
    };
    const whole = await accountWith(answer).read("messages");
    expect(records(whole).map(({ key }) => key)).toEqual(["0", "1", "c"]);
    expect(whole.map(({ done }) => done)).toEqual([false, false, true]);
    const rest = await accountWith(answer).read("messages", whole[0]?.next);
    expect(
      records(rest)
        .slice(0, 2)
        .map(({ key }) => key),
    ).toEqual(["1", "c"]);
    // A worker that is about to be ended stops at a position.
    expect(await accountWith(answer).read("messages", null, 20_000)).toHaveLength(1);
  });

  test("no two pages of a stream are numbered alike, in whichever run they were read", async () => {
    const given = () => ({ data: [message("a")] });
    const [first] = await accountWith(given).read("messages");
    const later = await accountWith(given, "2026-11-04T13:02:00Z").read("messages", first?.next);
    expect(records([first as Page, ...later]).map(({ page }) => page)).toEqual([
      "messages/000000001:000001",
      "messages/000000002:000001",
      "messages/000000003:000001",
    ]);
  });

  test("a query with as many results as it may have is asked again for half the time", async () => {
    // More than 10,000 results until 3 November 10:30 are asked for at once: 100 pages, the last of them without a token.
    const isFull = ({ filters }: Body) =>
      (filters.at(-1) ?? "") > "created_time.in(2026-11-02T23:00:00..2026-11-03T10:30";
    let pages = 0;
    const { read, queries } = accountWith(({ body }) => {
      if (!isFull(body as Body) || !(body as Body).filters.at(-1)?.includes("02T23:00:00.."))
        return { data: [message("z")] };
      pages += 1;
      const data = Array.from({ length: 100 }, (_, index) => message(`${pages}-${index}`));
      return pages % 100 === 0 ? { data } : { data, next: String(pages) };
    });
    const all = await read("messages");
    // 37 hours, then 18:30, then 9:15 of them; then on from there, wider where little was found.
    const begun = queries().filter((query) => query.page_cursor === undefined);
    expect(ranges(begun)).toEqual([
      "2T23:00:00..4T12:00:00",
      "2T23:00:00..3T17:30:00",
      "2T23:00:00..3T08:15:00",
      "3T08:15:00..4T02:45:00",
      "4T02:45:00..4T12:00:00",
    ]);
    expect(all.at(-1)?.watermark).toBe("2026-11-04T12:00:00.000Z");
  });

  test("one second with more results than a query may have is not passed over", async () => {
    let count = 0;
    const answer = () => {
      count += 1;
      return { data: Array.from({ length: 100 }, () => message("a")), next: String(count) };
    };
    // Four seconds are there to be read: four, two and one of them are asked for, 100 pages each.
    const { read } = accountWith(answer, "2026-11-02T23:02:04Z");
    await expect(read("messages")).rejects.toThrow(
      /cannot be read whole: it has as many results.*Nothing is skipped/,
    );
  });

  test("the same token again is no progress: the window is read anew, and the stream ends with an error", async () => {
    const { read, asked } = accountWith(() => ({ data: [message("a")], next: "same" }));
    await expect(read("messages")).rejects.toThrow(/said to come next again and again/);
    expect(asked.length).toBeLessThan(50);
  });
});
