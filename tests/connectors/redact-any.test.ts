import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PersonalPaths } from "../../functions/connectors/connector.ts";
import { redact } from "../../functions/connectors/redact.ts";

/** Stands for a text in a way that can be read: its letters, padded. */
const shown = (text: string) => `h:${text.replace(/[^\w]/g, "_").padEnd(22, "-").slice(0, 22)}`;
const paths = (hashed: readonly string[], dropped: readonly string[] = []): PersonalPaths => ({
  hashed,
  dropped,
});

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** The same, over parsed values and by recursion. */
function naive(value: Json, paths: PersonalPaths): Json {
  const rests = [
    ...paths.hashed.map((path) => ({ names: path.split("."), becomes: "hash" })),
    ...paths.dropped.map((path) => ({ names: path.split("."), becomes: "null" })),
  ];
  return walked(value, rests);
}

interface Rest {
  readonly names: readonly string[];
  readonly becomes: string;
}

/** `**` may stand for nothing. */
function opened(rest: Rest): readonly Rest[] {
  return rest.names[0] === "**" ? [rest, ...opened({ ...rest, names: rest.names.slice(1) })] : [rest];
}

function walked(value: Json, given: readonly Rest[]): Json {
  const rests = given.flatMap(opened);
  const ends = rests.filter(({ names }) => names.length === 0).map(({ becomes }) => becomes);
  if (ends.includes("null")) return null;
  if (Array.isArray(value))
    return value.map((one) =>
      walked(one, [
        ...rests,
        ...rests
          .filter(({ names }) => names[0] === "*")
          .map((rest) => ({ ...rest, names: rest.names.slice(1) })),
      ]),
    );
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [
        name,
        walked(
          one,
          rests.flatMap((rest) => {
            const [first] = rest.names;
            if (first === undefined || first === "**") return [rest];
            return first === "*" || first === name ? [{ ...rest, names: rest.names.slice(1) }] : [];
          }),
        ),
      ]),
    );
  if (
    ends.length === 0 ||
    value === null ||
    String(value).trim() === "" ||
    /^h:[\w-]{22}$/.test(String(value))
  )
    return value;
  return shown(String(value));
}

const name = fc.constantFrom("a", "b", "c", 'd"', "h");
const { tree: json } = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(shown("x"))),
    fc.array(tie("tree"), { maxLength: 4 }),
    fc.dictionary(name, tie("tree"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
const path = fc
  .array(fc.oneof({ weight: 4, arbitrary: name }, fc.constantFrom("*", "**")), { minLength: 1, maxLength: 3 })
  .map((names) => names.join("."));
const somePaths = fc.record({
  hashed: fc.array(path, { maxLength: 3 }),
  dropped: fc.array(path, { maxLength: 2 }),
});
const spacing = fc.constantFrom(undefined, 1, "\t");

describe("whatever a record holds", () => {
  test("it is replaced as it would be value by value", () => {
    fc.assert(
      fc.property(json, somePaths, spacing, (value, declared, space) => {
        const body = JSON.stringify(value, null, space);
        expect(JSON.parse(redact(body, declared, shown))).toEqual(naive(JSON.parse(body), declared));
      }),
      { numRuns: 400 },
    );
  });

  test("redacting it again changes nothing", () => {
    fc.assert(
      fc.property(json, somePaths, (value, declared) => {
        const once = redact(JSON.stringify(value), declared, shown);
        expect(redact(once, declared, shown)).toBe(once);
      }),
      { numRuns: 200 },
    );
  });

  test("without a path that is in it, not a character changes", () => {
    fc.assert(
      fc.property(json, spacing, (value, space) => {
        const body = JSON.stringify(value, null, space);
        expect(redact(body, paths(["x", "a.x", "**.x", "*.*.*.*.*.*"], ["b.x"]), shown)).toBe(body);
      }),
      { numRuns: 200 },
    );
  });

  test("the characters outside the personal value stay", () => {
    fc.assert(
      fc.property(
        json,
        fc.string({ minLength: 1 }).filter((text) => text.trim() !== ""),
        json,
        spacing,
        (before, text, after, space) => {
          const body = JSON.stringify({ before: { before }, who: text, after: [after] }, null, space);
          const told = redact(body, paths(["who"]), () => "h:0000000000000000000000");
          const written = JSON.stringify(text);
          const at = body.indexOf('"who":') + '"who":'.length + (space === undefined ? 0 : 1);
          fc.pre(
            body.startsWith(written, at) &&
              !body.slice(0, at - 8).includes('"who":') &&
              !/^h:[\w-]{22}$/.test(text),
          );
          expect(told).toBe(
            `${body.slice(0, at)}"h:0000000000000000000000"${body.slice(at + written.length)}`,
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});
