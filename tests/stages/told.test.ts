import { expect, test } from "vitest";
import type { LandEvent } from "../../functions/stages/land.ts";
import { percent, teller } from "../../functions/stages/told.ts";

const read = (stream: string, rows: number, share?: number): LandEvent => ({
  kind: "rows",
  stream,
  rows,
  of: [2, 11],
  share,
});

test("a wait says whose rows there are so far, until when it lasts and for what", () => {
  const tell = teller();
  expect(tell(read("tickets", 12_300, 0.425))).toEqual({
    text: "tickets (2 of 11), 12,300 rows so far",
    share: 0.425,
  });
  const wait = { until: "2026-11-16T08:01:00Z", because: "the 10 requests a minute of incremental are made" };
  expect(tell({ kind: "waits", ...wait })).toEqual({
    text: "tickets (2 of 11), 12,300 rows so far; waits until 2026-11-16T08:01:00Z: the 10 requests a minute of incremental are made",
    share: 0.425,
    isWaiting: true,
  });
});

test("a share that falls is said to, until it is where it was; another stream begins its own", () => {
  const tell = teller();
  tell(read("tickets", 100, 0.5));
  const back = tell(read("tickets", 110, 0.3));
  expect(back.share).toBe(0.3);
  expect(back.text).toContain("it was at 50 %, and is read again from an earlier place");
  expect(tell({ kind: "batch", batch: 1, rows: 110 }).text).toContain("it was at 50 %");
  expect(tell(read("tickets", 150, 0.5)).text).not.toContain("it was");
  expect(tell(read("calls", 160, 0.1))).toEqual({ text: "calls (2 of 11), 160 rows so far", share: 0.1 });
});

test("between two positions a share stays what it was, and a stream that knows none has none", () => {
  const tell = teller();
  tell(read("tickets", 100, 0.5));
  expect(tell(read("tickets", 200)).share).toBe(0.5);
  expect(tell(read("agents", 201)).share).toBeUndefined();
});

test("only what is done is 100 %", () => {
  expect([0, 0.009, 0.5, 0.999_999, 1].map(percent)).toEqual(["0 %", "0 %", "50 %", "99 %", "100 %"]);
});
