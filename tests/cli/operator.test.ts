/** docs/deploy.md and docs/operate.md: what is to be typed there is something `raport` takes. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { said } from "./said.ts";

const read = (page: string) => readFileSync(new URL(`../../docs/${page}`, import.meta.url), "utf8");
const commandsIn = (text: string) =>
  [...text.matchAll(/npm run raport -- ([^`\n]+)/g)].map(([, words]) => words?.split(" ") ?? []);

test.each(["deploy.md", "operate.md"])(
  "every command of %s has the options it is typed with",
  async (page) => {
    const commands = commandsIn(read(page));
    expect(commands.length).toBeGreaterThan(3);
    for (const [name = "", ...words] of commands) {
      const { out } = await said(name, "--help");
      const known = new Set(out.match(/--[a-z-]+/g));
      const unknown = words.filter((word) => word.startsWith("--") && !known.has(word));
      expect([name, ...unknown]).toEqual([name]);
    }
  },
);

test("once there is a stack, every command of theirs says which it works on", () => {
  const own = new Set(["init", "check"]); // before there is one
  const commands = [...commandsIn(read("deploy.md")), ...commandsIn(read("operate.md"))];
  const placeless = commands.filter(([name = "", ...words]) => !own.has(name) && !words.includes("--stack"));
  expect(placeless).toEqual([]);
});
