import { expect, test } from "vitest";
import { sentLines } from "../../functions/cli/deliveries.ts";
import type { Delivery } from "../../functions/stages/deliver.ts";

const said = (...deliveries: readonly Omit<Delivery, "id">[]) =>
  sentLines(
    {
      report: "weekly",
      period: "2026-W46",
      subject: "Open backlog 319",
      deliveries: deliveries.map((one, index) => ({ id: `weekly-2026-W46-${index}`, ...one })),
    },
    "are in the outbox",
    "Europe/Budapest",
  );
const now = { outcome: "sent", fresh: true } as const;
const before = { outcome: "sent", fresh: false } as const;
const unknown = { outcome: "unknown", fresh: false } as const;
const busy = { outcome: "busy", fresh: false } as const;
const refused = { outcome: "refused", fresh: false, error: "550 no such user." } as const;

test("who got it now is counted, whoever had it before is not", () => {
  expect(said(now, now, before)).toEqual([
    "sent      weekly 2026-W46 to 2 people: Open backlog 319",
    "          the emails are in the outbox",
  ]);
  expect(said(before, before)).toEqual([]);
});

test("who did not get it stands below those who did", () => {
  expect(said(now, unknown)[0]).toBe("sent      weekly 2026-W46 to 1 person: Open backlog 319");
  expect(said(now, unknown)[2]).toMatch(/^ {10}1 person: it may have arrived/);
});

test("of what nobody knows it is not said that it was not sent", () => {
  expect(said(unknown, busy)[0]).toBe("unsure    weekly 2026-W46 to 2 people: Open backlog 319");
  expect(said(busy)[0]).toMatch(/^unsure {4}/);
  expect(said(unknown, refused)[0]).toBe("not sent  weekly 2026-W46 to 2 people: Open backlog 319");
  expect(said(refused)[0]).toMatch(/^not sent {2}/);
});
