import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Cell, keep } from "../../functions/core/privacy.ts";

const cell = (id: string, amount: number, ...lines: readonly string[]): Cell => ({
  id,
  lines: lines.length === 0 ? ["all"] : lines,
  isSmall: amount > 0 && amount < 5,
  sizes: { n: { amount } },
});
const hiddenOf = (...cells: readonly Cell[]) => [...keep(cells, 5).hidden].sort();

describe("a small group", () => {
  test("is hidden together with the smallest other one, or the total would give it away", () => {
    // 3 + 9 = 12: neither 3 nor 9 follows.
    expect(hiddenOf(cell("a", 3), cell("b", 9), cell("c", 40), cell("d", 0))).toEqual(["a", "b"]);
  });

  test("and another one need a third where the sum of both could only be made one way", () => {
    // 1 + 1 = 2, so both are 1: with 9 they are 11.
    expect(hiddenOf(cell("a", 1), cell("b", 1), cell("c", 9), cell("d", 40))).toEqual(["a", "b", "c"]);
  });

  test("is all that is told of nobody where there is nothing else", () => {
    const kept = keep([cell("a", 3), cell("b", 0)], 5);
    expect([...kept.hidden].sort()).toEqual(["a", "b"]);
    expect([...kept.withheld]).toEqual(["all\nn"]);
  });

  test("is none where nobody is hidden", () => {
    expect(hiddenOf(cell("a", 5), cell("b", 0), cell("c", 40))).toEqual([]);
  });

  test("in a table of rows and columns is on a loop of hidden cells", () => {
    const table = [
      [3, 20, 30],
      [25, 40, 50],
      [60, 70, 80],
    ];
    const cells = table.flatMap((row, r) => row.map((n, c) => cell(`${r}${c}`, n, `r${r}`, `c${c}`)));
    // Row 0 takes 01, column 0 takes 10, their other lines close the loop at 11.
    expect(hiddenOf(...cells)).toEqual(["00", "01", "10", "11"]);
  });
});

test("two loops joined by one hidden cell give that cell away: a third loop goes through it", () => {
  const small = new Set(["00", "01", "10", "11", "22", "23", "32", "33", "12"]);
  const cells = [0, 1, 2, 3].flatMap((r) =>
    [0, 1, 2, 3].map((c) => ({
      ...cell(`${r}${c}`, 20 + r + c, `r${r}`, `c${c}`),
      isSmall: small.has(`${r}${c}`),
    })),
  );
  // Rows 0 and 1 less columns 0 and 1 leave the cell 12 alone, though no line hides fewer than two.
  const { hidden } = keep(cells, 5);
  expect([...hidden].filter((id) => !small.has(id)).length).toBeGreaterThan(0);
});

test("a share of none, or of all, in the hidden ones together is not told", () => {
  const share = (id: string, amount: number, of: number): Cell => ({
    ...cell(id, amount),
    sizes: { n: { amount, of } },
  });
  // a and b together resolved 0 of 12, so a resolved none of its 3: c has to help.
  expect(hiddenOf(share("a", 3, 0), share("b", 9, 0), share("c", 20, 7), share("d", 40, 9))).toEqual([
    "a",
    "b",
    "c",
  ]);
});

describe("whoever knows all totals and all that is shown", () => {
  const amounts = fc.array(fc.array(fc.nat({ max: 24 }), { minLength: 4, maxLength: 4 }), {
    minLength: 4,
    maxLength: 4,
  });

  test("finds a second table that fits, for every hidden cell, unless nothing is told of its line", () => {
    fc.assert(
      fc.property(amounts, (table) => {
        const cells = table.flatMap((row, r) => row.map((n, c) => cell(`${r}${c}`, n, `r${r}`, `c${c}`)));
        const { hidden, withheld } = keep(cells, 5);
        for (const { id, lines, isSmall } of cells) {
          if (isSmall) expect(hidden.has(id)).toBe(true);
          if (!hidden.has(id) || lines.some((line) => withheld.has(`${line}\nn`))) continue;
          expect(isOnLoop(id, hidden)).toBe(true);
        }
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  /** Adding 1 and taking 1 away in turn around a loop of hidden cells changes no total: the solver's own way, by walking. */
  function isOnLoop(id: string, hidden: ReadonlySet<string>): boolean {
    const [row, column] = [...id] as [string, string];
    const walk = (at: string, byRow: boolean, seen: ReadonlySet<string>): boolean =>
      [...hidden].some((next) => {
        if (next === at || next[byRow ? 0 : 1] !== at[byRow ? 0 : 1]) return false;
        if (next === id) return !byRow && seen.size > 2;
        if (!byRow && next[1] === column && seen.size < 2) return false;
        return !seen.has(next) && walk(next, !byRow, new Set([...seen, next]));
      });
    return row !== undefined && walk(id, true, new Set([id]));
  }

  test("cannot say of one row that a hidden cell is small", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 8 }), (row) => {
        const cells = row.map((n, at) => cell(`${at}`, n));
        const { hidden, withheld } = keep(cells, 5);
        if (hidden.size === 0) {
          expect(row.every((n) => n === 0 || n >= 5)).toBe(true);
          return;
        }
        if (withheld.size > 0) {
          expect(hidden.size).toBe(row.length);
          return;
        }
        const total = row.filter((_, at) => hidden.has(`${at}`)).reduce((sum, n) => sum + n, 0);
        const holding = row.filter((n, at) => hidden.has(`${at}`) && n > 0).length;
        // Each of the others holds 1 at least, so one may hold the rest: 5, which would be told.
        expect(hidden.size).toBeGreaterThan(1);
        expect(total - (holding - 1)).toBeGreaterThanOrEqual(5);
      }),
      { seed: 5, numRuns: 2000 },
    );
  });

  test("sees the same hidden whatever the order of the cells", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 12 }), { minLength: 2, maxLength: 8 }), (row) => {
        const cells = row.map((n, at) => cell(`${at}`, n));
        expect([...keep(cells.toReversed(), 5).hidden].sort()).toEqual(hiddenOf(...cells));
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});
