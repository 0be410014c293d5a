/** What goes wrong with one request, by its dice. */

import type { Random } from "../random.ts";
import { type Chaos, type Fault, faults } from "./chaos.ts";
import type { Reply } from "./vendor.ts";

export function faultOf(chaos: Chaos, dice: Random): Fault | undefined {
  let left = dice.fraction();
  for (const fault of faults) {
    left -= chaos.faults[fault] ?? 0;
    if (left < 0) return fault;
  }
  return undefined;
}

/** A 429 as vendors and what stands before them write it, and from when on the next request is none too early. */
export function throttled(
  own: Reply,
  now: number,
  dice: Random,
): { readonly reply: Reply; readonly until: number } {
  const body = [own.body, "<html><h1>Too many requests</h1></html>", "slow down", ""][dice.whole(4)] ?? "";
  const seconds = 1 + dice.whole(30);
  const date = Math.ceil(now / 1000 + seconds) * 1000;
  const reply = (retryAfter?: string): Reply => ({
    status: 429,
    body,
    headers: { ...own.headers, ...(retryAfter !== undefined && { "retry-after": retryAfter }) },
  });
  switch (dice.whole(4)) {
    case 0:
      return { reply: reply(String(seconds)), until: now + seconds * 1000 };
    case 1:
      return { reply: reply(new Date(date).toUTCString()), until: date };
    case 2:
      return { reply: reply("0"), until: now };
    default:
      return { reply: reply(), until: now };
  }
}
