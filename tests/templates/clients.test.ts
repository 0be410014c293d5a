import { caniemail } from "caniemail";
import { expect, test } from "vitest";
import { templates } from "../../functions/core/config.ts";
import { renderEmail } from "../../templates/index.ts";
import { accepted, clients } from "./clients.ts";
import { stateOf } from "./states.ts";

/** Each feature with the clients that do not know it: `word-break: yahoo.ios`. Half-known ones are none. */
function unknown(html: string): readonly string[] {
  const { issues } = caniemail({ html, clients: [...clients] });
  return [...issues.errors].flatMap(([client, found]) => found.map(({ title }) => `${title}: ${client}`));
}

/** What stands in an email only sometimes is a block all templates share. */
const emails = [
  ...templates.map((template) => stateOf(template, "as usual")),
  ...(["restated", "incomplete and marked"] as const).map((state) => stateOf("digest", state)),
];
const found = new Set(emails.flatMap((model) => unknown(renderEmail(model).html)));
const allowed = new Set(
  Object.entries(accepted).flatMap(([title, one]) => one.in.map((client) => `${title}: ${client}`)),
);

test("Gmail, Outlook, Apple Mail and Yahoo know all an email uses, but what is accepted", () => {
  expect([...found].filter((one) => !allowed.has(one))).toEqual([]);
});

test("nothing is accepted that no email needs any more", () => {
  expect([...allowed].filter((one) => !found.has(one))).toEqual([]);
});

test("what no client knows would be told", () => {
  expect(unknown('<p style="display:grid">x</p>')).toContain("display:grid: outlook.windows");
});
