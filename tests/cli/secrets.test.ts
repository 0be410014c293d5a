/** Which line of which config a missing secret is told at. */

import { join } from "node:path";
import { expect, test } from "vitest";
import { placingSecrets, secretAt } from "../../functions/cli/secrets.ts";
import { ConfigError, InputError, SecretError } from "../../functions/core/errors.ts";
import { folderOf } from "./said.ts";

/** The first source is in line 6, where `  - { id: desk, type: zendesk, account: northwind, token: ` are 58 characters. */
const config = `organisation:
  name: Northwind Support
  zone: Europe/Budapest
  sender: { name: Northwind reports, address: reports@example.org }
sources:
  - { id: desk, type: zendesk, account: northwind, token: DESK_TOKEN, since: 2026-11-02 }
  - { id: chat, type: zendesk, account: southwind, token: CHAT_TOKEN, since: 2026-11-02 }
reports:
  - { id: weekly, title: Weekly, template: digest, period: week, at: monday 08:00, to: [{ name: Ilona, address: i@example.org }] }
`;

async function placedIn(source: string) {
  const folder = await folderOf({ "raport.yaml": config });
  const missing = new SecretError(source, "it is not set.");
  const file = join(folder, "raport.yaml");
  const thrown = await placingSecrets(file, () => Promise.reject(missing)).catch((error: Error) => error);
  expect(await secretAt(file)(missing)).toBe((thrown as Error).message);
  return { thrown, missing, message: (thrown as Error).message.replaceAll(folder, "F") };
}

test("the secret of the first source, as of any other, is told at its token", async () => {
  const desk = await placedIn("desk");
  expect(desk.thrown).toBeInstanceOf(ConfigError);
  expect(desk.message).toBe("F/raport.yaml:6:59: sources[0].token: it is not set.");
  expect((await placedIn("chat")).message).toBe("F/raport.yaml:7:59: sources[1].token: it is not set.");
});

test("one of a source the file does not have stays what it was, and names the source", async () => {
  const { thrown, missing, message } = await placedIn("phone");
  expect(thrown).toBe(missing);
  expect(message).toBe("[phone] it is not set.");
});

test("so does one where there is no such file, as where the config was pushed", async () => {
  const missing = new SecretError("desk", "it is not set.");
  const none = join(await folderOf({}), "raport.yaml");
  expect(await secretAt(none)(missing)).toBe("[desk] it is not set.");
});

test("what else goes wrong is no secret, and what goes well is given back", async () => {
  const other = new InputError("no source is called desk");
  await expect(placingSecrets("raport.yaml", () => Promise.reject(other))).rejects.toBe(other);
  expect(await placingSecrets("raport.yaml", async () => 7)).toBe(7);
});
