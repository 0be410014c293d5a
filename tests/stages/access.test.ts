import { expect, test } from "vitest";
import type { ApiSource } from "../../functions/core/config.ts";
import type { StreamAccess } from "../../functions/stages/access.ts";
import { accessTo } from "../../functions/stages/access.ts";
import { virtualClock } from "../../world/vendors/clock.ts";
import { inbox, now, source } from "./account.ts";

/** Asks an account whose every request gets this. */
async function asked(answer: (path: string) => Response, of: ApiSource = source) {
  const clock = virtualClock(Date.parse(now));
  const fetch: typeof globalThis.fetch = async (input) => answer(new URL(String(input)).pathname);
  const vendors = { fetch, clock, random: () => 0.5, secret: async () => "a-token-of-some-length" };
  const told: StreamAccess[] = [];
  const found = await accessTo({ source: of, now, zone: "UTC" }, { inbox, vendors }, (one) => told.push(one));
  expect(told).toEqual(found);
  return found.map(({ stream, is }) => `${stream} ${is}`);
}

test("where nobody answers, nobody is asked for the other parts", async () => {
  const found = await asked(() => {
    throw new TypeError("fetch failed");
  });
  expect(found).toEqual(["agents failed"]);
});

test("a part that is refused for a reason of its own leaves the others to be tried", async () => {
  const found = await asked((path) =>
    path.includes("voice") ? new Response("{}", { status: 403 }) : new Response("nonsense", { status: 400 }),
  );
  // Of the streams of Zendesk calls and their legs are optional, and 400 says nothing of a plan.
  expect(found).toContain("tickets failed");
  expect(found.filter((one) => one.endsWith("lacking"))).toEqual(["calls lacking", "legs lacking"]);
});

test("every part that wants a key of its own is named where there is none", async () => {
  const chat: ApiSource = { ...source, type: "liveagent" };
  const found = await asked(
    () => new Response("[]", { headers: { "content-type": "application/json" } }),
    chat,
  );
  expect(found.filter((one) => one.endsWith("lacking"))).toEqual([
    "ranking lacking",
    "availability_tickets lacking",
    "availability_chats lacking",
    "availability_calls lacking",
  ]);
});

test("every wait for the vendor is told, with its reason", async () => {
  const clock = virtualClock(Date.parse(now));
  let asked = 0;
  const fetch: typeof globalThis.fetch = async () =>
    ++asked === 1
      ? new Response("", { status: 429, headers: { "retry-after": "45" } })
      : new Response("{}", { status: 401 });
  const vendors = { fetch, clock, random: () => 0.5, secret: async () => "a-token-of-some-length" };
  const waits: string[] = [];
  await accessTo(
    { source, now, zone: "UTC", waits: ({ until, because }) => waits.push(`${until} ${because}`) },
    { inbox, vendors },
    () => undefined,
  );
  // 45 s after 08:00:00, told at once and again 30 s later.
  expect(waits).toEqual(Array(2).fill("2026-11-16T08:00:45Z the answer was 429"));
});
