import { expect, test } from "vitest";
import { mentionOf } from "../../functions/core/mention.ts";

const ann = mentionOf("ann@example.org");

test("an address is found however it is written or escaped", () => {
  for (const text of [
    "ann@example.org",
    'to: "ANN@Example.org",',
    "<ann@example.org>.",
    "mailto:ann%40example.org?x",
    "%3Cann%40example.org",
    "--to 'ann@example.org'",
    "Ask ann@example.org. Or wait.",
  ])
    expect(ann.isIn(text), text).toBe(true);
  expect(mentionOf("o'neil@example.org").isIn("&lt;o&#39;neil@example.org&gt;")).toBe(true);
  expect(mentionOf("r&d@example.org").isIn("&lt;r&amp;d@example.org&gt;")).toBe(true);
  expect(mentionOf("jörg@bücher.example").isIn("an JÖRG@BÜCHER.EXAMPLE, bitte")).toBe(true);
});

test("an address that only begins or ends like it is somebody else's", () => {
  for (const text of [
    "joann@example.org",
    "jo.ann@example.org",
    "jo+ann@example.org",
    "ann@example.organic",
    "ann@example.org.uk",
    "ann@example-org",
    "annXexample.org",
  ]) {
    expect(ann.isIn(text), text).toBe(false);
    expect(ann.takenFrom(text, "x")).toBe(text);
  }
});

test("a name of theirs that stands before it in angles goes with it, and nothing else does", () => {
  const taken = (text: string) => ann.takenFrom(text, "(gone)", ["Ann O. Lee", "Ann", ""]);
  expect(taken("The email to Ann O. Lee <ann@example.org> came back.")).toBe(
    "The email to (gone) came back.",
  );
  expect(taken("ask: Ann <ann@example.org>, Bo <bo@example.org>")).toBe("ask: (gone), Bo <bo@example.org>");
  expect(taken("Ann wrote to ann@example.org and ANN@example.org")).toBe("Ann wrote to (gone) and (gone)");
  expect(taken("<p>Ann &lt;ann@example.org&gt;</p>")).toBe("<p>(gone)</p>");
});
