/** JSON as no encoder writes it, and nearly JSON: for tests of what reads it. */

import fc from "fast-check";

const space = fc.constantFrom("", "", "", " ", "\n", "\t", "\r\n", "  ");

/** Some characters are written as escapes, some of them in capitals. */
const written = (text: string, escaped: readonly boolean[]): string => {
  let out = '"';
  for (let at = 0; at < text.length; at += 1) {
    const unit = text[at]!;
    const code = unit.charCodeAt(0).toString(16).padStart(4, "0");
    if (escaped[at % escaped.length]) out += `\\u${at % 2 === 0 ? code : code.toUpperCase()}`;
    else if (unit === "/" && at % 2 === 0) out += "\\/";
    // As half a character it stands in the text itself.
    else out += unit >= "\ud800" && unit <= "\udfff" ? unit : JSON.stringify(unit).slice(1, -1);
  }
  return `${out}"`;
};

const spelled = (text: fc.Arbitrary<string>) =>
  fc
    .tuple(text, fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }), fc.boolean())
    .map(([one, escaped, isPlain]) => written(one, isPlain ? [false] : escaped));

/** Few, so that paths find them; one is long, one has letters beyond ASCII, and one is no object's own in JavaScript. */
export const names = [
  "a",
  "b",
  "email",
  "id",
  "__proto__",
  "toString",
  "ő",
  'q"\\',
  "",
  "x".repeat(70),
] as const;
const name = spelled(
  fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...names) }, fc.string({ maxLength: 4 })),
);
const texts = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom(
    "anna@example.org",
    " ",
    "\ud83d",
    "\ude00x",
    "😀",
    "\u2028",
    "\u007f\u0000",
    "\ufeff",
    "]},{[:",
  ),
  fc.constantFrom("h:0123456789abcdefghij-_", "null", "x".repeat(20_000), `${"é".repeat(9_000)}"`),
);
const number = fc.oneof(
  fc.constantFrom("0", "-0", "1.0", "90071992547409931", "1e400", "-1E-400", "0.1e+7", "9".repeat(400)),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
);

const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, depthSize: "medium", withCrossShrink: true },
    fc.oneof(spelled(texts), number, fc.constantFrom("null", "true", "false")),
    fc
      .array(fc.tuple(space, name, space, space, tie("tree"), space), { maxLength: 6 })
      .map((members) => `{${members.map(([a, n, b, c, v, d]) => `${a}${n}${b}:${c}${v}${d}`).join(",")}}`),
    fc
      .array(fc.tuple(space, tie("tree"), space), { maxLength: 4 })
      .map((elements) => `[${elements.map((parts) => parts.join("")).join(",")}]`),
    fc
      .tuple(tie("tree"), fc.integer({ min: 1, max: 300 }))
      .map(([value, depth]) => `${'{"a":['.repeat(depth)}${value}${"]}".repeat(depth)}`),
  ),
}));

/** The text of a value. Names come twice, and are spelled in many ways. */
export const jsonText: fc.Arbitrary<string> = tree;

/** A value with space around it. */
export const spacedJson = fc.tuple(space, tree, space).map((parts) => parts.join(""));

const torn = [
  ...['"', "\\", "{", "}", "[", "]", ",", ":", "0", "-", "+", ".", "e", "u", "\u0000", "\u001f", "\ufeff"],
  ...["\u00a0", "\u2028", "\v", "tru", "nul", "NaN", "Infinity", "'", "//", "\\u12", "\\x", "01", "1.", ".5"],
];

/** JSON of which a piece was lost, doubled, or has something put into it; some of it is JSON still. */
export const nearlyJson = fc
  .tuple(
    spacedJson.filter((text) => text.length < 2_000),
    fc.array(fc.tuple(fc.nat(2_000), fc.nat(3), fc.oneof(fc.constant(""), fc.constantFrom(...torn))), {
      minLength: 1,
      maxLength: 2,
    }),
  )
  .map(([text, changes]) =>
    changes.reduce((now, [at, lost, put]) => {
      const from = at % (now.length + 1);
      return now.slice(0, from) + put + now.slice(from + lost);
    }, text),
  );
