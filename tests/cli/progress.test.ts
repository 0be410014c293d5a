import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { board } from "../../functions/cli/progress.ts";
import type { Work } from "../../functions/core/due.ts";

// A terminal is told from a log by CI too.
beforeEach(() => void vi.stubEnv("CI", ""));
afterEach(() => vi.unstubAllEnvs());

const land: Work = { kind: "land", source: "support" };

/** What is written to a terminal of so many columns, or to a file, by a clock that stands until it is set. */
function written({ columns, isTerse = false }: { columns?: number; isTerse?: boolean } = {}) {
  const parts: string[] = [];
  let at = 0;
  const out = {
    isTTY: columns !== undefined,
    columns,
    write: (text: string) => parts.push(text) > 0,
  } as unknown as NodeJS.WriteStream;
  const { watch, end } = board({ out, now: () => at, isTerse });
  const step = (seconds: number, text: string, share?: number) => {
    at = seconds * 1000;
    watch(land, { kind: "step", text, ...(share !== undefined && { share }), isWaiting: true });
  };
  watch(land, { kind: "start" });
  return { step, watch, end, said: () => parts.join("").replaceAll(/ \([\d.]+ s\)/g, "") };
}

describe("where the output is no terminal", () => {
  test("a line comes every half minute, with how far it is, and what is done last", () => {
    const { step, watch, said } = written();
    step(5, "tickets, 1,000 rows so far", 0.1);
    step(29.9, "tickets, 2,000 rows so far", 0.2);
    step(30, "tickets, 3,000 rows so far", 0.3);
    step(59.9, "tickets, 4,000 rows so far", 0.4);
    step(
      61,
      "agents, 4,010 rows so far; waits until 2026-11-16T08:01:00Z: the 10 requests a minute are made",
    );
    watch(land, { kind: "done", text: "4,010 rows", isFailed: false });
    // 30 s after the beginning; then 31 s after that.
    expect(said()).toBe(`  land support: 30 %, tickets, 3,000 rows so far
  land support: agents, 4,010 rows so far; waits until 2026-11-16T08:01:00Z: the 10 requests a minute are made
✓ land support: 4,010 rows
`);
  });

  test("of a tick that was short nothing is said where only long ones are news", () => {
    const short = written({ isTerse: true });
    short.step(29, "tickets, 1 row so far");
    short.watch(land, { kind: "done", text: "1 rows", isFailed: true });
    expect(short.said()).toBe("");
    const long = written({ isTerse: true });
    long.step(30, "tickets, 1 row so far");
    long.watch(land, { kind: "done", text: "1 rows", isFailed: false });
    expect(long.said()).toBe("  land support: tickets, 1 row so far\n✓ land support: 1 rows\n");
  });
});

describe("on a terminal", () => {
  test("a bar of twenty cells shows the share, and is full only when all is done", () => {
    const { step, said } = written({ columns: 200 });
    step(0, "tickets", 0.5);
    step(0, "tickets", 0.9999);
    step(0, "tickets", 1);
    step(0, "agents");
    const cells = (full: number) => "█".repeat(full) + "░".repeat(20 - full);
    const lines = said().split("\r\u001b[2K").slice(2);
    expect(lines).toEqual([
      `  land support: ${cells(10)} 50 % tickets`,
      `  land support: ${cells(19)} 99 % tickets`,
      `  land support: ${cells(20)} 100 % tickets`,
      "  land support: agents",
    ]);
  });

  test("no line is longer than the terminal is wide, but what is said at the end stays whole", () => {
    const { step, watch, said } = written({ columns: 40 });
    step(0, "x".repeat(100), 0.5);
    watch(land, { kind: "done", text: "y".repeat(100), isFailed: false });
    const lines = said().split("\r\u001b[2K").slice(2);
    expect(lines.map((line) => line.trimEnd().length)).toEqual([39, "✓ land support: ".length + 100]);
  });
});

test("an error that ends the work begins a line of its own, and what was done leaves none behind", () => {
  const broken = written({ columns: 80 });
  broken.step(0, "tickets");
  broken.end();
  expect(broken.said()).toMatch(/tickets\n$/);
  const whole = written({ columns: 80 });
  whole.watch(land, { kind: "done", text: "1 row", isFailed: false });
  whole.end();
  expect(whole.said()).toMatch(/1 row\n$/);
  expect(whole.said()).not.toMatch(/\n\n$/);
});

test("what could not be done has no tick, and its cure whole, line after line", () => {
  const { watch, said } = written();
  const text =
    "cannot be read: [support] tickets: the token opens nothing. Make a new one.\n[support] calls: no\u001b[2J.";
  watch(land, { kind: "done", text, isFailed: true });
  expect(said()).toBe(
    "✗ land support: cannot be read: [support] tickets: the token opens nothing. Make a new one.\n  [support] calls: no?[2J.\n",
  );
});
