import { expect, test } from "vitest";
import { serveDesk } from "../../functions/cli/serve.ts";
import { local } from "../../functions/local.ts";
import { freePort } from "./said.ts";
import { twoSources } from "./two.ts";

test("without a url the served email links to the served page, the one in the outbox to the file", async () => {
  const two = await twoSources();
  await two.run();
  expect(two.emails().calls).toMatch(/href="file:\/\/[^"]*\/archive\/calls\/2026-W46\/index\.html/);
  const ports = local(two.home);
  const { address, close } = await serveDesk(ports, await freePort());
  const inbox = await (await fetch(`${address}/inbox`)).text();
  const id = /href="\/inbox\/(calls[^"]+)"/.exec(inbox)?.[1] ?? "";
  const email = await (await fetch(`${address}/outbox/${id}/light`)).text();
  const link = /href="(\/archive\/calls\/2026-W46\/index\.html)/.exec(email)?.[1] ?? "";
  expect(email).not.toContain("file://");
  expect((await fetch(address + link)).status).toBe(200);
  await close();
  await ports.warehouse.close();
});
