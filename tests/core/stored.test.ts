import { expect, test } from "vitest";
import { parseStored } from "../../functions/core/stored.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

test("a stored object comes back as it was", () => {
  expect(parseStored("state/a.json", bytes('{"n":1}'))).toEqual({ n: 1 });
});

test("a damaged one is named, with what to do", () => {
  expect(() => parseStored("state/a.json", bytes('{"n":'))).toThrow(
    /^state\/a\.json in the home is damaged: .* Restore it/,
  );
});
