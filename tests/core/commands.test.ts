import { expect, test } from "vitest";
import { typable } from "../../functions/core/commands.ts";

const place = { config: "/srv/my reports/raport.yaml", home: "/srv/home" };

test("a command in a sentence names the config and the home of who says it", () => {
  expect(typable("Then: npm run raport -- resend weekly --to a@b.c", place)).toBe(
    "Then: npm run raport -- resend --config '/srv/my reports/raport.yaml' --home /srv/home weekly --to a@b.c",
  );
  expect(typable("or say: raport allow helpdesk --day 2026-11-16", place)).toBe(
    "or say: npm run raport -- allow --home /srv/home helpdesk --day 2026-11-16",
  );
  expect(typable("npm run raport -- check says when", place)).toBe(
    "npm run raport -- check --config '/srv/my reports/raport.yaml' says when",
  );
});

test("of a deployed stack a command names the stack, which stands for all else", () => {
  const stack = { stack: "raport-care" };
  expect(typable("npm run raport -- resend weekly --period 2026-W46 --to a@b.c", stack)).toBe(
    "npm run raport -- resend --stack raport-care weekly --period 2026-W46 --to a@b.c",
  );
  expect(
    typable("raport preview weekly --on DATE. To see what the next ones wait for: raport next.", stack),
  ).toBe(
    "npm run raport -- preview --stack raport-care weekly --on DATE. To see what the next ones wait for: npm run raport -- next --stack raport-care.",
  );
  expect(typable("npm run raport -- run", stack)).toBe("npm run raport -- run");
  const pushed = { ...stack, config: "my/raport.yaml" };
  expect(typable("npm run raport -- push --undo, then raport next", pushed)).toBe(
    "npm run raport -- push --config my/raport.yaml --stack raport-care --undo, then npm run raport -- next --stack raport-care",
  );
  const whole = "npm run raport -- next --stack raport-care";
  expect(typable(whole, stack)).toBe(whole);
});

test("with the standard config and home it stays short, and what is no command stays", () => {
  expect(typable("npm run raport -- next", undefined)).toBe("npm run raport -- next");
  expect(typable("Weekly raport of ours", place)).toBe("Weekly raport of ours");
  const whole = "npm run raport -- run --config a --home b";
  expect(typable(whole, place)).toBe(whole);
});
